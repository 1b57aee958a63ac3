import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { fits, mayAsk } from './search'

describe('fits', () => {
  it.each([
    ['事先报告', '报告', true],
    ['事先报告', 'sxbg', true],
    ['事先报告', 'sx', true],
    ['事先报告', 'bg', false],
    ['Advance reports', 'REPORT', true],
    ['事先报告', '', true],
    ['统计', 'ＴＪ', true],
    ['统计', '导出', false],
  ])('%s for “%s”: %s', (name, question, expected) => expect(fits(name, question)).toBe(expected))
})

describe('mayAsk', () => {
  it('counts each person by themselves', () => {
    const at = (ms: number) => toDate(1_800_000_000_000 + ms)
    expect([1, 2, 3].map((ms) => mayAsk('quota-a', at(ms), 2))).toEqual([true, true, false])
    expect(mayAsk('quota-b', at(4), 2)).toBe(true)
    expect(mayAsk('quota-a', at(60_001), 2)).toBe(true)
  })
})
