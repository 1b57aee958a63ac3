import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryPause } from './retry-pause'

const HOUR = 3_600_000

describe('retryPause', () => {
  it.each([
    [1, 5_000],
    [2, 20_000],
    [3, 80_000],
    [5, 1_280_000],
    [8, 6 * HOUR],
    [30, 6 * HOUR],
  ])('after failure %i of a webhook it waits %i ms', (failures, ms) =>
    expect(retryPause(failures, { firstMs: 5000, factor: 4 }, 0.5)).toBe(ms),
  )

  it('ten tries of a webhook span most of a day, sixteen of a mail two days', () => {
    const span = (tries: number, plan: { firstMs: number; factor: number }) =>
      Array.from({ length: tries - 1 }, (_, index) => retryPause(index + 1, plan, 0.5)).reduce(
        (a, b) => a + b,
      )
    expect(span(10, { firstMs: 5000, factor: 4 }) / HOUR).toBeCloseTo(19.6, 0)
    expect(span(16, { firstMs: 60_000, factor: 2 }) / HOUR).toBeCloseTo(44.5, 0)
  })

  it('is spread by a fifth to either side, and never beyond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const middle = Math.min(6 * HOUR, 60_000 * 2 ** (failures - 1))
          const pause = retryPause(failures, { firstMs: 60_000, factor: 2 }, random)
          expect(pause).toBeGreaterThanOrEqual(Math.floor(middle * 0.8))
          expect(pause).toBeLessThanOrEqual(Math.ceil(middle * 1.2))
        },
      ),
    )
    expect(retryPause(3, { firstMs: 100, factor: 2 }, 0)).toBe(320)
    expect(retryPause(3, { firstMs: 100, factor: 2 }, 1)).toBe(480)
  })
})
