// The four kinds of advance report by when it is filed (domain section 5, defaults of the organ).
import { addWorkdays, type CalendarData } from '@/lib/calendar/calendar'
import { civilDateOf } from '@/lib/platform/dates'

export type FilingKind = 'ADVANCE' | 'SHORT_NOTICE' | 'LATE' | 'EMERGENCY'

/**
 * ADVANCE at least `workdaysBefore` working days before the day of the dealing, SHORT_NOTICE later but before its
 * start, LATE from the start on. What began as an emergency notice stays EMERGENCY.
 */
export function filingKindOf(
  filing: { now: Date; startsAt: Date; notified: boolean },
  workdaysBefore: number,
  calendar: CalendarData,
): FilingKind {
  if (filing.notified) return 'EMERGENCY'
  if (filing.now.getTime() >= filing.startsAt.getTime()) return 'LATE'
  const earliest = addWorkdays(civilDateOf(filing.now), workdaysBefore, calendar)
  return earliest <= civilDateOf(filing.startsAt) ? 'ADVANCE' : 'SHORT_NOTICE'
}
