import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTHORITIES, PARTIES, type Standing } from '@/lib/cases/cases'
import { BARRED, BYSTANDERS, everyPair, factsFrom, standing } from '@/lib/cases/testing'
import { toDate } from '@/lib/platform/clock'
import { decisionEvents, mayDecision, type DecisionFacts } from './policy'
import { EVENTS, RECUSAL_DECISION, STATUSES, type Event, type Guard, type Status } from './workflow'

const NOW = toDate('2026-11-24T01:00:00.000Z')
const YESTERDAY = toDate('2026-11-23T15:59:59.999Z')
const TOMORROW = toDate('2026-11-25T15:59:59.999Z')

/** A direct decision; whether it was heard depends on the step asked for. */
const CLEAN: DecisionFacts = {
  now: NOW,
  basis: 'DIRECT',
  hearingSkipped: false,
  heard: false,
  actorIsDrafter: false,
  proposedAbove: false,
  failedAttempts: 1,
  announcedUntil: null,
  unitServed: false,
  acknowledged: false,
  handedOver: false,
  handoverAccepted: false,
  itemsWaiting: 0,
  itemsListed: false,
  hasSubstitute: true,
  substituteClear: false,
  substituteUnfit: false,
  actorIsSubstitute: false,
  recheckDue: false,
  isPost: false,
  termEnd: YESTERDAY,
}

/** Facts under which nothing but the person could stand in the way of the event. */
const openTo = (status: Status, event: Event): DecisionFacts => ({
  ...CLEAN,
  ...(event === 'sign' && status === 'DRAFT' ? { basis: 'ON_APPLICATION' } : {}),
  ...(event === 'sign' && status === 'HEARING' ? { heard: true } : {}),
  ...(event === 'acceptHandover' || event === 'returnHandover' ? { handedOver: true } : {}),
  ...(event === 'confirmCompliance' ? { substituteClear: true } : {}),
  ...(event === 'recheck' ? { recheckDue: true } : {}),
  ...(event === 'serveAnnounced' ? { announcedUntil: YESTERDAY } : {}),
})

/** Everybody, as getStanding describes them for a decision. */
const PEOPLE = {
  ...BYSTANDERS,
  subject: standing(['subject'], { isSubject: true }),
  substitute: standing(['substitute']),
  drafter: standing(['drafter']),
  signatory: standing(['signatory']),
  leader: standing(['decider', 'supervisor']),
  clerk: standing(['clerk']),
  'personnel office': standing(['hr']),
  'next level': standing(['nextLevel']),
  'superior unit head': standing(['superiorOrgan']),
  'discipline office': standing(['disciplineOffice']),
  system: standing(['system']),
} satisfies Record<string, Standing>
type Person = keyof typeof PEOPLE

const EXAMINING: readonly Person[] = ['leader', 'signatory', 'next level']
const ENDING = {
  lift: ['signatory', 'next level'],
  expire: ['system'],
  vary: ['signatory', 'next level'],
  revoke: ['signatory', 'next level'],
} as const satisfies Partial<Record<Event, readonly Person[]>>

/** Who may do what (domain section 5). Everybody else may not, and nobody may anything that is not named here. */
const MAY: Partial<Record<Status, Partial<Record<Event, readonly Person[]>>>> = {
  PROPOSED: { takeUp: ['leader'], decline: ['leader'] },
  DECLINED: { proposeAbove: ['discipline office'] },
  DRAFT: { edit: ['drafter'], hear: ['drafter'], sign: ['signatory'] },
  HEARING: { recordOpinion: ['drafter', 'subject'], sign: ['signatory'] },
  SIGNED: { issue: ['clerk'] },
  ISSUED: {
    attemptService: ['clerk'],
    announce: ['clerk'],
    serve: ['clerk'],
    serveAnnounced: ['system'],
    serveUnit: ['clerk'],
  },
  SERVED: { takeEffect: ['system'] },
  IN_FORCE: {
    serveUnit: ['clerk'],
    acknowledge: ['subject'],
    handOver: ['subject'],
    acceptHandover: ['substitute'],
    returnHandover: ['substitute'],
    declareClear: ['substitute'],
    declareUnfit: ['substitute'],
    confirmCompliance: ['leader'],
    ...ENDING,
    settleAct: EXAMINING,
  },
  COMPLIED: { ...ENDING, settleAct: EXAMINING, recheckDue: ['system'], recheck: ['leader'] },
  LIFTED: { settleAct: EXAMINING },
  EXPIRED: { settleAct: EXAMINING },
  SUPERSEDED: { settleAct: EXAMINING },
}

