import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkedPerson, LinkFacts } from '../types'
import { whomTheProviderSignsIn } from './whom-the-provider-signs-in'

const person = (more: Partial<LinkedPerson> = {}): LinkedPerson => ({
  officialId: 'zhou',
  name: '周明远',
  post: '',
  staffNo: 'ZJ0102',
  active: true,
  disabled: false,
  administers: false,
  ...more,
})
const linked = (more: Partial<LinkedPerson> = {}) => ({ ...person(more), linkId: 'l1' })
const named = (more: Partial<LinkedPerson> = {}, linkId: string | null = null) => ({
  ...person(more),
  linkId,
})

interface Row {
  says: string
  staffNo?: string | null
  acr?: string | null
  facts: Partial<LinkFacts>
  required?: string[]
  then: string
}

const TABLE: Row[] = [
  { says: 'first sign-on', facts: { named: named() }, then: 'link' },
  { says: 'later sign-on', facts: { linked: linked(), named: named({}, 'l1') }, then: 'sign-in' },
  { says: 'later, provider names no number', staffNo: null, facts: { linked: linked() }, then: 'sign-in' },
  { says: 'no number', staffNo: null, facts: {}, then: 'provider-no-staff-number' },
  { says: 'nobody has it', facts: {}, then: 'provider-unknown-person' },
  { says: 'has left', facts: { named: named({ active: false }) }, then: 'provider-unknown-person' },
  { says: 'locked', facts: { named: named({ disabled: true }) }, then: 'provider-account-disabled' },
  { says: 'number is taken', facts: { named: named({}, 'l2') }, then: 'provider-link-taken' },
  { says: 'administrator', facts: { named: named({ administers: true }) }, then: 'provider-administrator' },
  { says: 'number changed', staffNo: 'ZJ0103', facts: { linked: linked() }, then: 'provider-number-changed' },
  {
    says: 'number of somebody else',
    staffNo: 'ZJ0103',
    facts: { linked: linked(), named: named({ officialId: 'xu', staffNo: 'ZJ0103' }) },
    then: 'provider-number-changed',
  },
  {
    says: 'linked, has left',
    facts: { linked: linked({ active: false }) },
    then: 'provider-account-disabled',
  },
  {
    says: 'linked, locked',
    facts: { linked: linked({ disabled: true }) },
    then: 'provider-account-disabled',
  },
  {
    says: 'linked, administers now',
    facts: { linked: linked({ administers: true }) },
    then: 'provider-administrator',
  },
  {
    says: 'strong enough',
    acr: 'two',
    required: ['two', 'three'],
    facts: { named: named() },
    then: 'link',
  },
  {
    says: 'too weak',
    acr: 'one',
    required: ['two'],
    facts: { linked: linked() },
    then: 'provider-assurance',
  },
  { says: 'says nothing of it', required: ['two'], facts: { linked: linked() }, then: 'provider-assurance' },
]

describe('whom the provider signs in', () => {
  it.each(TABLE)('$says: $then', ({ staffNo = 'ZJ0102', acr = null, facts, required = [], then }) => {
    const verdict = whomTheProviderSignsIn(
      { staffNo, acr },
      { linked: null, named: null, ...facts },
      required,
    )
    expect(verdict.step === 'refuse' ? verdict.code : verdict.step).toBe(then)
  })

  it('lets nobody in who has left, is locked or administers, and links no number twice', () => {
    const anybody = fc.record({ active: fc.boolean(), disabled: fc.boolean(), administers: fc.boolean() })
    const link = fc.constantFrom('l1', 'l2', null)
    fc.assert(
      fc.property(
        fc.option(anybody),
        fc.option(anybody),
        link,
        fc.constantFrom('ZJ0102', 'ZJ0103', null),
        (a, b, linkId, staffNo) => {
          const facts = { linked: a && linked(a), named: b && named(b, linkId) }
          const verdict = whomTheProviderSignsIn({ staffNo, acr: null }, facts, [])
          if (verdict.step === 'refuse') return
          const { active, disabled, administers } = verdict.person
          expect({ active, disabled, administers }).toEqual({
            active: true,
            disabled: false,
            administers: false,
          })
          if (verdict.step === 'link') expect([facts.linked, facts.named?.linkId]).toEqual([null, null])
          else expect(verdict.person).toBe(facts.linked)
        },
      ),
    )
  })
})
