import { describe, expect, it } from 'vitest'
import { niceTop } from './column-chart'

describe('niceTop', () => {
  it.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [9, 10],
    [10, 20],
    [39, 40],
    [41, 60],
    [99, 100],
    [100, 200],
    [81_234, 100_000],
  ])('of %i is %i, and its half is whole', (most, top) => {
    expect(niceTop(most)).toBe(top)
    expect(Number.isInteger(top / 2)).toBe(true)
  })
})
