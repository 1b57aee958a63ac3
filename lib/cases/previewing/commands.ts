import type { z } from 'zod'
import { dueAt } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { ok, refuse } from '@/lib/platform/result'
import { listRulebooks } from '@/lib/rulebook/queries'
import { LIMIT_NAMES, limitsSchema, unitOf, type previewPolicySchema } from '@/lib/rulebook/schema'
import type { PreviewRow } from './types'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
}

/** So many running limits of one kind are looked at; more are said to be at least so many. */
const MOST_RUNNING = 10_000

/**
 * What other limits would mean for the cases that are open now, in counts: whom it concerns no administrator reads. Open
 * cases keep the version they were filed under; this shows what the next ones may expect. Refusal: `not-allowed`.
 */
export async function previewPolicy({ actor, clock, input }: Command<typeof previewPolicySchema>) {
  if (!mayAdminister(actor, 'policy')) return refuse('rulebook', 'not-allowed')
  const now = clock.now()
  return asSystem(now, async (tx) => {
    const [newest] = await listRulebooks(tx)
    const calendar = await getCalendar(tx)
    const limits = limitsSchema.parse(input)
    const rows: PreviewRow[] = []
    for (const limit of LIMIT_NAMES) {
      const before = newest?.limits[limit] ?? limits[limit]
      if (before === limits[limit] || unitOf(limit) !== 'workdays') continue
      const running = await tx.case.findMany({
        where: { limitName: limit, closedAt: null, pausedAt: null, limitFrom: { not: null } },
        select: { limitFrom: true, dueAt: true },
        take: MOST_RUNNING,
      })
      const ends = running.map((row) => ({
        then: dueAt(row.limitFrom ?? now, limits[limit], calendar).instant,
        now: row.dueAt ?? now,
      }))
      rows.push({
        limit,
        before,
        after: limits[limit],
        running: ends.length,
        sooner: ends.filter((one) => one.then.getTime() < one.now.getTime()).length,
        later: ends.filter((one) => one.then.getTime() > one.now.getTime()).length,
        overdue: ends.filter(
          (one) => one.then.getTime() < now.getTime() && one.now.getTime() >= now.getTime(),
        ).length,
      })
    }
    return ok({ rows })
  })
}
