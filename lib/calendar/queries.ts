import { Prisma } from '@/prisma/generated/client/client'
import { db, oncePer, type Tx } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { ONE_PLAN } from '@/lib/platform/statement-name'
import type { CalendarData } from './calendar'
import type { DayKind } from './schema'

/** The whole calendar: some twenty special days a year, so every command may read it. */
export function getCalendar(tx: Tx): Promise<CalendarData> {
  return oncePer(tx, 'calendar', () => readCalendar(tx))
}

/** One statement and no row per day: every limit that is counted asks for it. */
async function readCalendar(tx: Tx): Promise<CalendarData> {
  const [found] = await tx.$queryRaw<{ days: Record<string, DayKind> | null; years: number[] }[]>`
    ${Prisma.raw(ONE_PLAN)} SELECT (SELECT json_object_agg(date, kind) FROM "CalendarDay") AS days,
      ARRAY(SELECT year FROM "CalendarYear" WHERE published) AS years`
  if (!found) throw new Error('a statement without FROM has one row')
  return {
    days: new Map(Object.entries(found.days ?? {}) as [CivilDate, DayKind][]),
    publishedYears: new Set(found.years),
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
