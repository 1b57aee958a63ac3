import type { ExportSchedule } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import { getCalendar } from '@/lib/calendar/queries'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { nextRun } from './rules/next-run'

/** A page that a notice about exports leads to. */
type NoticePage = 'exports' | 'schedules' | 'requests'

/** Puts a notice about an export on somebody's desk. It names no person and no search. */
export function tell(
  w: Write,
  officialId: string,
  kind: string,
  page: NoticePage,
  id: string,
): Promise<void> {
  return w.enqueue('notice', { officialId, kind, page }, { dedupeKey: `${kind}:${id}:${officialId}` })
}

/** The next run of a schedule after an instant; null when its last day is over. */
export async function findNextRun(w: Write, schedule: ExportSchedule, after: Date): Promise<Date | null> {
  return nextRun(schedule, after, civilOfDbDate(schedule.untilOn), await getCalendar(w.tx))
}

/** Ends a schedule for good and takes what it asked for off the approver's desk. */
export async function endWith(w: Write, scheduleId: string, endedWhy: string): Promise<void> {
  await w.tx.exportSchedule.updateMany({
    where: { id: scheduleId },
    data: { status: 'ENDED', endedWhy, dueAt: null },
  })
  w.touch('ExportSchedule', { id: scheduleId })
  await withdrawWaiting(w, scheduleId)
}

/** What waits for a decision is asked for no longer. */
export async function withdrawWaiting(w: Write, scheduleId: string): Promise<void> {
  const waiting = await w.tx.exportRequest.findMany({
    where: { scheduleId, status: 'WAITING' },
    select: { id: true },
  })
  for (const { id } of waiting) {
    const withdrawn = await w.tx.exportRequest.updateMany({
      where: { id, status: 'WAITING' },
      data: { status: 'WITHDRAWN' },
    })
    if (withdrawn.count > 0) w.touch('ExportRequest', { id })
  }
}
