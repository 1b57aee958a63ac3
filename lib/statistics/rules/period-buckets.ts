// A period cut into months or quarters as Chinese civil time has them (no daylight saving, UTC+8).
import { addDays, addMonths, type CivilDate } from '@/lib/platform/dates'

/** So many months are shown month by month; a longer period is shown by quarters. */
export const MOST_MONTHS = 24

export interface Bucket {
  /** `2026-11` or `2026-Q4`. */
  key: string
  /** The days of the bucket that are within the period. */
  from: CivilDate
  to: CivilDate
  /** The first days of its months, as the database groups them. */
  months: CivilDate[]
  /** The period begins or ends within it. */
  partial: boolean
}

/** Buckets of a period, first to last, without gaps. `from` is not after `to`. */
export function periodBuckets(from: CivilDate, to: CivilDate): Bucket[] {
  const months = monthsBetween(from, to)
  const step = months.length > MOST_MONTHS ? 3 : 1
  const buckets: Bucket[] = []
  for (let first = startOf(from, step); first <= to; first = addMonths(first, step)) {
    const last = addDays(addMonths(first, step), -1)
    buckets.push({
      key: step === 1 ? first.slice(0, 7) : `${first.slice(0, 4)}-Q${String(quarterOf(first))}`,
      from: first < from ? from : first,
      to: last > to ? to : last,
      months: Array.from({ length: step }, (_, place) => addMonths(first, place)),
      partial: first < from || last > to,
    })
  }
  return buckets
}

/** The mean of each value with up to two before it, to one decimal; null until there are three. */
export function trendOf(values: readonly number[]): (number | null)[] {
  return values.map((value, place) => {
    const [one, two] = [values[place - 2], values[place - 1]]
    if (one === undefined || two === undefined) return null
    return Math.round(((one + two + value) / 3) * 10) / 10
  })
}

function monthsBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const months: CivilDate[] = []
  for (let month = startOf(from, 1); month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

function startOf(day: CivilDate, step: 1 | 3): CivilDate {
  const month = Number(day.slice(5, 7))
  const first = step === 1 ? month : month - ((month - 1) % 3)
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01` as CivilDate
}

function quarterOf(day: CivilDate): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3)
}
