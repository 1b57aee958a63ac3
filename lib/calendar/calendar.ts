import {
  addDays,
  addMonths,
  civilDateOf,
  endOfCivilDay,
  weekday,
  yearOf,
  type CivilDate,
} from '@/lib/platform/dates'
import { toDate } from '@/lib/platform/clock'

/** The editable calendar: days that differ from the plain week, and the years the State Council has published. */
export interface CalendarData {
  days: ReadonlyMap<CivilDate, 'HOLIDAY' | 'MAKE_UP_WORKDAY'>
  publishedYears: ReadonlySet<number>
}

export interface Due {
  date: CivilDate
  /** The last millisecond of that day in Chinese time. */
  instant: Date
  /** A year that is not published was touched: the day may still move. */
  provisional: boolean
}

/** Statutory holidays are off, make-up days (调休) are on, the rest follows the week. */
export function isWorkday(day: CivilDate, calendar: CalendarData): boolean {
  const special = calendar.days.get(day)
  if (special) return special === 'MAKE_UP_WORKDAY'
  const of = weekday(day)
  return of !== 0 && of !== 6
}

/** The n-th working day after a day; the start day does not count (民诉法 85). */
export function addWorkdays(from: CivilDate, n: number, calendar: CalendarData): CivilDate {
  let day = from
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(day, calendar)) left -= 1
  }
  return day
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function workdaysBetween(from: CivilDate, to: CivilDate, calendar: CalendarData): number {
  if (to < from) return -workdaysBetween(to, from, calendar)
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isWorkday(day, calendar)) count += 1
  }
  return count
}

/** The end of a limit of n working days from an instant. */
export function dueAt(start: Date, n: number, calendar: CalendarData): Due {
  const from = civilDateOf(start)
  return toDue(from, addWorkdays(from, n, calendar), calendar)
}

/** As `dueAt`, but a working day counts only if the clock ran at its end: days within a pause are left out. */
export function dueWithPauses(
  start: Date,
  n: number,
  pauses: readonly { from: Date; to: Date }[],
  calendar: CalendarData,
): Due {
  const from = civilDateOf(start)
  let day = from
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    const end = endOfCivilDay(day).getTime()
    const paused = pauses.some((pause) => pause.from.getTime() <= end && end < pause.to.getTime())
    if (!paused && isWorkday(day, calendar)) left -= 1
  }
  return toDue(from, day, calendar)
}

/** What a day is to a limit that runs over it. */
export type DayCount = 'counted' | 'make-up' | 'rest' | 'holiday' | 'paused'

/** Every day after the start up to the end of a limit, and whether it counts: how the last day comes about. */
export function countDays(
  start: Date,
  due: Date,
  pauses: readonly { from: Date; to: Date }[],
  calendar: CalendarData,
): { day: CivilDate; as: DayCount }[] {
  const last = civilDateOf(due)
  const days: { day: CivilDate; as: DayCount }[] = []
  for (let day = civilDateOf(start); day < last;) {
    day = addDays(day, 1)
    days.push({ day, as: countOf(day, pauses, calendar) })
  }
  return days
}

function countOf(
  day: CivilDate,
  pauses: readonly { from: Date; to: Date }[],
  calendar: CalendarData,
): DayCount {
  const end = endOfCivilDay(day).getTime()
  const special = calendar.days.get(day)
  if (!isWorkday(day, calendar)) return special === 'HOLIDAY' ? 'holiday' : 'rest'
  if (pauses.some((pause) => pause.from.getTime() <= end && end < pause.to.getTime())) return 'paused'
  return special === 'MAKE_UP_WORKDAY' ? 'make-up' : 'counted'
}

/** A limit in calendar months; a last day of rest rolls forward (民诉法 85). */
export function addMonthsRolled(from: CivilDate, months: number, calendar: CalendarData): CivilDate {
  let day = addMonths(from, months)
  while (!isWorkday(day, calendar)) day = addDays(day, 1)
  return day
}

/** Half time of a limit: from then on it is amber. */
export function amberAt(start: Date, due: Date): Date {
  return toDate(Math.floor((start.getTime() + due.getTime()) / 2))
}

function toDue(from: CivilDate, date: CivilDate, calendar: CalendarData): Due {
  let provisional = false
  for (let year = yearOf(from); year <= yearOf(date); year += 1)
    if (!calendar.publishedYears.has(year)) provisional = true
  return { date, instant: endOfCivilDay(date), provisional }
}
