import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTHORITIES, PARTIES, type Standing } from '@/lib/cases/cases'
import { BARRED, BYSTANDERS, everyPair, factsFrom, standing } from '@/lib/cases/testing'
import { toDate } from '@/lib/platform/clock'
import { mayReport, reportEvents, type ReportFacts } from './policy'
import { ADVANCE_REPORT, EVENTS, STATUSES, type Event, type Guard, type Status } from './workflow'

const BEFORE = toDate('2026-11-24T01:00:00.000Z')
const START = toDate('2026-11-25T02:00:00.000Z')
const BETWEEN = toDate('2026-11-25T03:00:00.000Z')
const END = toDate('2026-11-25T04:00:00.000Z')
const AFTER = toDate('2026-11-25T05:00:00.000Z')

const CLEAN: ReportFacts = {
  now: BEFORE,
  startsAt: START,
  endsAt: END,
  submittedAt: BEFORE,
  statutoryGround: false,
  returns: 0,
  hasStandingApproval: false,
  pledged: true,
}

/** Facts under which nothing but the person could stand in the way of the event. */
const OPEN: Partial<Record<Event, Partial<ReportFacts>>> = {
  note: { now: BETWEEN },
  question: { now: BETWEEN },
  lapse: { now: START },
  keepStanding: { now: START, hasStandingApproval: true },
  end: { now: AFTER },
}
const openTo = (event: Event): ReportFacts => ({ ...CLEAN, ...OPEN[event] })

/** Everybody, as getStanding describes them for a report. */
const PEOPLE = {
  ...BYSTANDERS,
  declarant: standing(['declarant', 'subject'], { isSubject: true, isApplicant: true }),
  leader: standing(['decider', 'supervisor']),
  clerk: standing(['clerk']),
  'unit head': standing(['nextLevel']),
  'superior unit head': standing(['superiorOrgan']),
  'discipline office': standing(['disciplineOffice']),
  system: standing(['system']),
} satisfies Record<string, Standing>
type Person = keyof typeof PEOPLE

/** Who may do what (domain section 5). Everybody else may not, and nobody may anything that is not named here. */
const MAY: Partial<Record<Status, Partial<Record<Event, readonly Person[]>>>> = {
  DRAFT: { submit: ['declarant'], withdraw: ['declarant'] },
  NOTICE_GIVEN: { submit: ['declarant'], withdraw: ['declarant'] },
  SUBMITTED: {
    return: ['clerk', 'leader'],
    approve: ['leader'],
    approveWithConditions: ['leader'],
    disapprove: ['leader'],
    confirmGround: ['leader'],
    note: ['leader'],
    question: ['leader'],
    convert: ['leader', 'declarant'],
    withdraw: ['declarant'],
    lapse: ['system'],
    keepStanding: ['system'],
  },
  RETURNED: { submit: ['declarant'], withdraw: ['declarant'] },
  APPROVED: { amend: ['declarant'], withdraw: ['declarant'], end: ['system'] },
  APPROVED_WITH_CONDITIONS: { amend: ['declarant'], withdraw: ['declarant'], end: ['system'] },
  NOTED: { end: ['system'] },
  RESULT_DUE: { reportResult: ['declarant'], notHeld: ['declarant'] },
  CONDUCT_QUESTIONED: { refer: ['leader'], settle: ['leader'] },
  COMPLETED: { archive: ['system'] },
  NOT_HELD: { archive: ['system'] },
  DISAPPROVED: { archive: ['system'] },
  WITHDRAWN: { archive: ['system'] },
  LAPSED_UNDECIDED: { archive: ['system'] },
  CONVERTED_TO_RECUSAL: { archive: ['system'] },
  REFERRED: { archive: ['system'] },
}

const STATUTORY = factsFrom<ReportFacts>({
  now: [BEFORE, START, AFTER],
  startsAt: [START, null],
  endsAt: [END, null],
  submittedAt: [BEFORE, BETWEEN, null],
  statutoryGround: [true],
  returns: [0, 1],
  hasStandingApproval: [false, true],
  pledged: [false, true],
})

