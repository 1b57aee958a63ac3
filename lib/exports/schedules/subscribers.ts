import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { logger } from '@/lib/platform/log'
import type { Handler } from '@/lib/platform/outbox'
import { postponeSchedule, recountSchedule, requestDue } from './commands'

/** So many schedules are looked at in one round. */
const BATCH = 20

/**
 * Has every schedule that is due ask for its export. Several workers may do it at once: the command takes a schedule only
 * while it is due. One that fails is postponed. Returns how many were due.
 */
export async function requestDueExports(clock: Clock, signal: AbortSignal): Promise<number> {
  const due = await asSystem(clock.now(), (tx) =>
    tx.exportSchedule.findMany({
      where: { status: 'ACTIVE', dueAt: { lte: clock.now() } },
      orderBy: { dueAt: 'asc' },
      take: BATCH,
      select: { id: true },
    }),
  )
  for (const { id } of due) {
    if (signal.aborted) break
    try {
      await requestDue(clock, id)
    } catch (error) {
      logger.error({ scheduleId: id, err: error }, 'a schedule could not ask for its export')
      await postponeSchedule(clock, id)
    }
  }
  return due.length
}

/** A change of the calendar: the next run of every schedule. */
export const recountSchedules: Handler = async (_payload, { clock, signal }) => {
  const rows = await asSystem(clock.now(), (tx) =>
    tx.exportSchedule.findMany({ where: { status: 'ACTIVE' }, select: { id: true } }),
  )
  for (const { id } of rows) {
    if (signal.aborted) return
    await recountSchedule(clock, id)
  }
}
