import { describe, expect, it } from 'vitest'
import { stillCounted, withinQuota, type Use } from './within-quota'

describe('withinQuota', () => {
  it('lets the first ones through, refuses the next, and begins anew after a minute', () => {
    let use: Use | null | undefined
    const verdicts = [0, 10, 20, 59_999, 60_000].map((now) => {
      const next = withinQuota(use ?? undefined, now, 3)
      use = next ?? use
      return next !== null
    })
    expect(verdicts).toEqual([true, true, true, false, true])
    expect(use).toEqual({ since: 60_000, times: 1 })
  })
})

describe('stillCounted', () => {
  it('forgets whoever asked a minute ago', () =>
    expect([
      ...stillCounted(
        new Map([
          ['a', { since: 0, times: 9 }],
          ['b', { since: 1, times: 1 }],
        ]),
        60_000,
      ).keys(),
    ]).toEqual(['b']))
})
