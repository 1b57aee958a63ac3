import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PARTIES } from '@/lib/cases/cases'
import { everyPair, factsFrom, standing } from '@/lib/cases/testing'
import { STATUSES as DECISION_STATUSES } from '@/lib/recusals/decisions/workflow'
import { mayRefusal, type RefusalFacts } from './policy'
import { EVENTS, REFUSAL, STATUSES } from './workflow'

/** So far signs are found and shown: no pair has a step, and each must be written here when it gets one. */
const EXPECTED = new Map<string, string>()

describe('the table of the refusal', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(REFUSAL.table[status][event]?.to ?? null).toBe(EXPECTED.get(`${status} ${event}`) ?? null),
  )

  it('starts with a suspicion of the system, in no other way', () =>
    expect(REFUSAL.start).toEqual({
      suspect: expect.objectContaining({ to: 'SUSPECTED', who: ['system'] }) as unknown,
    }))
})

describe('mayRefusal', () => {
  it.each(DECISION_STATUSES)('suspects nothing while the decision is %s, unless it is in force', (status) => {
    const verdict = mayRefusal(null, 'suspect', standing(['system']), { decisionStatus: status })
    expect(verdict.allowed).toBe(status === 'IN_FORCE' || status === 'COMPLIED')
  })

  it.each(PARTIES.filter((party) => party !== 'system'))('is not opened by the %s', (party) =>
    expect(mayRefusal(null, 'suspect', standing([party]), { decisionStatus: 'IN_FORCE' })).toMatchObject({
      allowed: false,
      denial: 'not-in-charge',
    }),
  )

  it('refuses every event once it is open, whoever asks and whatever the decision', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES),
        fc.constantFrom(...EVENTS),
        fc.subarray([...PARTIES]),
        factsFrom<RefusalFacts>({ decisionStatus: DECISION_STATUSES }),
        (status, event, parties, facts) => {
          expect(mayRefusal(status, event, standing(parties), facts)).toMatchObject({
            allowed: false,
            denial: 'not-possible-in-status',
          })
        },
      ),
    ))
})
