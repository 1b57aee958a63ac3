import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { addDays, civilDateOf, endOfCivilDay, instantOf, type CivilDate } from '@/lib/platform/dates'
import { calendarSeed, LAST_PUBLISHED_YEAR } from '@/prisma/seed/calendar'
import {
  addMonthsRolled,
  addWorkdays,
  amberAt,
  dueAt,
  dueWithPauses,
  isWorkday,
  workdaysBetween,
  type CalendarData,
} from './calendar'

const seed = calendarSeed()
/** What the first start puts into the database. */
const calendar: CalendarData = {
  days: new Map(seed.map((day) => [day.date, day.kind])),
  publishedYears: new Set(seed.map((day) => Number(day.date.slice(0, 4)))),
}
const civil = (text: string) => text as CivilDate
/** `2026-11-24 15:00`, Chinese time. */
const at = (local: string) => instantOf(civil(local.slice(0, 10)), local.slice(11))

describe('isWorkday', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-09-20', true, 'a Sunday made up for'],
    ['2026-09-19', false, 'the Saturday before it'],
    ['2026-09-25', false, 'a Friday, Mid-Autumn'],
    ['2026-10-01', false, 'a Thursday, National Day'],
    ['2026-10-07', false, 'its last day'],
    ['2026-10-08', true, 'the day after'],
    ['2026-10-10', true, 'a Saturday made up for'],
    ['2026-10-11', false, 'the Sunday after it'],
    ['2026-02-14', true, 'the Saturday before Spring Festival'],
    ['2026-02-23', false, 'its last Monday'],
  ])('%s: %s (%s)', (day, works) => expect(isWorkday(civil(day), calendar)).toBe(works))

  it('makes up on the six days of 2026 that the State Council named', () => {
    const made = seed.filter((day) => day.kind === 'MAKE_UP_WORKDAY' && day.date.startsWith('2026'))
    expect(made.map((day) => day.date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })
})

describe('dueAt', () => {
  it.each([
    ['2026-11-20 17:30', 1, '2026-11-23', 'served on a Friday: Monday'],
    ['2026-11-20 17:30', 3, '2026-11-25', 'three days from a Friday'],
    ['2026-11-23 00:00', 1, '2026-11-24', 'the day itself does not count, from its first minute'],
    ['2026-11-23 23:59', 1, '2026-11-24', 'nor in its last'],
    ['2026-11-21 12:00', 1, '2026-11-23', 'from a day of rest'],
    ['2026-09-18 17:30', 1, '2026-09-20', 'served on a Friday: the Sunday that works'],
    ['2026-09-18 17:30', 3, '2026-09-22', 'acknowledged and handed over around it'],
    ['2026-09-18 17:30', 7, '2026-09-29', 'over Mid-Autumn'],
    ['2026-09-30 09:00', 1, '2026-10-08', 'the October holiday'],
    ['2026-09-30 09:00', 3, '2026-10-10', 'to the Saturday that works'],
    ['2026-09-30 09:00', 4, '2026-10-12', 'past the Sunday that does not'],
    ['2026-10-03 09:00', 1, '2026-10-08', 'from within the holiday'],
    ['2026-02-13 09:00', 2, '2026-02-24', 'over Spring Festival'],
    ['2025-12-31 09:00', 1, '2026-01-04', 'over New Year to a Sunday that works'],
  ])('%s and %i working days: %s (%s)', (start, n, day) => {
    const due = dueAt(at(start), n, calendar)
    expect(due).toEqual({ date: day, instant: endOfCivilDay(civil(day)), provisional: false })
  })

  it('ends with the last millisecond of the day in China', () =>
    expect(dueAt(at('2026-09-18 17:30'), 1, calendar).instant.toISOString()).toBe('2026-09-20T15:59:59.999Z'))

  it('counts from the Chinese day, also when it is still yesterday in Greenwich', () => {
    const early = toDate('2026-11-22T16:30:00.000Z')
    expect(civilDateOf(early)).toBe('2026-11-23')
    expect(dueAt(early, 1, calendar).date).toBe('2026-11-24')
  })

  it.each([
    ['2026-12-30 09:00', 1, '2026-12-31', false],
    ['2026-12-30 09:00', 3, '2027-01-04', true],
    ['2027-03-01 09:00', 1, '2027-03-02', true],
  ])('says when it rests on a year not published: %s and %i: %s, %s', (start, n, day, provisional) => {
    expect(LAST_PUBLISHED_YEAR).toBe(2026)
    expect(dueAt(at(start), n, calendar)).toMatchObject({ date: day, provisional })
  })
})

