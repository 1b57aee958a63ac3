import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, civilDateOf, endOfCivilDay, type CivilDate } from '@/lib/platform/dates'
import { toDate } from '@/lib/platform/clock'
import { MOST_MONTHS, periodBuckets, trendOf } from './period-buckets'

const day = (text: string) => text as CivilDate
const keys = (from: string, to: string) => periodBuckets(day(from), day(to)).map((bucket) => bucket.key)

describe('periodBuckets', () => {
  it('shows a year month by month, over its end', () =>
    expect(keys('2025-11-15', '2026-02-03')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']))

  it('keeps the ends of the period, and says that those months are not whole', () =>
    expect(periodBuckets(day('2026-01-15'), day('2026-02-28'))).toEqual([
      { key: '2026-01', from: '2026-01-15', to: '2026-01-31', months: ['2026-01-01'], partial: true },
      { key: '2026-02', from: '2026-02-01', to: '2026-02-28', months: ['2026-02-01'], partial: false },
    ]))

  it('shows one day more than two years by quarters, each from its calendar start', () => {
    expect(keys('2024-12-01', '2026-11-30')).toHaveLength(MOST_MONTHS)
    const quarters = periodBuckets(day('2024-11-30'), day('2026-11-30'))
    expect(quarters.map((bucket) => bucket.key)).toEqual([
      '2024-Q4',
      '2025-Q1',
      '2025-Q2',
      '2025-Q3',
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
    ])
    expect(quarters[0]).toMatchObject({ from: '2024-11-30', to: '2024-12-31', partial: true })
    expect(quarters[0]?.months).toEqual(['2024-10-01', '2024-11-01', '2024-12-01'])
  })

  it('has the leap day in February', () =>
    expect(periodBuckets(day('2028-02-01'), day('2028-02-29'))[0]?.partial).toBe(false))

  it('covers every day of the period once', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 2500 }), (start, length) => {
        const from = addDays(day('2005-01-01'), start)
        const to = addDays(from, length)
        const buckets = periodBuckets(from, to)
        expect(buckets[0]?.from).toBe(from)
        expect(buckets.at(-1)?.to).toBe(to)
        for (const [place, bucket] of buckets.entries()) {
          const next = buckets[place + 1]
          if (next) expect(next.from).toBe(addDays(bucket.to, 1))
          expect((bucket.months[0] as string) <= bucket.from).toBe(true)
          expect(bucket.to < addMonths(bucket.months.at(-1) as CivilDate, 1)).toBe(true)
        }
      }),
      { numRuns: 200 },
    ))

  it('takes midnight in China as the border: 16:00 the day before in UTC', () => {
    const last = endOfCivilDay(periodBuckets(day('2026-01-01'), day('2026-01-31'))[0]?.to as CivilDate)
    expect(last.toISOString()).toBe('2026-01-31T15:59:59.999Z')
    expect(civilDateOf(toDate(last.getTime() + 1))).toBe('2026-02-01')
  })
})

describe('trendOf', () => {
  it.each([
    [[], []],
    [[4], [null]],
    [
      [4, 5],
      [null, null],
    ],
    [
      [1, 2, 4, 0],
      [null, null, 2.3, 2],
    ],
  ])('of %j is %j', (values, trend) => expect(trendOf(values)).toEqual(trend))
})
