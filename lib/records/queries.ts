import { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { urgencyOf } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { atOrBelow, below, findBelow, listBelow } from '@/lib/organs/choosing/queries'
import type { OrganChoices } from '@/lib/organs/types'
import { db, readAs } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { afterCursor, condition, searchTerms, type Narrowing, type Scope } from './records'
import type { RecordFilters } from './schema'
import type { EnterpriseFacts, PersonFacts, RecordPage, RecordRow } from './types'

export const RECORDS_PAGE = 20
/** Counting stops here; the page then says "more than". */
export const COUNT_CAP = 1000
/** Counting stops here when the words asked for are in very many cases. */
export const COMMON_COUNT_CAP = 100
/** Counting before an export stops here. */
export const EXPORT_COUNT_CAP = 10_000

interface Ask {
  filters: RecordFilters
  after?: string
  scope?: Scope
}

interface Line {
  /** Of the whole search; the other columns are null when no case follows the cursor. */
  found: number
  id: string | null
  kind: CaseKind
  number: string | null
  title: string
  status: string
  createdAt: Date
  dueAt: Date | null
  amberAt: Date | null
  pausedAt: Date | null
  closedAt: Date | null
  subject: RecordRow['subject']
  enterprises: RecordRow['enterprises']
}

/** A page of the cases that the actor may read and the filters name, newest first, with their capped number. */
export async function searchRecords(actor: Actor, ask: Ask, now: Date): Promise<RecordPage> {
  const known = await findNarrowing(actor, ask.filters, now)
  const where = condition(ask.filters, now, ask.scope, known)
  const cap = known.common ? COMMON_COUNT_CAP : COUNT_CAP
  const lines = await readAs<Line>(
    actor,
    now,
    Prisma.sql`
    WITH page AS (
      SELECT c.id, c.kind, coalesce(c."documentNumber", c.number) AS number, c.title, c.status, c."createdAt", c."dueAt",
             c."amberAt", c."pausedAt", c."closedAt", c."subjectId", c."organId"
      FROM "Case" c WHERE ${where} AND ${afterCursor(ask.after)}
      ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${RECORDS_PAGE + 1}
    ), counted AS (
      SELECT count(*)::int AS found FROM (SELECT 1 FROM "Case" c WHERE ${where} LIMIT ${cap + 1}) AS capped
    )
    SELECT counted.found, page.*,
      jsonb_build_object('id', who.id, 'name', who.name, 'post', who.post, 'organ', unit."shortName") AS subject,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) ORDER BY party.ordinal), '[]')
       FROM (SELECT p."enterpriseId", p.ordinal FROM "CaseParty" p WHERE p."caseId" = page.id
             ORDER BY p.ordinal LIMIT ${MOST_PARTIES}) AS party
       JOIN "Enterprise" e ON e.id = party."enterpriseId") AS enterprises
    FROM counted LEFT JOIN page ON true
    LEFT JOIN "Official" who ON who.id = page."subjectId" LEFT JOIN "Organ" unit ON unit.id = page."organId"
    ORDER BY page."createdAt" DESC, page.id DESC`,
  )
  const found = lines[0]?.found ?? 0
  const page = lines.flatMap((line) => (line.id === null ? [] : [toRow({ ...line, id: line.id }, now)]))
  const rows = page.slice(0, RECORDS_PAGE)
  const last = rows.at(-1)
  return {
    rows,
    next: page.length > RECORDS_PAGE && last ? `${last.createdAt}_${last.id}` : null,
    count: Math.min(found, cap),
    capped: found > cap,
  }
}

/** How many enterprises a line names. */
const MOST_PARTIES = 3

function toRow(line: Line & { id: string }, now: Date): RecordRow {
  return {
    id: line.id,
    kind: line.kind,
    number: line.number,
    title: line.title,
    status: line.status,
    subject: line.subject,
    enterprises: line.enterprises,
    createdAt: line.createdAt.toISOString(),
    dueAt: line.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(line, now),
  }
}

/** How many cases a search finds for the actor, at most one more than EXPORT_COUNT_CAP. */
export async function countRecords(actor: Actor, filters: RecordFilters, now: Date): Promise<number> {
  const where = condition(filters, now, {}, await findNarrowing(actor, filters, now))
  const [row] = await readAs<{ found: number }>(
    actor,
    now,
    Prisma.sql`
    SELECT count(*)::int AS found
    FROM (SELECT 1 FROM "Case" c WHERE ${where} LIMIT ${EXPORT_COUNT_CAP + 1}) AS capped`,
  )
  return row?.found ?? 0
}

/** Of more units than these it is quicker to walk the newest cases than to look into an index. */
const FEW_UNITS = 200

/** Whoever reads: nobody need be signed in for an export. */
type Reader = Pick<Actor, 'officialId' | 'roles'>

interface Known {
  below: string[] | null
  units: string[]
  delegators: string[]
  led: string[]
  lent: string[]
  common: boolean
}

/**
 * What the planner cannot see behind the row policy: where and as whom the actor reads, and how common the words are. Every
 * list of a search asks for it first; without it a search from a small unit walks the cases of the city.
 */
export async function findNarrowing(actor: Reader, filters: RecordFilters, now: Date): Promise<Narrowing> {
  const tokens = filters.q ? searchTerms(filters.q).tokens : []
  const [known] = await readAs<Known>(
    actor,
    now,
    Prisma.sql`
    SELECT
      (SELECT array_agg(unit.id) FROM (SELECT o.id FROM "Organ" root JOIN "Organ" o ON ${atOrBelow(Prisma.sql`root.path`)}
         WHERE root.id = ${filters.organ ?? null}::uuid AND NOT o."isDivision" LIMIT ${FEW_UNITS + 1}) AS unit) AS below,
      ARRAY(SELECT o.id FROM unnest(${officePaths(actor)}::text[]) AS root (path) JOIN "Organ" o ON ${atOrBelow(Prisma.sql`root.path`)}
         WHERE NOT o."isDivision" LIMIT ${FEW_UNITS + 1}) AS units,
      app_delegators() AS delegators, app_led() AS led, app_lent() AS lent, is_common_search(${tokens}::text[]) AS common`,
  )
  if (!known) throw new Error('a statement without FROM has one row')
  const { units, delegators, led, lent } = known
  const clerkOrgans = actor.roles.filter((grant) => grant.role === 'CLERK').map((grant) => grant.organId)
  const isFew = units.length <= FEW_UNITS
  return {
    below: known.below && known.below.length <= FEW_UNITS ? known.below : null,
    reach: isFew ? { officialId: actor.officialId, units, delegators, led, lent, clerkOrgans } : null,
    common: known.common,
  }
}

/** The subtrees that the actor's roles on this desk are for. */
function officePaths(actor: Reader): string[] {
  return actor.roles
    .filter((grant) => ['DISCIPLINE', 'UNIT_HEAD', 'HR'].includes(grant.role))
    .map((grant) => grant.organPath)
}

/** The subtrees a search may be narrowed to: those of the actor's roles on this desk, else the own unit's. */
const searchRoots = (actor: Actor) => [...officePaths(actor), actor.unitPath]

/** The units a search may be narrowed to, unless there are too many to choose from. */
export function listSearchUnits(actor: Actor): Promise<OrganChoices> {
  return listBelow(searchRoots(actor), 'units')
}

/** Units a search may be narrowed to, by part of their name; those higher in the tree first. */
export function findSearchUnits(actor: Actor, query: string): Promise<{ id: string; name: string }[]> {
  return findBelow(searchRoots(actor), 'units', query)
}

/** A unit within the actor's reach; null for every other. */
export async function findSearchUnit(actor: Actor, id: string): Promise<{ id: string; name: string } | null> {
  if (!isUuid(id)) return null
  const [unit] = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT o.id, o.name FROM ${below(searchRoots(actor), 'units')} WHERE o.id = ${id}::uuid`
  return unit ?? null
}

/** Head of a person's history; null when there is nobody. */
export async function findPerson(id: string): Promise<PersonFacts | null> {
  if (!isUuid(id)) return null
  const row = await db().official.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      staffNo: true,
      post: true,
      rank: true,
      personnelCategory: true,
      isLeadingCadre: true,
      active: true,
      organ: { select: { name: true, isDivision: true, parent: { select: { name: true } } } },
    },
  })
  if (!row) return null
  const { name, isDivision, parent } = row.organ
  return { ...row, organ: isDivision && parent ? `${parent.name} ${name}` : name }
}

/** Head of an enterprise's history; null when there is none. */
export async function findEnterprise(id: string): Promise<EnterpriseFacts | null> {
  if (!isUuid(id)) return null
  const row = await db().enterprise.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      uscc: true,
      formerNames: true,
      legalRepresentative: true,
      enterpriseType: true,
      ownership: true,
      address: true,
      registeredOn: true,
      source: true,
    },
  })
  if (!row) return null
  const { source, registeredOn, ...facts } = row
  return {
    ...facts,
    registeredOn: registeredOn?.toISOString().slice(0, 10) ?? null,
    declared: source === 'DECLARED',
  }
}
