import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkday, type CalendarData } from '@/lib/calendar/calendar'
import { toDate } from '@/lib/platform/clock'
import { addDays, civilDateOf, civilMinuteOf, instantOf, type CivilDate } from '@/lib/platform/dates'
import { nextRun, type Rhythm } from './next-run'

const span = (from: string, days: number) =>
  Array.from({ length: days }, (_, index) => addDays(from as CivilDate, index))

// National Day 2026 with Mid-Autumn: eight days off, and two days made up for.
const CALENDAR: CalendarData = {
  days: new Map([
    ...span('2026-10-01', 8).map((day) => [day, 'HOLIDAY'] as const),
    ['2026-09-27' as CivilDate, 'MAKE_UP_WORKDAY'] as const,
    ['2026-10-10' as CivilDate, 'MAKE_UP_WORKDAY'] as const,
  ]),
  publishedYears: new Set([2026]),
}
const DAILY: Rhythm = { rhythm: 'DAILY', weekday: null, monthday: null, hour: 8 }
const weekly = (weekday: number): Rhythm => ({ rhythm: 'WEEKLY', weekday, monthday: null, hour: 8 })
const monthly = (monthday: number): Rhythm => ({ rhythm: 'MONTHLY', weekday: null, monthday, hour: 8 })
const at = (local: string) => instantOf(local.slice(0, 10) as CivilDate, local.slice(11))
const run = (rhythm: Rhythm, after: string, until = '2027-06-30') => {
  const next = nextRun(rhythm, at(after), until as CivilDate, CALENDAR)
  return next && civilMinuteOf(next)
}

describe('nextRun', () => {
  it.each([
    ['the same day, before the hour', DAILY, '2026-11-23 07:59', '2026-11-23 08:00'],
    ['not twice at the hour itself', DAILY, '2026-11-23 08:00', '2026-11-24 08:00'],
    ['over a weekend', DAILY, '2026-11-27 09:00', '2026-11-30 08:00'],
    ['on a Sunday that is made up for', DAILY, '2026-09-25 09:00', '2026-09-27 08:00'],
    ['over a holiday', DAILY, '2026-09-30 09:00', '2026-10-09 08:00'],
    ['on a Saturday that is made up for', DAILY, '2026-10-09 09:00', '2026-10-10 08:00'],
    ['a week later', weekly(1), '2026-11-23 09:00', '2026-11-30 08:00'],
    ['a Thursday in a holiday moves past it', weekly(4), '2026-09-25 09:00', '2026-10-09 08:00'],
    ['two wishes that move to one day are one run', weekly(4), '2026-10-09 09:00', '2026-10-15 08:00'],
    ['a Monday in a holiday', weekly(1), '2026-10-05 09:00', '2026-10-09 08:00'],
    ['a day of the month', monthly(15), '2026-12-01 09:00', '2026-12-15 08:00'],
    ['a day of the month on a Sunday', monthly(15), '2026-11-01 09:00', '2026-11-16 08:00'],
    ['a day of the month in a holiday', monthly(1), '2026-09-30 09:00', '2026-10-09 08:00'],
    ['moved over the end of the month', monthly(28), '2027-02-01 09:00', '2027-03-01 08:00'],
    ['over the new year', monthly(5), '2026-12-07 09:00', '2027-01-05 08:00'],
  ])('%s', (_, rhythm, after, expected) => expect(run(rhythm, after)).toBe(expected))

  it.each([
    ['its last day still counts', DAILY, '2026-11-23 09:00', '2026-11-24', '2026-11-24 08:00'],
    ['nothing after its last day', DAILY, '2026-11-24 09:00', '2026-11-24', null],
    ['nothing that moves past its last day', monthly(1), '2026-09-30 09:00', '2026-10-08', null],
    ['nothing when the last day is over', weekly(1), '2026-11-23 09:00', '2026-01-01', null],
  ])('%s', (_, rhythm, after, until, expected) => expect(run(rhythm, after, until)).toBe(expected))

  it('is always later, on a working day, at the hour, and none is left out between', () => {
    const rhythm = fc.oneof(
      fc.constant(DAILY),
      fc.integer({ min: 1, max: 5 }).map(weekly),
      fc.integer({ min: 1, max: 28 }).map(monthly),
    )
    const minute = fc
      .integer({ min: 0, max: 200 * 1440 })
      .map((n) => toDate(at('2026-08-01 00:00').getTime() + n * 60_000))
    fc.assert(
      fc.property(rhythm, minute, (one, after) => {
        const next = nextRun(one, after, '2027-12-31' as CivilDate, CALENDAR)
        if (!next) throw new Error('there is always another')
        expect(next > after).toBe(true)
        expect(isWorkday(civilDateOf(next), CALENDAR)).toBe(true)
        expect(civilMinuteOf(next).slice(11)).toBe('08:00')
        // Asked from any moment before it, the answer is the same.
        const between = toDate((after.getTime() + next.getTime()) / 2)
        expect(nextRun(one, between, '2027-12-31' as CivilDate, CALENDAR)).toEqual(next)
      }),
    )
  })
})
