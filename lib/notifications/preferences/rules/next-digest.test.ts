import { describe, expect, it } from 'vitest'
import type { CalendarData } from '@/lib/calendar/calendar'
import { instantOf, type CivilDate } from '@/lib/platform/dates'
import { calendarSeed } from '@/prisma/seed/calendar'
import { nextDigest } from './next-digest'

const calendar: CalendarData = {
  days: new Map(calendarSeed().map((day) => [day.date, day.kind])),
  publishedYears: new Set([2026]),
}
const at = (local: string) => instantOf(local.slice(0, 10) as CivilDate, local.slice(11))
const daily = { digestAt: '08:30', workdaysOnly: false }
const workdays = { digestAt: '08:30', workdaysOnly: true }

describe('nextDigest', () => {
  it.each<[string, string | null, typeof daily, string, string]>([
    ['2026-11-23 08:29', null, daily, '2026-11-23 08:30', 'this morning'],
    ['2026-11-23 08:30', null, daily, '2026-11-24 08:30', 'past the hour: tomorrow'],
    ['2026-11-23 07:00', '2026-11-23', daily, '2026-11-24 08:30', 'one was closed today already'],
    ['2026-11-27 12:00', null, daily, '2026-11-28 08:30', 'a Saturday too'],
    ['2026-11-27 12:00', null, workdays, '2026-11-30 08:30', 'on working days: Monday'],
    ['2026-09-30 12:00', null, workdays, '2026-10-08 08:30', 'over the October holiday'],
    ['2026-10-09 12:00', null, workdays, '2026-10-10 08:30', 'a Saturday that is made up for'],
    ['2026-11-23 09:00', '2026-11-20', daily, '2026-11-24 08:30', 'the last one is long ago'],
  ])('%s after %s: %s (%s)', (now, last, preferences, then) =>
    expect(nextDigest(at(now), preferences, last as CivilDate | null, calendar)).toEqual(at(then)),
  )
})