const ANY_FACTS = factsFrom<DecisionFacts>({
  now: [NOW],
  basis: ['ON_APPLICATION', 'DIRECT'],
  hearingSkipped: [false, true],
  heard: [false, true],
  actorIsDrafter: [false, true],
  proposedAbove: [false, true],
  failedAttempts: [0, 2],
  announcedUntil: [null, YESTERDAY, TOMORROW],
  unitServed: [false, true],
  acknowledged: [false, true],
  handedOver: [false, true],
  handoverAccepted: [false, true],
  itemsWaiting: [0, 1],
  itemsListed: [false, true],
  hasSubstitute: [false, true],
  substituteClear: [false, true],
  substituteUnfit: [false, true],
  actorIsSubstitute: [false, true],
  recheckDue: [false, true],
  isPost: [false, true],
  termEnd: [null, YESTERDAY, TOMORROW],
})

describe('who may do what with a decision', () => {
  it.each(Object.keys(PEOPLE) as Person[])('%s: exactly the steps of the table', (person) => {
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const may = MAY[status]?.[event]?.includes(person) ?? false
      const verdict = mayDecision(status, event, PEOPLE[person], openTo(status, event))
      expect(verdict.allowed, `${status} ${event}`).toBe(may)
    }
  })

  it('is opened by a leader or the superior organ and proposed by the discipline office', () => {
    const starts: Partial<Record<Event, readonly Person[]>> = {
      open: ['leader', 'superior unit head'],
      openPost: ['leader', 'superior unit head', 'personnel office'],
      propose: ['discipline office'],
    }
    for (const person of Object.keys(PEOPLE) as Person[])
      for (const event of EVENTS) {
        const may = starts[event]?.includes(person) ?? false
        expect(mayDecision(null, event, PEOPLE[person], CLEAN).allowed, `${person} ${event}`).toBe(may)
      }
  })

  it.each(Object.entries(BARRED))('%s takes no step of the organ, and is told why', (_, [flags, denial]) => {
    const parties = ['decider', 'supervisor', 'clerk', 'nextLevel', 'drafter', 'signatory'] as const
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const step = RECUSAL_DECISION.table[status][event]
      if (!step?.who.some((party) => AUTHORITIES.includes(party))) continue
      const verdict = mayDecision(status, event, standing(parties, flags), openTo(status, event))
      expect(verdict, `${status} ${event}`).toEqual({ allowed: false, denial, from: 'cases' })
    }
  })

  it('lets the subject of a hearing answer, and do nothing else before the service', () => {
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      if (!mayDecision(status, event, PEOPLE.subject, openTo(status, event)).allowed) continue
      expect([status, event].join(' ')).toMatch(/^(HEARING recordOpinion|IN_FORCE (acknowledge|handOver))$/)
    }
  })

  it('shows on the page what it would allow on request, for everybody in every status', () => {
    for (const status of STATUSES)
      for (const person of Object.values(PEOPLE))
        for (const { event, verdict } of decisionEvents(status, person, CLEAN))
          expect(verdict).toEqual(mayDecision(status, event, person, CLEAN))
  })
})