describe('who may do what with a report', () => {
  it.each(Object.keys(PEOPLE) as Person[])('%s: exactly the steps of the table', (person) => {
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const may = MAY[status]?.[event]?.includes(person) ?? false
      const verdict = mayReport(status, event, PEOPLE[person], openTo(event))
      expect(verdict.allowed, `${status} ${event}`).toBe(may)
    }
  })

  it('is started by a declarant alone', () => {
    for (const person of Object.keys(PEOPLE) as Person[])
      for (const event of EVENTS) {
        const may = person === 'declarant' && (event === 'start' || event === 'notify')
        expect(mayReport(null, event, PEOPLE[person], openTo(event)).allowed, `${person} ${event}`).toBe(may)
      }
  })

  it.each(Object.entries(BARRED))('%s takes no step of the organ, and is told why', (_, [flags, denial]) => {
    const barred = standing(['decider', 'supervisor', 'clerk', 'nextLevel'], flags)
    for (const [status, event] of everyPair(STATUSES, EVENTS)) {
      const step = ADVANCE_REPORT.table[status][event]
      if (!step?.who.some((party) => AUTHORITIES.includes(party))) continue
      const verdict = mayReport(status, event, barred, openTo(event))
      expect(verdict, `${status} ${event}`).toEqual({ allowed: false, denial, from: 'cases' })
    }
  })

  it('shows on the page what it would allow on request, for everybody in every status', () => {
    for (const status of STATUSES)
      for (const person of Object.values(PEOPLE))
        for (const { event, verdict } of reportEvents(status, person, CLEAN))
          expect(verdict).toEqual(mayReport(status, event, person, CLEAN))
  })
})

describe('the guards of a report', () => {
  it.each<[Guard, Status, Event, Partial<ReportFacts>]>([
    ['pledge-missing', 'DRAFT', 'submit', { pledged: false }],
    ['pledge-missing', 'NOTICE_GIVEN', 'submit', { pledged: false }],
    ['pledge-missing', 'RETURNED', 'submit', { pledged: false }],
    ['already-returned-once', 'SUBMITTED', 'return', { returns: 1 }],
    ['dealing-already-began', 'SUBMITTED', 'approve', { now: START }],
    ['dealing-already-began', 'SUBMITTED', 'approveWithConditions', { now: START }],
    ['dealing-already-began', 'SUBMITTED', 'disapprove', { now: START }],
    ['dealing-already-began', 'SUBMITTED', 'withdraw', { now: START }],
    ['dealing-already-began', 'APPROVED', 'amend', { now: START }],
    ['dealing-already-began', 'APPROVED', 'withdraw', { now: START }],
    ['dealing-already-began', 'APPROVED_WITH_CONDITIONS', 'amend', { now: START }],
    ['ground-already-confirmed', 'SUBMITTED', 'confirmGround', { statutoryGround: true }],
    ['dealing-not-yet-began', 'SUBMITTED', 'note', { now: BEFORE }],
    ['dealing-not-yet-began', 'SUBMITTED', 'question', { now: BEFORE }],
    ['dealing-not-yet-began', 'SUBMITTED', 'lapse', { now: BEFORE }],
    ['filed-after-the-start', 'SUBMITTED', 'lapse', { submittedAt: START }],
    ['amendment-of-a-standing-approval', 'SUBMITTED', 'lapse', { hasStandingApproval: true }],
    ['no-standing-approval', 'SUBMITTED', 'keepStanding', { hasStandingApproval: false }],
    ['dealing-not-yet-over', 'APPROVED', 'end', { now: BETWEEN }],
    ['dealing-not-yet-over', 'NOTED', 'end', { endsAt: null }],
  ])('%s: %s, %s', (denial, status, event, facts) => {
    const person = (Object.keys(PEOPLE) as Person[]).find((one) => MAY[status]?.[event]?.includes(one))
    const verdict = mayReport(status, event, PEOPLE[person ?? 'system'], { ...openTo(event), ...facts })
    expect(verdict).toEqual({ allowed: false, denial, from: 'machine' })
  })

  it('lets the last instant before the start count as before, the start itself as begun', () => {
    const now = toDate(START.getTime() - 1)
    expect(mayReport('SUBMITTED', 'approve', PEOPLE.leader, { ...CLEAN, now }).allowed).toBe(true)
    expect(mayReport('SUBMITTED', 'note', PEOPLE.leader, { ...CLEAN, now }).allowed).toBe(false)
    expect(mayReport('SUBMITTED', 'note', PEOPLE.leader, { ...CLEAN, now: START }).allowed).toBe(true)
  })
})

describe('a declared or confirmed statutory ground', () => {
  it('is never approved, with or without conditions, whoever asks, whenever and in whatever status', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES),
        fc.constantFrom<Event>('approve', 'approveWithConditions'),
        fc.subarray([...PARTIES]),
        STATUTORY,
        (status, event, parties, facts) => {
          expect(mayReport(status, event, standing(parties), facts).allowed).toBe(false)
        },
      ),
      { numRuns: 2000 },
    ))

  it('says so, and leaves conversion and disapproval', () => {
    const facts = { ...CLEAN, statutoryGround: true }
    for (const event of ['approve', 'approveWithConditions'] as const)
      expect(mayReport('SUBMITTED', event, PEOPLE.leader, facts)).toMatchObject({
        denial: 'statutory-ground',
      })
    expect(mayReport('SUBMITTED', 'convert', PEOPLE.leader, facts).allowed).toBe(true)
    expect(mayReport('SUBMITTED', 'disapprove', PEOPLE.leader, facts).allowed).toBe(true)
  })
})
