// Nobody is made late by a change of the calendar (default; decision 0012).
import { civilDateOf, endOfCivilDay } from '@/lib/platform/dates'

/**
 * The end of a limit that was counted anew: as counted, unless that has passed. An end that had passed stays passed; one that
 * had not is today at the earliest.
 */
export function notMadeLate(counted: Date, before: Date, now: Date): Date {
  if (counted.getTime() >= now.getTime()) return counted
  return before.getTime() < now.getTime() ? before : endOfCivilDay(civilDateOf(now))
}
