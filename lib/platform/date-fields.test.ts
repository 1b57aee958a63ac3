import { describe, expect, it } from 'vitest'
import { dayField, minuteField, optionalDayField } from './date-fields'

const takes = (field: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  field.safeParse(value).success

describe('days and minutes of forms', () => {
  it.each(['2026-11-23', '2028-02-29', '1960-01-01', '2099-12-31'])('take %s', (day) => {
    expect(takes(dayField, day)).toBe(true)
    expect(takes(minuteField, `${day}T23:59`)).toBe(true)
  })
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '0001-01-01',
    '9999-12-31',
    '1899-12-31',
    '26-1-1',
    '',
    'x',
  ])('refuse %j', (day) => {
    expect(takes(dayField, day)).toBe(false)
    expect(takes(minuteField, `${day}T10:00`)).toBe(false)
  })
  it.each(['2026-11-23T24:00', '2026-11-23T10:60', '2026-11-23 10:00', '2026-11-23'])(
    'refuse the minute %s',
    (text) => {
      expect(takes(minuteField, text)).toBe(false)
    },
  )
  it('say what is missing before what is wrong', () => {
    const first = (field: typeof dayField | typeof minuteField, value: unknown) =>
      field.safeParse(value).error?.issues[0]?.message
    for (const field of [dayField, minuteField]) {
      expect(first(field, '')).toBe('platform.field.required')
      expect(first(field, undefined)).toBe('platform.field.required')
      expect(first(field, '2026-02-30')).toBe('platform.field.invalidDate')
    }
  })
  it('nothing is a day only where it may be left out', () => {
    expect(takes(optionalDayField, '')).toBe(true)
  })
})
