import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PARTIES } from '@/lib/cases/cases'
import { everyPair, expectedOf, standing, walk } from '@/lib/cases/testing'
import { STATUSES as DECISION_STATUSES } from '@/lib/recusals/decisions/workflow'
import { mayRefusal, mayReport, NOTHING, refusalEvents, type RefusalFacts } from './policy'
import { EVENTS, REFUSAL, STATUSES, type Event, type Status } from './workflow'

/** Written by hand from domain section 5, not from the workflow. */
const EXPECTED = expectedOf(`
  SUSPECTED         demand           DEMANDED
  SUSPECTED         comply           COMPLIED
  DEMANDED          giveReasons      DEMANDED
  DEMANDED          startReview      DEMANDED
  DEMANDED          comply           COMPLIED
  DEMANDED          proposeFinding   DEMANDED
  DEMANDED          disagree         DEMANDED
  DEMANDED          justify          JUSTIFIED
  DEMANDED          confirm          CONFIRMED
  COMPLIED          close            CLOSED
  JUSTIFIED         close            CLOSED
  CONFIRMED         proposeReferral  CONFIRMED
  CONFIRMED         refer            REFERRED
  REFERRED          recordOutcome    OUTCOME_RECORDED
  OUTCOME_RECORDED  close            CLOSED
`)

const NOW = '2026-12-01T09:00:00+08:00'
const at = (text: string) => new Date(text)
const facts = (more: Partial<RefusalFacts> = {}): RefusalFacts => ({
  ...NOTHING,
  now: at(NOW),
  decisionStatus: 'IN_FORCE',
  ...more,
})

describe('the table of the refusal', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(REFUSAL.table[status][event]?.to ?? null).toBe(EXPECTED(status, event)),
  )

  it('starts with a suspicion of the system or a report, in no other way', () =>
    expect(Object.entries(REFUSAL.start).map(([event, step]) => [event, step.to, step.who])).toEqual([
      ['suspect', 'SUSPECTED', ['system']],
      ['report', 'SUSPECTED', ['supervisor', 'signatory', 'superiorOrgan']],
    ]))

  it('is never referred without a confirmed finding, and has no outcome without a referral', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
        const path = walk(REFUSAL, 'SUSPECTED', events).map((step) => step.to)
        const before = (late: Status, early: Status) =>
          !path.includes(late) || path.slice(0, path.indexOf(late)).includes(early)
        expect(before('CONFIRMED', 'DEMANDED')).toBe(true)
        expect(before('REFERRED', 'CONFIRMED')).toBe(true)
        expect(before('OUTCOME_RECORDED', 'REFERRED')).toBe(true)
      }),
      { numRuns: 400 },
    ))
})

describe('what opens a refusal', () => {
  it.each(DECISION_STATUSES)('nothing while the decision is %s, unless it is in force', (decisionStatus) => {
    const possible = decisionStatus === 'IN_FORCE' || decisionStatus === 'COMPLIED'
    const given = facts({ decisionStatus })
    expect(mayRefusal(null, 'suspect', standing(['system']), given).allowed).toBe(possible)
    expect(mayReport(standing(['supervisor']), decisionStatus, at(NOW))).toBe(possible)
  })

  it.each(PARTIES)('a report by the %s only if they stand above the person', (party) => {
    const above = ['supervisor', 'signatory', 'superiorOrgan'].includes(party)
    expect(mayReport(standing([party]), 'IN_FORCE', at(NOW))).toBe(above)
  })
})

describe('the guards of the refusal', () => {
  const overdue = { demandOverAt: at('2026-11-30T23:59:59+08:00') }
  const running = { demandOverAt: at('2026-12-01T23:59:59+08:00') }
  const review = { ...overdue, reviewStarted: true }
  const found = (office: 'UNIT_HEAD' | 'HR', result: 'JUSTIFIED' | 'CONFIRMED' = 'CONFIRMED') => ({
    ...review,
    finding: { result, office },
  })
  type Row = [
    string,
    Status,
    Event,
    'decider' | 'hr' | 'subject' | 'system' | 'disciplineOffice',
    Partial<RefusalFacts>,
    string | null,
  ]
  it.each<Row>([
    ['reasons in time', 'DEMANDED', 'giveReasons', 'subject', running, null],
    ['reasons twice', 'DEMANDED', 'giveReasons', 'subject', { reasonsGiven: true }, 'reasons-already-given'],
    ['late reasons', 'DEMANDED', 'giveReasons', 'subject', review, null],
    [
      'reasons after a finding',
      'DEMANDED',
      'giveReasons',
      'subject',
      found('HR'),
      'finding-already-proposed',
    ],
    ['a review too early', 'DEMANDED', 'startReview', 'system', running, 'time-to-answer-runs'],
    ['a review on silence', 'DEMANDED', 'startReview', 'system', overdue, null],
    ['a second review', 'DEMANDED', 'startReview', 'system', review, 'review-already-started'],
    ['a finding before the review', 'DEMANDED', 'proposeFinding', 'decider', running, 'review-not-started'],
    ['a finding', 'DEMANDED', 'proposeFinding', 'hr', review, null],
    ['a second finding', 'DEMANDED', 'proposeFinding', 'hr', found('HR'), 'finding-already-proposed'],
    [
      'agreeing with oneself',
      'DEMANDED',
      'confirm',
      'hr',
      { ...found('HR'), office: 'HR' },
      'other-office-decides',
    ],
    ['the other office agrees', 'DEMANDED', 'confirm', 'hr', { ...found('UNIT_HEAD'), office: 'HR' }, null],
    [
      'agreeing with what was not proposed',
      'DEMANDED',
      'justify',
      'hr',
      { ...found('UNIT_HEAD'), office: 'HR' },
      'finding-is-another',
    ],
    [
      'agreeing with nothing',
      'DEMANDED',
      'confirm',
      'hr',
      { ...review, office: 'HR' },
      'no-finding-proposed',
    ],
    ['referring alone', 'CONFIRMED', 'refer', 'hr', {}, 'no-referral-proposed'],
    [
      'referring twice oneself',
      'CONFIRMED',
      'refer',
      'hr',
      { referTo: 'HR', actorProposedReferral: true },
      'second-person-is-the-first',
    ],
    ['four eyes', 'CONFIRMED', 'refer', 'decider', { referTo: 'HR' }, null],
    [
      'an outcome by another office',
      'REFERRED',
      'recordOutcome',
      'hr',
      { referTo: 'DISCIPLINE', offices: ['HR'] },
      'referred-to-another-office',
    ],
    [
      'the outcome',
      'REFERRED',
      'recordOutcome',
      'disciplineOffice',
      { referTo: 'DISCIPLINE', offices: ['DISCIPLINE'] },
      null,
    ],
    ['closing with open acts', 'OUTCOME_RECORDED', 'close', 'decider', { actsOpen: 1 }, 'acts-not-settled'],
    ['closing', 'OUTCOME_RECORDED', 'close', 'decider', {}, null],
  ])('%s', (_, status, event, party, more, denial) => {
    const verdict = mayRefusal(status, event, standing([party]), facts(more))
    expect(verdict.allowed ? null : verdict.denial).toBe(denial)
  })

  it.each(STATUSES)('offers the subject nothing but to answer while %s', (status) => {
    const subject = standing(['subject'], { isSubject: true })
    const offered = refusalEvents(status, subject, facts(running)).filter(({ verdict }) => verdict.allowed)
    expect(offered.map(({ event }) => event)).toEqual(status === 'DEMANDED' ? ['giveReasons'] : [])
  })
})
