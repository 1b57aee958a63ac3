import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionChainFacts, OfficialRef } from '@/lib/organs/types'
import { isNamedOfficer, ladder, whoDecides, whoHandles } from './who-decides'

const person = (officialId: string): OfficialRef => ({ officialId, name: officialId, post: '' })
const unit = (organId: string, heads: string[] = [], officers: string[] = []) => ({
  organId,
  path: `${organId}.`,
  name: organId,
  heads: heads.map(person),
  officers: officers.map(person),
})
const BUREAU = unit('bureau', ['head'])
const DISTRICT = unit('district', ['mayor'], ['deputy'])
const CITY = unit('city', ['city-mayor'], ['city-deputy', 'city-other'])

function facts(subject: string, more: Partial<DecisionChainFacts> = {}): DecisionChainFacts {
  const units = more.units ?? [BUREAU, DISTRICT, CITY]
  const unitId = units[0]?.organId ?? ''
  return {
    subject: { officialId: subject, unitId, unitPath: `${unitId}.` },
    supervisor: null,
    subordinateIds: [],
    subjectHeads: [],
    ...more,
    units,
  }
}

describe('who decides', () => {
  const led = facts('official', { supervisor: person('leader') })
  const leader = facts('leader', { supervisor: person('head'), subordinateIds: ['official'] })
  const head = facts('head', { subordinateIds: ['leader'] })
  const top = facts('city-mayor', { units: [CITY], subordinateIds: ['city-deputy', 'city-other'] })
  it.each<[string, DecisionChainFacts, string[], string | null, string | null]>([
    ['the named leader', led, [], 'leader', 'supervising-leader'],
    ['the unit head, when the leader is in conflict', led, ['leader'], 'head', 'unit-head'],
    [
      'the superior organ, when nobody in the own one is left',
      led,
      ['leader', 'head'],
      'mayor',
      'superior-head',
    ],
    ['the unit head for a leader', leader, [], 'head', 'supervising-leader'],
    ['the unit head without a named leader', facts('official'), [], 'head', 'unit-head'],
    ['the superior head for a head', head, [], 'mayor', 'superior-head'],
    ['an officer of the superior organ next', head, ['mayor'], 'deputy', 'superior-officer'],
    ['the named officer for the topmost head', top, [], 'city-deputy', 'named-officer'],
    ['a second named officer next', top, ['city-deputy'], 'city-other', 'named-officer'],
    ['nobody, when all of those declared a conflict', top, ['city-deputy', 'city-other'], null, null],
  ])('%s', (_, given, excluded, who, why) => {
    const found = whoDecides(given, { level: 0, excluded })
    expect([found?.officialId ?? null, found?.why ?? null]).toEqual([who, why])
  })

  it('is nobody below the level to which a passed limit moved the case', () => {
    expect(whoDecides(led, { level: 1, excluded: [] })?.officialId).toBe('head')
    expect(whoDecides(led, { level: 2, excluded: [] })?.officialId).toBe('mayor')
  })

  it('leaves a subordinate out, but for the officer named for the topmost head', () => {
    const odd = facts('head', { subordinateIds: ['mayor'] })
    expect(whoDecides(odd, { level: 0, excluded: [] })?.officialId).toBe('deputy')
    expect(isNamedOfficer(top, 'city-deputy')).toBe(true)
    expect(isNamedOfficer(facts('mayor', { units: [DISTRICT, CITY] }), 'deputy')).toBe(false)
    expect(isNamedOfficer(facts('clerk', { units: [CITY] }), 'city-deputy')).toBe(false)
    const both = facts('city-mayor', { units: [unit('city', ['city-mayor'], ['city-mayor'])] })
    expect(isNamedOfficer(both, 'city-mayor')).toBe(false)
  })

  const names = ['official', 'leader', 'head', 'mayor', 'deputy', 'city-mayor', 'city-deputy', 'city-other']
  it('is never the subject, an excluded person or a subordinate of anybody below the top', () => {
    const subset = fc.subarray(names)
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.option(fc.constantFrom(...names), { nil: null }),
        subset,
        subset,
        fc.nat(4),
        (subject, supervisor, subordinateIds, excluded, level) => {
          const given = facts(subject, { supervisor: supervisor ? person(supervisor) : null, subordinateIds })
          const found = whoDecides(given, { level, excluded })
          if (!found) return
          expect([subject, ...excluded, ...subordinateIds]).not.toContain(found.officialId)
          expect(found.level).toBeGreaterThanOrEqual(level)
        },
      ),
    )
  })

  it('names nobody twice on the ladder, and levels only rise', () => {
    const all = ladder(facts('official', { supervisor: person('head') }))
    expect(new Set(all.map((one) => one.officialId)).size).toBe(all.length)
    expect(all.map((one) => one.level)).toEqual([...all.map((one) => one.level)].sort((a, b) => a - b))
  })
})

describe('whose clerk handles the case', () => {
  it.each([
    ['official', [BUREAU, DISTRICT, CITY], 'bureau'],
    ['head', [BUREAU, DISTRICT, CITY], 'district'],
    ['city-mayor', [CITY], 'city'],
  ])('%s', (subject, units, organ) => {
    expect(whoHandles(facts(subject, { units }))).toBe(organ)
  })
})
