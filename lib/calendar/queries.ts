import type { Tx } from '@/lib/platform/db'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import type { CalendarData } from './calendar'

/** The whole calendar: some twenty special days a year, so every command may read it. */
export async function getCalendar(tx: Tx): Promise<CalendarData> {
  const days = await tx.calendarDay.findMany({ select: { date: true, kind: true } })
  const years = await tx.calendarYear.findMany({ where: { published: true }, select: { year: true } })
  return {
    days: new Map(days.map((day) => [civilOfDbDate(day.date), day.kind])),
    publishedYears: new Set(years.map((row) => row.year)),
  }
}
