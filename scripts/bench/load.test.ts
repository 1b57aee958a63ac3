import { describe, expect, it } from 'vitest'
import { load, slope } from './load'

describe('an open load', () => {
  it('makes as many calls as were asked for, and tells failures and errors apart', async () => {
    let calls = 0
    const [fine, wrong] = await load(
      [
        { name: 'fine', perSecond: 50, call: () => Promise.resolve((calls += 1) > 0 ? null : 'never') },
        { name: 'wrong', perSecond: 10, call: () => Promise.reject(new Error('broken')) },
      ],
      1,
    )
    expect(calls).toBeGreaterThanOrEqual(45)
    expect(fine).toMatchObject({ name: 'fine', calls, shed: 0, failures: {} })
    expect(wrong?.failures).toEqual({ 'Error: broken': wrong?.calls })
  })

  it('does not pile up calls that are not answered', async () => {
    let open = 0
    let most = 0
    const [slow] = await load(
      [
        {
          name: 'slow',
          perSecond: 1000,
          call: async () => {
            most = Math.max(most, (open += 1))
            await new Promise((done) => setTimeout(done, 1500))
            open -= 1
            return null
          },
        },
      ],
      1,
    )
    expect(most).toBe(64)
    expect(slow?.shed).toBeGreaterThan(0)
  })
})

describe('slope', () => {
  it('is what a line climbs by', () => {
    expect(
      slope([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toBe(2)
    expect(
      slope([
        [0, 4],
        [9, 4],
      ]),
    ).toBe(0)
    expect(slope([[3, 4]])).toBe(0)
  })
})
