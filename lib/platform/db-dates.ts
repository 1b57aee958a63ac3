import { toDate } from './clock'
import type { CivilDate } from './dates'

/** A civil day as a `date` column takes it. */
export function dbDate(day: CivilDate): Date {
  return toDate(`${day}T00:00:00.000Z`)
}

/** The civil day in a `date` column. */
export function civilOfDbDate(value: Date): CivilDate {
  return value.toISOString().slice(0, 10) as CivilDate
}
