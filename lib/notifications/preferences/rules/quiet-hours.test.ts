import { describe, expect, it } from 'vitest'
import { instantOf, type CivilDate } from '@/lib/platform/dates'
import { afterQuiet, isQuiet } from './quiet-hours'

/** `2026-11-24 15:00`, Chinese time. */
const at = (local: string) => instantOf(local.slice(0, 10) as CivilDate, local.slice(11))
const night = { quiet: true, quietFrom: '22:00', quietTo: '07:00' }
const noon = { quiet: true, quietFrom: '12:00', quietTo: '14:00' }

describe('isQuiet', () => {
  it.each([
    [night, '21:59', false],
    [night, '22:00', true],
    [night, '23:59', true],
    [night, '00:00', true],
    [night, '06:59', true],
    [night, '07:00', false],
    [noon, '11:59', false],
    [noon, '12:00', true],
    [noon, '13:59', true],
    [noon, '14:00', false],
    [{ ...night, quiet: false }, '23:00', false],
    [{ quiet: true, quietFrom: '09:00', quietTo: '09:00' }, '09:00', false],
    [{ quiet: true, quietFrom: '22:00', quietTo: '00:00' }, '23:30', true],
    [{ quiet: true, quietFrom: '22:00', quietTo: '00:00' }, '00:00', false],
  ])('%o at %s: %s', (hours, time, quiet) => expect(isQuiet(time, hours)).toBe(quiet))
})

describe('afterQuiet', () => {
  it.each([
    ['2026-11-23 21:59', '2026-11-23 21:59', 'still open'],
    ['2026-11-23 22:00', '2026-11-24 07:00', 'over midnight'],
    ['2026-11-24 00:30', '2026-11-24 07:00', 'after midnight, the same morning'],
    ['2026-12-31 23:00', '2027-01-01 07:00', 'over the year'],
    ['2026-02-28 23:00', '2026-03-01 07:00', 'over the end of February'],
    ['2026-11-24 07:00', '2026-11-24 07:00', 'the first minute after'],
  ])('%s: %s (%s)', (now, then) => expect(afterQuiet(at(now), night)).toEqual(at(then)))

  it('knows no summer time: on the days on which others change their clocks nine hours are nine hours', () => {
    for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '1990-04-14', '2026-11-01']) {
      const begins = at(`${day} 22:00`)
      expect(afterQuiet(begins, night).getTime() - begins.getTime()).toBe(9 * 3_600_000)
    }
  })
})
