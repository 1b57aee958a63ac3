import { Prisma } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { asActor, db } from '@/lib/platform/db'
import { endOfCivilDay, startOfCivilDay } from '@/lib/platform/dates'
import { commonPath, rollUpOrgans } from './rules/roll-up-organs'
import { tablesOf, type Names } from './statistics'
import type { CountRow, Statistics, StatisticsFilters } from './types'

/** So many enterprises and units are listed, those with the most cases first. */
export const MOST_LINES = 20
/** Milliseconds: one pass over a million cases on a busy machine. */
const TIMEOUT = 60_000

/** What the actor may read, counted: one call of the database for all tables, then the names of what it found. */
export async function getStatistics(
  actor: Actor,
  filters: StatisticsFilters,
  now: Date,
): Promise<Statistics> {
  const rows = await countCases(actor, filters, now)
  const [units, enterprises] = await Promise.all([
    namedUnits(
      rows.filter((row) => row.part === 'organ'),
      filters.organ,
    ),
    namedEnterprises(rows),
  ])
  return tablesOf(rows, filters, { units, enterprises })
}

function countCases(
  actor: Actor,
  { from, to, organ, kind }: StatisticsFilters,
  now: Date,
): Promise<CountRow[]> {
  const organId = organ ? Prisma.sql`${organ}::uuid` : Prisma.sql`NULL`
  const caseKind = kind ? Prisma.sql`${kind}::"CaseKind"` : Prisma.sql`NULL`
  return asActor(
    actor,
    now,
    (tx) => tx.$queryRaw<CountRow[]>`
      SELECT part, one, two, cases::int AS cases FROM case_statistics(
        ${startOfCivilDay(from).toISOString()}::timestamptz, ${endOfCivilDay(to).toISOString()}::timestamptz,
        ${caseKind}, ${organId}, ${now.toISOString()}::timestamptz, ${MOST_LINES}::int)`,
    { timeout: TIMEOUT },
  )
}

/** The units below the one asked for, or below the lowest that stands above all cases that were counted. */
async function namedUnits(rows: readonly CountRow[], organ: string | undefined): Promise<Names['units']> {
  const ids = rows.flatMap((row) => row.one ?? [])
  const found = await db().organ.findMany({
    where: { id: { in: organ ? [...ids, organ] : ids } },
    select: { id: true, path: true },
  })
  const pathOf = new Map(found.map((unit) => [unit.id, unit.path]))
  const counts = rows.flatMap(({ one, cases }) => {
    const path = pathOf.get(one ?? '')
    return path ? [{ path, cases }] : []
  })
  const root = (organ && pathOf.get(organ)) ?? commonPath(counts.map((count) => count.path))
  const shares = rollUpOrgans(counts, root).slice(0, MOST_LINES)
  const units = await db().organ.findMany({
    where: { path: { in: shares.map((share) => share.path) } },
    select: { id: true, path: true, name: true },
  })
  const within = (path: string) => counts.some((count) => count.path !== path && count.path.startsWith(path))
  return shares.flatMap((share) => {
    const unit = units.find((one) => one.path === share.path)
    return unit ? [{ ...share, id: unit.id, name: unit.name, within: !share.own && within(share.path) }] : []
  })
}

async function namedEnterprises(rows: readonly CountRow[]): Promise<Names['enterprises']> {
  const ids = rows.flatMap((row) => (row.part === 'enterprise' && row.one ? [row.one] : []))
  const found = await db().enterprise.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  return new Map(found.map((enterprise) => [enterprise.id, enterprise.name]))
}