describe('the guards of a decision', () => {
  it.each<[Guard, Status, Event, Partial<DecisionFacts>]>([
    ['granted-without-hearing', 'DRAFT', 'hear', { basis: 'ON_APPLICATION' }],
    ['hearing-neither-held-nor-skipped', 'DRAFT', 'sign', { basis: 'DIRECT' }],
    ['signatory-is-the-drafter', 'DRAFT', 'sign', { actorIsDrafter: true }],
    ['signatory-is-the-drafter', 'HEARING', 'sign', { actorIsDrafter: true }],
    ['opinion-not-recorded', 'HEARING', 'sign', { heard: false }],
    ['opinion-already-recorded', 'HEARING', 'recordOpinion', { heard: true }],
    ['already-proposed-above', 'DECLINED', 'proposeAbove', { proposedAbove: true }],
    ['no-other-way-failed', 'ISSUED', 'announce', { failedAttempts: 0 }],
    ['announcement-runs', 'ISSUED', 'announce', { announcedUntil: TOMORROW }],
    ['announcement-not-over', 'ISSUED', 'serveAnnounced', { announcedUntil: TOMORROW }],
    ['announcement-not-over', 'ISSUED', 'serveAnnounced', { announcedUntil: null }],
    ['unit-already-served', 'IN_FORCE', 'serveUnit', { unitServed: true }],
    ['already-acknowledged', 'IN_FORCE', 'acknowledge', { acknowledged: true }],
    ['already-handed-over', 'IN_FORCE', 'handOver', { handedOver: true }],
    ['not-handed-over', 'IN_FORCE', 'acceptHandover', { handedOver: false }],
    ['handover-already-accepted', 'IN_FORCE', 'acceptHandover', { handoverAccepted: true }],
    ['not-handed-over', 'IN_FORCE', 'acceptHandover', { itemsListed: true, itemsWaiting: 0 }],
    ['not-handed-over', 'IN_FORCE', 'returnHandover', { itemsListed: true, itemsWaiting: 0 }],
    ['already-declared-clear', 'IN_FORCE', 'declareClear', { substituteClear: true }],
    ['already-declared-clear', 'IN_FORCE', 'declareUnfit', { substituteClear: true }],
    ['substitute-declared-unfit', 'IN_FORCE', 'declareClear', { substituteUnfit: true }],
    ['substitute-not-clear', 'IN_FORCE', 'confirmCompliance', { substituteClear: false }],
    ['handover-not-accepted', 'IN_FORCE', 'confirmCompliance', { itemsListed: true }],
    ['confirmed-by-the-substitute', 'IN_FORCE', 'confirmCompliance', { actorIsSubstitute: true }],
    ['confirmed-by-the-substitute', 'COMPLIED', 'recheck', { actorIsSubstitute: true }],
    ['no-recheck-due', 'COMPLIED', 'recheck', { recheckDue: false }],
    ['recheck-is-due', 'COMPLIED', 'recheckDue', { recheckDue: true }],
    ['post-recusal-has-no-scope', 'IN_FORCE', 'vary', { isPost: true }],
    ['term-not-over', 'IN_FORCE', 'expire', { termEnd: TOMORROW }],
    ['term-not-over', 'COMPLIED', 'expire', { termEnd: null }],
  ])('%s: %s, %s', (denial, status, event, facts) => {
    const person = (Object.keys(PEOPLE) as Person[]).find((one) => MAY[status]?.[event]?.includes(one))
    const given = { ...openTo(status, event), ...facts }
    expect(mayDecision(status, event, PEOPLE[person ?? 'system'], given)).toEqual({
      allowed: false,
      denial,
      from: 'machine',
    })
  })

  it('is never signed by its drafter, whatever else they are', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES),
        fc.subarray([...PARTIES]),
        ANY_FACTS,
        (status, parties, facts) => {
          const drafter = { ...facts, actorIsDrafter: true }
          expect(mayDecision(status, 'sign', standing(parties), drafter).allowed).toBe(false)
        },
      ),
    ))

  it('signs a direct decision only after a hearing, or when it was skipped with reasons', () =>
    fc.assert(
      fc.property(fc.constantFrom<Status>('DRAFT', 'HEARING'), ANY_FACTS, (status, facts) => {
        const { allowed } = mayDecision(status, 'sign', PEOPLE.signatory, facts)
        if (!allowed || facts.basis === 'ON_APPLICATION') return
        expect(facts.heard || facts.hearingSkipped).toBe(true)
      }),
    ))

  it('expires after the last instant of the term, not in it', () => {
    const at = (termEnd: Date) => mayDecision('IN_FORCE', 'expire', PEOPLE.system, { ...CLEAN, termEnd })
    expect(at(NOW).allowed).toBe(false)
    expect(at(toDate(NOW.getTime() - 1)).allowed).toBe(true)
  })
})
