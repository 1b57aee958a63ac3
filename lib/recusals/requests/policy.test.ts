import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTHORITIES, PARTIES, type Standing } from '@/lib/cases/cases'
import { BARRED, BYSTANDERS, everyPair, factsFrom, standing } from '@/lib/cases/testing'
import { mayRequest, requestEvents, type RequestFacts } from './policy'
import { EVENTS, RECUSAL_REQUEST, STATUSES, type Event, type Guard, type Status } from './workflow'

const CLEAN: RequestFacts = {
  initiator: 'SELF',
  pledged: true,
  returns: 0,
  suspended: false,
  groundConfirmed: false,
  heard: false,
  extended: false,
  objected: false,
}

/** Facts under which nothing but the person could stand in the way of the event. */
const OPEN: Partial<Record<Event, Partial<RequestFacts>>> = {
  resume: { suspended: true },
  hear: { initiator: 'INTERESTED_PARTY' },
}
const openTo = (event: Event): RequestFacts => ({ ...CLEAN, ...OPEN[event] })

/** Everybody, as getStanding describes them for a request. */
const PEOPLE = {
  ...BYSTANDERS,
  applicant: standing(['declarant', 'subject'], { isSubject: true, isApplicant: true }),
  leader: standing(['decider', 'supervisor']),
  clerk: standing(['clerk']),
  'unit head': standing(['nextLevel']),
  'superior unit head': standing(['superiorOrgan']),
  'discipline office': standing(['disciplineOffice']),
  substitute: standing(['substitute']),
  system: standing(['system']),
} satisfies Record<string, Standing>
type Person = keyof typeof PEOPLE

/** Who may do what (domain section 5). Everybody else may not, and nobody may anything that is not named here. */
const MAY: Partial<Record<Status, Partial<Record<Event, readonly Person[]>>>> = {
  DRAFT: { submit: ['applicant'], withdraw: ['applicant'] },
  SUBMITTED: {
    accept: ['clerk'],
    return: ['clerk'],
    refuseAcceptance: ['clerk'],
    withdraw: ['applicant'],
  },
  RETURNED: { submit: ['applicant'], withdraw: ['applicant'] },
  UNDER_REVIEW: {
    suspend: ['leader'],
    resume: ['leader'],
    confirmGround: ['leader'],
    hear: ['leader'],
    extend: ['unit head'],
    grant: ['leader'],
    grantPartly: ['leader'],
    deny: ['leader'],
    withdraw: ['applicant'],
  },
  DENIED: { object: ['applicant'], close: ['system'] },
  OBJECTED: { uphold: ['leader'], reverse: ['leader'] },
  GRANTED: { close: ['system'] },
  PARTLY_GRANTED: { close: ['system'] },
  DENIAL_UPHELD: { close: ['system'] },
  NOT_ACCEPTED: { close: ['system'] },
  WITHDRAWN: { close: ['system'] },
}

const ANY_FACTS = factsFrom<RequestFacts>({
  initiator: ['SELF', 'INTERESTED_PARTY', 'THIRD_PARTY_INFO'],
  pledged: [false, true],
  returns: [0, 1],
  suspended: [false, true],
  groundConfirmed: [false, true],
  heard: [false, true],
  extended: [false, true],
  objected: [false, true],
})

