import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@/lib/platform/dates'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import { denyChange, type Extent } from './not-worse'

const day = (text: string) => text as CivilDate
const BEFORE: Extent = {
  scope: ['REVIEW', 'DECIDE'],
  termFrom: null,
  termTo: day('2027-03-01'),
  substituteId: 'a',
}

describe('what a review may change', () => {
  it.each<[string, Partial<Extent>, string | null]>([
    ['fewer acts', { scope: ['DECIDE'] }, null],
    ['a shorter term', { termTo: day('2027-02-01') }, null],
    ['a later start', { termFrom: day('2026-12-01') }, null],
    ['another substitute', { substituteId: 'b' }, null],
    ['one act more', { scope: ['REVIEW', 'DECIDE', 'DISCUSS'] }, 'wider-scope'],
    ['another act', { scope: ['DISCUSS'] }, 'wider-scope'],
    ['a longer term', { termTo: day('2027-03-02') }, 'longer-term'],
    ['no end', { termTo: null }, 'longer-term'],
    ['nothing', {}, 'nothing-changed'],
  ])('%s', (_, change, denial) => expect(denyChange(BEFORE, { ...BEFORE, ...change })).toBe(denial))

  it('gives an end to what had none, and never an earlier start', () => {
    const open: Extent = { ...BEFORE, termFrom: day('2026-12-01'), termTo: null }
    expect(denyChange(open, { ...open, termTo: day('2030-01-01') })).toBeNull()
    expect(denyChange(open, { ...open, termFrom: day('2026-11-30') })).toBe('longer-term')
    expect(denyChange(open, { ...open, termFrom: null })).toBe('longer-term')
  })

  it('never lets a later result reach further than the first, however often it is varied', () => {
    const end = fc.option(fc.constantFrom(day('2027-01-01'), day('2027-02-01'), day('2027-03-01')), {
      nil: null,
    })
    const start = fc.option(fc.constantFrom(day('2026-11-01'), day('2026-12-01')), { nil: null })
    const extent = fc.record({
      scope: fc.subarray([...ACTS], { minLength: 1 }),
      termFrom: start,
      termTo: end,
      substituteId: fc.constantFrom('a', 'b'),
    })
    fc.assert(
      fc.property(extent, fc.array(extent, { maxLength: 6 }), (first, tried) => {
        let current: Extent = first
        for (const next of tried) if (denyChange(current, next) === null) current = next
        expect(current.scope.every((act) => first.scope.includes(act))).toBe(true)
        if (first.termTo) expect(current.termTo !== null && current.termTo <= first.termTo).toBe(true)
        if (first.termFrom) expect(current.termFrom !== null && current.termFrom >= first.termFrom).toBe(true)
      }),
    )
  })
})
