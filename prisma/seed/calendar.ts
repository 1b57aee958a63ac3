// Holidays and make-up days that differ from the plain week, as published up to a year that chinese-days really has.
import chineseDays from 'chinese-days'
import { addDays, weekday, yearOf, type CivilDate } from '@/lib/platform/dates'

const FIRST = '2018-01-01' as CivilDate
/** chinese-days 1.5.7 answers later years too, but wrongly: they stay unpublished until somebody enters them. */
export const LAST_PUBLISHED_YEAR = 2026

export interface SeedDay {
  date: CivilDate
  kind: 'HOLIDAY' | 'MAKE_UP_WORKDAY'
  name: string
}

export function calendarSeed(): SeedDay[] {
  const days: SeedDay[] = []
  for (let date = FIRST; yearOf(date) <= LAST_PUBLISHED_YEAR; date = addDays(date, 1)) {
    const plain = weekday(date) !== 0 && weekday(date) !== 6
    const detail = chineseDays.getDayDetail(date)
    if (detail.work === plain) continue
    days.push({
      date,
      kind: detail.work ? 'MAKE_UP_WORKDAY' : 'HOLIDAY',
      name: detail.name.split(',')[1] ?? '',
    })
  }
  return days
}
