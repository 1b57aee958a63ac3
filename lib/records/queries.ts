import { Prisma } from '@/prisma/generated/client/client'
import { urgencyOf } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { asActor, db, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { afterCursor, condition, type Scope } from './records'
import type { RecordFilters } from './schema'
import type { EnterpriseFacts, PersonFacts, RecordPage, RecordRow } from './types'

export const RECORDS_PAGE = 20
/** Counting stops here; the page then says "more than". */
export const COUNT_CAP = 10_000

interface Ask {
  filters: RecordFilters
  after?: string
  scope?: Scope
}

/** A page of the cases that the actor may read and the filters name, newest first, with their capped number. */
export function searchRecords(actor: Actor, ask: Ask, now: Date): Promise<RecordPage> {
  return asActor(actor, now, async (tx) => {
    const where = condition(ask.filters, now, ask.scope)
    const ids = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "Case" c WHERE ${where} AND ${afterCursor(ask.after)}
      ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${RECORDS_PAGE + 1}`
    const count = await counted(tx, where)
    const rows = await toRows(
      tx,
      ids.slice(0, RECORDS_PAGE).map((row) => row.id),
      now,
    )
    const last = rows.at(-1)
    return {
      rows,
      next: ids.length > RECORDS_PAGE && last ? `${last.createdAt}_${last.id}` : null,
      count: Math.min(count, COUNT_CAP),
      capped: count > COUNT_CAP,
    }
  })
}

/** How many cases a search finds for the actor, at most one more than COUNT_CAP. */
export function countRecords(actor: Actor, filters: RecordFilters, now: Date): Promise<number> {
  return asActor(actor, now, (tx) => counted(tx, condition(filters, now)))
}

async function counted(tx: Tx, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<[{ found: number }]>`
    SELECT count(*)::int AS found FROM (SELECT 1 FROM "Case" c WHERE ${where} LIMIT ${COUNT_CAP + 1}) AS capped`
  return row.found
}

async function toRows(tx: Tx, ids: readonly string[], now: Date): Promise<RecordRow[]> {
  const rows = await tx.case.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      kind: true,
      number: true,
      documentNumber: true,
      title: true,
      status: true,
      createdAt: true,
      dueAt: true,
      amberAt: true,
      pausedAt: true,
      closedAt: true,
      subject: { select: { id: true, name: true, post: true } },
      organ: { select: { shortName: true } },
      parties: {
        select: { enterprise: { select: { id: true, name: true } } },
        orderBy: { ordinal: 'asc' },
        take: 3,
      },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
    subject: { ...row.subject, organ: row.organ.shortName },
    enterprises: row.parties.map((party) => party.enterprise),
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(row, now),
  }))
}

/** The units a search may be narrowed to: those below the actor's roles on this desk, else the own one, by tree. */
export async function listSearchUnits(actor: Actor): Promise<{ id: string; name: string; depth: number }[]> {
  const roots = actor.roles
    .filter((grant) => ['DISCIPLINE', 'UNIT_HEAD', 'HR'].includes(grant.role))
    .map((grant) => grant.organPath)
  const units = await db().organ.findMany({
    where: {
      isDivision: false,
      OR: [...roots, actor.unitPath].map((path) => ({ path: { startsWith: path } })),
    },
    orderBy: { path: 'asc' },
    select: { id: true, name: true, path: true },
  })
  const depthOf = (path: string) => path.split('/').length
  const least = Math.min(...units.map((unit) => depthOf(unit.path)))
  return units.map(({ path, ...unit }) => ({ ...unit, depth: depthOf(path) - least }))
}

/** What a filter's unit is called; null when there is none. */
export async function findUnitName(id: string): Promise<string | null> {
  const unit = await db().organ.findUnique({ where: { id }, select: { name: true } })
  return unit?.name ?? null
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