describe('who may do what with a request', () => {
  it.each(Object.keys(PEOPLE) as Person[])('%s: exactly the steps of the table', (person) => {
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const may = MAY[status]?.[event]?.includes(person) ?? false
      const verdict = mayRequest(status, event, PEOPLE[person], openTo(event))
      expect(verdict.allowed, `${status} ${event}`).toBe(may)
    }
  })

  it('is started by an applicant alone', () => {
    for (const person of Object.keys(PEOPLE) as Person[])
      for (const event of EVENTS) {
        const may = person === 'applicant' && event === 'start'
        expect(mayRequest(null, event, PEOPLE[person], openTo(event)).allowed, `${person} ${event}`).toBe(may)
      }
  })

  it.each(Object.entries(BARRED))('%s takes no step of the organ, and is told why', (_, [flags, denial]) => {
    const barred = standing(['decider', 'supervisor', 'clerk', 'nextLevel'], flags)
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const step = RECUSAL_REQUEST.table[status][event]
      if (!step?.who.some((party) => AUTHORITIES.includes(party))) continue
      const verdict = mayRequest(status, event, barred, openTo(event))
      expect(verdict, `${status} ${event}`).toEqual({ allowed: false, denial, from: 'cases' })
    }
  })

  it('never lets the person who denied decide the objection', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Event>('uphold', 'reverse'),
        fc.subarray([...PARTIES]).filter((parties) => parties.includes('decider')),
        ANY_FACTS,
        (event, parties, facts) => {
          const denier = standing(parties, { decidedContestedStep: true })
          expect(mayRequest('OBJECTED', event, denier, facts)).toMatchObject({
            denial: 'decided-contested-step',
          })
          expect(mayRequest('OBJECTED', event, standing(parties), facts).allowed).toBe(true)
        },
      ),
    ))

  it('shows on the page what it would allow on request, for everybody in every status', () => {
    for (const status of STATUSES)
      for (const person of Object.values(PEOPLE))
        for (const { event, verdict } of requestEvents(status, person, CLEAN))
          expect(verdict).toEqual(mayRequest(status, event, person, CLEAN))
  })
})

describe('the guards of a request', () => {
  it.each<[Guard, Status, Event, Partial<RequestFacts>]>([
    ['pledge-missing', 'DRAFT', 'submit', { pledged: false }],
    ['pledge-missing', 'RETURNED', 'submit', { pledged: false }],
    ['already-returned-once', 'SUBMITTED', 'return', { returns: 1 }],
    ['withdrawn-by-others', 'SUBMITTED', 'withdraw', { initiator: 'INTERESTED_PARTY' }],
    ['withdrawn-by-others', 'UNDER_REVIEW', 'withdraw', { initiator: 'THIRD_PARTY_INFO' }],
    ['already-suspended', 'UNDER_REVIEW', 'suspend', { suspended: true }],
    ['not-suspended', 'UNDER_REVIEW', 'resume', { suspended: false }],
    ['ground-already-confirmed', 'UNDER_REVIEW', 'confirmGround', { groundConfirmed: true }],
    ['filed-by-the-official', 'UNDER_REVIEW', 'hear', { initiator: 'SELF' }],
    ['already-extended', 'UNDER_REVIEW', 'extend', { extended: true }],
    ['not-heard-yet', 'UNDER_REVIEW', 'grant', { initiator: 'INTERESTED_PARTY' }],
    ['not-heard-yet', 'UNDER_REVIEW', 'grantPartly', { initiator: 'THIRD_PARTY_INFO' }],
    ['not-heard-yet', 'UNDER_REVIEW', 'deny', { initiator: 'INTERESTED_PARTY' }],
    ['already-objected', 'DENIED', 'object', { objected: true }],
  ])('%s: %s, %s', (denial, status, event, facts) => {
    const person = (Object.keys(PEOPLE) as Person[]).find((one) => MAY[status]?.[event]?.includes(one))
    const verdict = mayRequest(status, event, PEOPLE[person ?? 'system'], { ...openTo(event), ...facts })
    expect(verdict).toEqual({ allowed: false, denial, from: 'machine' })
  })

  it('never decides about somebody whom others named and nobody heard', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Event>('grant', 'grantPartly', 'deny'),
        fc.subarray([...PARTIES]),
        ANY_FACTS,
        (event, parties, facts) => {
          const unheard = { ...facts, heard: false, initiator: 'INTERESTED_PARTY' as const }
          expect(mayRequest('UNDER_REVIEW', event, standing(parties), unheard).allowed).toBe(false)
        },
      ),
    ))

  it('decides what the official filed without a hearing, and what others filed after one', () => {
    for (const event of ['grant', 'grantPartly', 'deny'] as const) {
      expect(mayRequest('UNDER_REVIEW', event, PEOPLE.leader, CLEAN).allowed).toBe(true)
      const heard = { ...CLEAN, initiator: 'INTERESTED_PARTY' as const, heard: true }
      expect(mayRequest('UNDER_REVIEW', event, PEOPLE.leader, heard).allowed).toBe(true)
    }
  })
})
