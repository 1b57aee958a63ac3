import { isWorkday, type CalendarData } from '@/lib/calendar/calendar'
import { addDays, civilDateOf, instantOf, type CivilDate } from '@/lib/platform/dates'
import type { Preferences } from '../schema'

/** No holiday is longer; a calendar that says otherwise is not followed further. */
const FURTHEST_DAYS = 60

/**
 * When the next digest is due: the first day at the person's hour that is still to come, after the day of the last
 * one, and a working day when they want only those.
 */
export function nextDigest(
  now: Date,
  { digestAt, workdaysOnly }: Pick<Preferences, 'digestAt' | 'workdaysOnly'>,
  lastDay: CivilDate | null,
  calendar: CalendarData,
): Date {
  let day = civilDateOf(now)
  if (instantOf(day, digestAt) <= now) day = addDays(day, 1)
  if (lastDay && day <= lastDay) day = addDays(lastDay, 1)
  for (let tried = 0; workdaysOnly && !isWorkday(day, calendar) && tried < FURTHEST_DAYS; tried += 1)
    day = addDays(day, 1)
  return instantOf(day, digestAt)
}
