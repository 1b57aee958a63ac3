import { describe, expect, it } from 'vitest'
import { compare, growthOf, median, percentile, ratioOf, summarised } from './measure'

describe('median and percentile', () => {
  it('take the middle, or the mean of the two middle ones, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([10, 1, 2, 3])).toBe(2.5)
  })

  it('take the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i)
    expect(percentile(values, 0.95)).toBe(95)
    expect(percentile([7], 0.95)).toBe(7)
  })
})

describe('ratios', () => {
  it('divide ours by the floor', () => {
    expect(ratioOf(3, 2)).toBe(1.5)
    expect(summarised({ name: 'x', records: 10, rows: 100 }, [20, 40, 30], [10, 10, 10])).toEqual({
      name: 'x',
      records: 10,
      medianMs: 30,
      p95Ms: 40,
      floorMedianMs: 10,
      ratio: 3,
      runs: 3,
      rowsPerSecond: 3333,
      floorRowsPerSecond: 10_000,
    })
  })

  it('compare the largest size with the smallest', () => {
    const at = (records: number, ms: number) => summarised({ name: 'x', records }, [ms], [1])
    expect(growthOf([at(10, 2), at(100, 5)])).toEqual([{ name: 'x', ratio: 2.5, p95Ratio: 2.5 }])
    expect(growthOf([at(10, 2)])).toEqual([])
  })
})

describe('compare', () => {
  it('warms up, then runs both sides in turn', async () => {
    let order = ''
    const side = (letter: string) => async () => {
      order += letter
    }
    const measured = await compare({
      name: 'x',
      records: 1,
      ours: side('A'),
      floor: side('B'),
      runs: 3,
      warmUp: 1,
    })
    expect(order).toBe('ABABABAB')
    expect(measured.runs).toBe(3)
  })
})
