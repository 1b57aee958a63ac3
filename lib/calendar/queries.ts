import { db, oncePer, type Tx } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import type { CalendarData } from './calendar'
import type { DayKind } from './schema'

/** The whole calendar: some twenty special days a year, so every command may read it. */
export function getCalendar(tx: Tx): Promise<CalendarData> {
  return oncePer(tx, 'calendar', () => readCalendar(tx))
}

async function readCalendar(tx: Tx): Promise<CalendarData> {
  const days = await tx.calendarDay.findMany({ select: { date: true, kind: true } })
  const years = await tx.calendarYear.findMany({ where: { published: true }, select: { year: true } })
  return {
    days: new Map(days.map((day) => [civilOfDbDate(day.date), day.kind])),
    publishedYears: new Set(years.map((row) => row.year)),
  }
}

/** A year of the calendar as the administrator sees it. */
export interface CalendarYearView {
  year: number
  published: boolean
  source: string
  days: { date: CivilDate; kind: DayKind; name: string }[]
}

/** The special days of one year, in order, and whether the year is published. */
export async function findCalendarYear(year: number, tx: Tx = db()): Promise<CalendarYearView> {
  const row = await tx.calendarYear.findUnique({ where: { year } })
  const days = await tx.calendarDay.findMany({
    where: { date: { gte: dbDate(`${year}-01-01` as CivilDate), lte: dbDate(`${year}-12-31` as CivilDate) } },
    orderBy: { date: 'asc' },
  })
  return {
    year,
    published: row?.published ?? false,
    source: row?.source ?? '',
    days: days.map(({ date, kind, name }) => ({ date: civilOfDbDate(date), kind, name })),
  }
}