describe('dueWithPauses', () => {
  const pause = (from: string, to: string) => ({ from: at(from), to: at(to) })

  it.each([
    ['2026-11-24 15:00', '2026-11-26 09:00', '2026-11-30', 'two days ended in the pause'],
    ['2026-11-24 09:00', '2026-11-24 16:00', '2026-11-26', 'back on the same day'],
    ['2026-11-26 20:00', '2026-11-27 08:00', '2026-11-27', 'the last evening'],
    ['2026-11-23 11:00', '2026-12-07 09:00', '2026-12-09', 'two weeks'],
    ['2026-11-30 09:00', '2026-12-02 09:00', '2026-11-26', 'after the limit was over'],
  ])('three days from Monday, returned %s, back %s: %s (%s)', (from, to, day) => {
    const due = dueWithPauses(at('2026-11-23 10:00'), 3, [pause(from, to)], calendar)
    expect(due.date).toBe(day)
    expect(due.instant).toEqual(endOfCivilDay(civil(day)))
  })

  it('loses nothing to a pause over days of rest, also none that works by exception', () => {
    const weekend = [pause('2026-11-21 08:00', '2026-11-22 20:00')]
    expect(dueWithPauses(at('2026-11-20 10:00'), 1, weekend, calendar).date).toBe('2026-11-23')
    const made = [pause('2026-09-19 08:00', '2026-09-21 08:00')]
    expect(dueWithPauses(at('2026-09-18 10:00'), 1, made, calendar).date).toBe('2026-09-21')
  })

  it('adds several pauses up', () => {
    const pauses = [
      pause('2026-11-24 12:00', '2026-11-25 12:00'),
      pause('2026-11-26 12:00', '2026-11-27 12:00'),
    ]
    expect(dueWithPauses(at('2026-11-23 10:00'), 3, pauses, calendar).date).toBe('2026-11-30')
  })
})

describe('addMonthsRolled', () => {
  it.each([
    ['2026-09-18', 1, '2026-10-19', 'a Sunday rolls to Monday'],
    ['2026-09-05', 1, '2026-10-08', 'the October holiday rolls to its end'],
    ['2026-08-20', 1, '2026-09-20', 'the Sunday that works stays'],
    ['2026-08-19', 1, '2026-09-20', 'the Saturday before it rolls to it'],
    ['2026-01-31', 1, '2026-02-28', 'no 31st: the last day, a Saturday that works'],
    ['2024-01-31', 1, '2024-02-29', 'a leap year'],
    ['2026-11-15', 2, '2027-01-15', 'over the year'],
  ])('%s and %i months: %s (%s)', (from, months, day) =>
    expect(addMonthsRolled(civil(from), months, calendar)).toBe(day),
  )
})

describe('amberAt', () => {
  it('is half time', () =>
    expect(amberAt(at('2026-11-23 10:00'), at('2026-11-25 10:00'))).toEqual(at('2026-11-24 10:00')))
})

const DAYS = 9 * 365 - 100
const days = fc.integer({ min: 0, max: DAYS }).map((n) => addDays(civil('2018-01-01'), n))
const workdays = fc.integer({ min: 1, max: 30 })
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
const instants = fc
  .tuple(days, minutes)
  .map(([day, minute]) => toDate(instantOf(day).getTime() + minute * 60_000))
const pauses = fc.array(
  fc
    .tuple(instants, fc.integer({ min: 0, max: 20 * 24 * 60 }))
    .map(([from, length]) => ({ from, to: toDate(from.getTime() + length * 60_000) })),
  { maxLength: 3 },
)

describe('whatever the day', () => {
  it('ends on a working day, exactly n working days away', () =>
    fc.assert(
      fc.property(days, workdays, (from, n) => {
        const to = addWorkdays(from, n, calendar)
        expect(isWorkday(to, calendar)).toBe(true)
        expect(workdaysBetween(from, to, calendar)).toBe(n)
        expect(workdaysBetween(to, from, calendar)).toBe(-n)
      }),
    ))

  it('is later with more days, and never earlier with a later start', () =>
    fc.assert(
      fc.property(days, days, workdays, (one, other, n) => {
        const [early, late] = one <= other ? [one, other] : [other, one]
        expect(addWorkdays(early, n, calendar) <= addWorkdays(late, n, calendar)).toBe(true)
        expect(addWorkdays(early, n, calendar) < addWorkdays(early, n + 1, calendar)).toBe(true)
      }),
    ))

  it('is never shortened by a pause, and the same without one', () =>
    fc.assert(
      fc.property(instants, workdays, pauses, (start, n, given) => {
        const plain = dueAt(start, n, calendar)
        expect(dueWithPauses(start, n, [], calendar)).toEqual(plain)
        expect(dueWithPauses(start, n, given, calendar).date >= plain.date).toBe(true)
      }),
    ))

  it('leaves n working days at whose end the clock ran', () =>
    fc.assert(
      fc.property(instants, workdays, pauses, (start, n, given) => {
        const due = dueWithPauses(start, n, given, calendar)
        let ran = 0
        for (let day = addDays(civilDateOf(start), 1); day <= due.date; day = addDays(day, 1)) {
          const end = endOfCivilDay(day)
          const stood = given.some((pause) => pause.from <= end && end < pause.to)
          if (isWorkday(day, calendar) && !stood) ran += 1
        }
        expect(ran).toBe(n)
      }),
    ))

  it('rolls a month forward to a working day, by days of rest alone', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (from, months) => {
        const to = addMonthsRolled(from, months, calendar)
        expect(isWorkday(to, calendar)).toBe(true)
        expect(to > from).toBe(true)
      }),
    ))
})
