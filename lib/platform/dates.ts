import { toDate } from './clock'

/** Chinese civil time: UTC+8, no daylight saving since 1991. */
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
/** Dates outside are typing errors. */
export const EARLIEST_YEAR = 1900
export const LATEST_YEAR = 2100

declare const civilBrand: unique symbol
/** A civil day in China, `YYYY-MM-DD`. Compares as text. */
export type CivilDate = string & { readonly [civilBrand]: true }

/** Whether a text is a real day within the sensible years. */
export function isCivilDate(text: string): text is CivilDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return false
  const at = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at) && toDate(at).toISOString().startsWith(text)
}

/** The civil day of an instant. */
export function civilDateOf(instant: Date): CivilDate {
  return toDate(instant.getTime() + OFFSET_MS)
    .toISOString()
    .slice(0, 10) as CivilDate
}

/** The wall clock of an instant, `HH:mm`. */
export function civilTimeOf(instant: Date): string {
  return toDate(instant.getTime() + OFFSET_MS)
    .toISOString()
    .slice(11, 16)
}

/** The wall clock of an instant with its day, `YYYY-MM-DD HH:mm`. */
export function civilMinuteOf(instant: Date): string {
  const local = toDate(instant.getTime() + OFFSET_MS).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`
}

/** The instant of a day and a wall-clock time `HH:mm`. */
export function instantOf(day: CivilDate, time = '00:00'): Date {
  return toDate(`${day}T${time}:00.000+08:00`)
}

export function startOfCivilDay(day: CivilDate): Date {
  return instantOf(day)
}

/** The last millisecond of a day. */
export function endOfCivilDay(day: CivilDate): Date {
  return toDate(instantOf(day).getTime() + DAY_MS - 1)
}

export function addDays(day: CivilDate, days: number): CivilDate {
  return toDate(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, 10) as CivilDate
}

/** The same day of a later month, or that month's last day. */
export function addMonths(day: CivilDate, months: number): CivilDate {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(total / 12)
  const month = String((total % 12) + 1).padStart(2, '0')
  for (let date = Number(day.slice(8)); ; date -= 1) {
    const candidate = `${year}-${month}-${String(date).padStart(2, '0')}`
    if (isCivilDate(candidate)) return candidate
  }
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: CivilDate): number {
  return toDate(`${day}T00:00:00.000Z`).getUTCDay()
}

export function yearOf(day: CivilDate): number {
  return Number(day.slice(0, 4))
}
