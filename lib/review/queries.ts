import { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { urgencyOf } from '@/lib/cases/cases'
import { holds, type Actor } from '@/lib/identity/types'
import { db, readAs } from '@/lib/platform/db'
import { queryTokens } from '@/lib/platform/search-terms'
import { waitingFor, type Desk } from './review'
import { QUEUE_DESKS, type QueueFilter } from './schema'
import type { Queue, QueueRow } from './types'

export const QUEUE_PAGE = 20
/** Counting stops here; the page shows "more than". */
export const COUNT_CAP = 1000
/** The number beside the desk stops here. */
const MOST_WAITING = 100
/** How many enterprises a line names. */
const MOST_PARTIES = 3

interface Line {
  asked: number
  overdue: number
  amber: number
  /** Null, as all below, when no case follows the cursor. */
  id: string | null
  kind: CaseKind
  number: string | null
  title: string
  status: string
  dueAt: Date | null
  amberAt: Date | null
  pausedAt: Date | null
  closedAt: Date | null
  dueProvisional: boolean
  escalatedAt: Date | null
  limitName: string | null
  submittedAt: Date
  deciderId: string | null
  subject: QueueRow['subject']
  enterprises: string[]
}

/** What waits for the actor (or, with scope `all`, every open case the actor may read), most urgent first. */
export async function listQueue(actor: Actor, filter: QueueFilter, now: Date): Promise<Queue> {
  const base = filter.scope === 'all' ? Prisma.sql`c.status <> 'DRAFT'` : waiting(actor, filter.desk)
  const asked = Prisma.sql`c."closedAt" IS NULL AND ${base} AND ${await narrowed(filter)}`
  const at = Prisma.sql`${now.toISOString()}::timestamptz`
  const lines = await readAs<Line>(
    actor,
    now,
    Prisma.sql`
    WITH page AS (
      SELECT c.id, c.kind, coalesce(c."documentNumber", c.number) AS number, c.title, c.status, c."dueAt", c."amberAt",
             c."pausedAt", c."closedAt", c."dueProvisional", c."escalatedAt", c."limitName",
             coalesce(c."submittedAt", c."createdAt") AS "submittedAt", c."deciderId", c."subjectId", c."organId"
      FROM "Case" c WHERE ${asked} AND ${urgencyIs(filter.urgency, at)} AND ${after(filter.after)}
      ORDER BY ${DUE}, c.id LIMIT ${QUEUE_PAGE + 1}
    ), counted AS (
      SELECT count(*)::int AS asked,
        (count(*) FILTER (WHERE "pausedAt" IS NULL AND "dueAt" < ${at}))::int AS overdue,
        (count(*) FILTER (WHERE "pausedAt" IS NULL AND "dueAt" >= ${at} AND "amberAt" <= ${at}))::int AS amber
      FROM (SELECT c."dueAt", c."amberAt", c."pausedAt" FROM "Case" c WHERE ${asked}
            ORDER BY ${DUE}, c.id LIMIT ${COUNT_CAP + 1}) AS capped
    )
    SELECT counted.*, page.*,
      jsonb_build_object('name', who.name, 'post', who.post, 'organ', unit."shortName") AS subject,
      ARRAY(SELECT e.name FROM "CaseParty" p JOIN "Enterprise" e ON e.id = p."enterpriseId"
            WHERE p."caseId" = page.id ORDER BY p.ordinal LIMIT ${MOST_PARTIES}) AS enterprises
    FROM counted LEFT JOIN page ON true
    LEFT JOIN "Official" who ON who.id = page."subjectId" LEFT JOIN "Organ" unit ON unit.id = page."organId"
    ORDER BY page."dueAt" NULLS LAST, page.id`,
  )
  const [first] = lines
  const found = lines.flatMap((line) => (line.id === null ? [] : [{ ...line, id: line.id }]))
  const page = found.slice(0, QUEUE_PAGE)
  const last = page.at(-1)
  return {
    rows: page.map((line) => toRow(line, actor, now)),
    next: found.length > QUEUE_PAGE && last ? `${last.dueAt?.toISOString() ?? ''}_${last.id}` : null,
    counts: {
      overdue: first?.overdue ?? 0,
      amber: first?.amber ?? 0,
      all: Math.min(first?.asked ?? 0, COUNT_CAP),
      capped: (first?.asked ?? 0) > COUNT_CAP,
    },
  }
}

/** How many cases wait for the actor: the number beside the desk in the navigation. */
export async function countWaiting(actor: Actor, now: Date): Promise<number> {
  const [row] = await readAs<{ waiting: number }>(
    actor,
    now,
    Prisma.sql`
    SELECT count(*)::int AS waiting FROM
      (SELECT 1 FROM "Case" c WHERE c."closedAt" IS NULL AND ${waiting(actor)} LIMIT ${MOST_WAITING}) AS capped`,
  )
  return row?.waiting ?? 0
}

/** A case without a limit comes last; an index of open cases has the same expression. */
const DUE = Prisma.sql`coalesce(c."dueAt", 'infinity'::timestamptz)`

function toRow(line: Line & { id: string }, actor: Actor, now: Date): QueueRow {
  return {
    id: line.id,
    kind: line.kind,
    number: line.number,
    title: line.title,
    status: line.status,
    subject: line.subject,
    enterprises: line.enterprises,
    dueAt: line.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(line, now),
    provisional: line.dueProvisional,
    escalated: line.escalatedAt !== null,
    limitName: line.limitName,
    submittedAt: line.submittedAt.toISOString(),
    mine: line.deciderId === actor.officialId,
  }
}

/** What waits on the actor's desks, or on one of them. */
function waiting(actor: Actor, only?: Desk): Prisma.Sql {
  const clerkOrgans = actor.roles.filter((grant) => grant.role === 'CLERK').map((grant) => grant.organId)
  const notOwn = Prisma.sql`c."subjectId" <> ${actor.officialId}::uuid`
  const whose: Record<Desk, Prisma.Sql> = {
    decider: Prisma.sql`c."deciderId" = ANY ((SELECT app_delegators() || app_actor())::uuid[]) AND ${notOwn}`,
    clerk: Prisma.sql`c."handlingOrganId" = ANY (${clerkOrgans}::uuid[]) AND ${notOwn}`,
    drafter: Prisma.sql`c."filedById" = ${actor.officialId}::uuid`,
    hr: Prisma.sql`${notOwn} AND ${underRole(actor, 'HR')} AND (c.status = 'CONFIRMED'
      OR (c.status = 'DEMANDED' AND ${refusalHas(Prisma.sql`r."reviewStartedAt" IS NOT NULL`)})
      OR (c.status = 'REFERRED' AND ${refusalHas(Prisma.sql`r."referTo" = 'HR'`)}))`,
    discipline: Prisma.sql`${notOwn} AND ${underRole(actor, 'DISCIPLINE')}
      AND ${refusalHas(Prisma.sql`r."referTo" = 'DISCIPLINE'`)}`,
  }
  const has: Record<Desk, boolean> = {
    decider: true,
    drafter: true,
    clerk: clerkOrgans.length > 0,
    hr: holds(actor, 'HR'),
    discipline: holds(actor, 'DISCIPLINE'),
  }
  const desks = only ? [only] : QUEUE_DESKS.filter((desk) => has[desk])
  const each = desks.map((desk) => Prisma.sql`(${whose[desk]} AND ${inStatuses(desk)})`)
  return Prisma.sql`(${Prisma.join(each, ' OR ')})`
}

function inStatuses(desk: Desk): Prisma.Sql {
  const each = waitingFor(desk).map(
    ({ kind, statuses }) =>
      Prisma.sql`(c.kind = ${kind}::"CaseKind" AND c.status = ANY (${statuses}::text[]))`,
  )
  return Prisma.sql`(${Prisma.join(each, ' OR ')})`
}

function refusalHas(what: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "Refusal" r WHERE r."caseId" = c.id AND ${what})`
}

/** Cases in the subtrees in which the actor holds a role. */
function underRole(actor: Actor, role: 'HR' | 'DISCIPLINE'): Prisma.Sql {
  const paths = actor.roles.filter((grant) => grant.role === role).map((grant) => grant.organPath)
  return Prisma.sql`c."organPath" ^@ ANY (${paths}::text[])`
}

async function narrowed(filter: QueueFilter): Promise<Prisma.Sql> {
  const kind = filter.kind ? Prisma.sql`c.kind = ${filter.kind}::"CaseKind"` : Prisma.sql`true`
  if (!filter.q) return kind
  const tokens = queryTokens(filter.q)
  const likes = [`%${likeable(filter.q)}%`]
  // What waits for one person is little: each case is looked into. All open ones of a city are collected by their words.
  const few =
    filter.scope !== 'all' ||
    (await db().$queryRaw<[{ common: boolean }]>`SELECT is_common_search(${tokens}::text[]) AS common`)[0]
      .common
  return few
    ? Prisma.sql`${kind} AND case_matches(c.id, ${tokens}::text[], ${likes}::text[])`
    : Prisma.sql`${kind} AND c.id IN (SELECT search_cases(${tokens}::text[], ${likes}::text[]))`
}

/** The text as CaseSearch stores it, with LIKE's own signs escaped. */
function likeable(q: string): string {
  return q
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
}

function urgencyIs(urgency: QueueFilter['urgency'], at: Prisma.Sql): Prisma.Sql {
  if (urgency === 'overdue') return Prisma.sql`c."dueAt" < ${at} AND c."pausedAt" IS NULL`
  if (urgency === 'amber')
    return Prisma.sql`c."dueAt" >= ${at} AND c."amberAt" <= ${at} AND c."pausedAt" IS NULL`
  if (urgency === 'calm') return Prisma.sql`(c."amberAt" > ${at} OR c."dueAt" IS NULL)`
  return Prisma.sql`true`
}

/** Everything after a cursor, most urgent first; what is no cursor asks for nothing. */
function after(cursor: string | undefined): Prisma.Sql {
  const [, due, id] =
    cursor?.match(
      /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    ) ?? []
  if (!id) return Prisma.sql`true`
  return Prisma.sql`(${DUE}, c.id) > (${due || 'infinity'}::timestamptz, ${id}::uuid)`
}
