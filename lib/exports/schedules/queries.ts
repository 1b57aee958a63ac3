import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { recordFiltersSchema } from '@/lib/records/schema'
import { readFormat } from '../exports'
import type { ScheduleLine } from './types'

/** The newest schedules that the page shows. */
const MOST = 50
/** So many approvers are told at most. */
const MOST_TOLD = 20

/** The actor's schedules: running ones first, then the newest. */
export function listSchedules(actor: Actor, now: Date): Promise<ScheduleLine[]> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.exportSchedule.findMany({
      where: { ownerId: actor.officialId },
      orderBy: [{ status: 'asc' }, { createdAt: 'desc' }],
      take: MOST,
    })
    const latest = await tx.exportRequest.findMany({
      where: { scheduleId: { in: rows.map(({ id }) => id) } },
      orderBy: { createdAt: 'desc' },
      distinct: ['scheduleId'],
    })
    const people = await tx.official.findMany({
      where: { id: { in: latest.flatMap(({ decidedById }) => decidedById ?? []) } },
      select: { id: true, name: true },
    })
    return rows.map((row) => {
      const last = latest.find(({ scheduleId }) => scheduleId === row.id)
      return {
        id: row.id,
        name: row.name,
        filters: recordFiltersSchema.safeParse(row.filters).data ?? {},
        purpose: row.purpose,
        format: readFormat(row.format),
        rhythm: row.rhythm,
        weekday: row.weekday,
        monthday: row.monthday,
        hour: row.hour,
        status: row.status,
        endedWhy: row.endedWhy,
        dueAt: row.dueAt?.toISOString() ?? null,
        until: civilOfDbDate(row.untilOn),
        latest: last
          ? {
              status: last.status,
              at: (last.decidedAt ?? last.createdAt).toISOString(),
              decidedBy: people.find(({ id }) => id === last.decidedById)?.name ?? null,
              reason: last.reason,
            }
          : null,
      }
    })
  })
}

/** What somebody's desk of records reaches today; null without the desk, the post or the account. */
export async function findReach(tx: Tx, officialId: string, now: Date): Promise<string[] | null> {
  const today = civilDateOf(now)
  const rows = await tx.$queryRaw<{ path: string; unit: string }[]>`
    SELECT DISTINCT o.path, unit.path AS unit
    FROM "Official" p
    JOIN "Organ" unit ON unit.id = unit_of(p."organId")
    JOIN "RoleAssignment" r ON r."officialId" = p.id
    JOIN "Organ" o ON o.id = r."organId"
    WHERE p.id = ${officialId}::uuid AND p.active
      AND NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."officialId" = p.id AND a."disabledAt" IS NOT NULL)
      AND r.role IN ('DISCIPLINE', 'UNIT_HEAD', 'HR') AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
      AND r."validFrom" <= ${today}::date AND (r."validTo" IS NULL OR r."validTo" >= ${today}::date)`
  if (rows.length === 0) return null
  return [...new Set(rows.flatMap(({ path, unit }) => [path, unit]))].sort()
}

/** Who may decide on an export of this reach: the discipline desk over all of it, and somebody else. */
export async function listApprovers(
  tx: Tx,
  requesterId: string,
  reach: readonly string[],
  now: Date,
): Promise<string[]> {
  const today = civilDateOf(now)
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Official" p
    WHERE p.active AND p.id <> ${requesterId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."officialId" = p.id AND a."disabledAt" IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM unnest(${reach}::text[]) AS wanted(path) WHERE NOT EXISTS (
        SELECT 1 FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
        WHERE r."officialId" = p.id AND r.role = 'DISCIPLINE' AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
          AND r."validFrom" <= ${today}::date AND (r."validTo" IS NULL OR r."validTo" >= ${today}::date)
          AND starts_with(wanted.path, o.path)))
    ORDER BY p.id LIMIT ${MOST_TOLD}`
  return rows.map(({ id }) => id)
}
