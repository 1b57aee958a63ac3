// When a schedule is due: on a working day at its hour; a wished day that is none moves to the next working day.
import { isWorkday, type CalendarData } from '@/lib/calendar/calendar'
import { addDays, civilDateOf, instantOf, weekday as weekdayOf, type CivilDate } from '@/lib/platform/dates'

export interface Rhythm {
  rhythm: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  /** 1 Monday … 5 Friday; only with WEEKLY. */
  weekday: number | null
  /** 1 … 28; only with MONTHLY. */
  monthday: number | null
  /** The hour of the Chinese wall clock, 0 … 23. */
  hour: number
}

/** No rest is longer: a wish so many days ago is done. */
const LONGEST_REST = 20

/** The first run after an instant, not later than the last day; null when there is none. */
export function nextRun(rhythm: Rhythm, after: Date, until: CivilDate, calendar: CalendarData): Date | null {
  const time = `${String(rhythm.hour).padStart(2, '0')}:00`
  for (let day = addDays(civilDateOf(after), -LONGEST_REST); day <= until; day = addDays(day, 1)) {
    if (!isWished(rhythm, day, calendar)) continue
    const on = workdayFrom(day, calendar)
    if (on > until) return null
    const at = instantOf(on, time)
    if (at.getTime() > after.getTime()) return at
  }
  return null
}

function isWished({ rhythm, weekday, monthday }: Rhythm, day: CivilDate, calendar: CalendarData): boolean {
  if (rhythm === 'DAILY') return isWorkday(day, calendar)
  return rhythm === 'WEEKLY' ? weekdayOf(day) === weekday : Number(day.slice(8)) === monthday
}

function workdayFrom(day: CivilDate, calendar: CalendarData): CivilDate {
  let on = day
  while (!isWorkday(on, calendar)) on = addDays(on, 1)
  return on
}
