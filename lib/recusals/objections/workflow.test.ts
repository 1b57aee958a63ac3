import { describe, expect, it } from 'vitest'
import { PARTIES } from '@/lib/cases/cases'
import { BARRED, everyPair, expectedOf, standing } from '@/lib/cases/testing'
import { mayObjection, type ObjectionFacts } from './policy'
import { EVENTS, OBJECTION, STATUSES } from './workflow'

/** Written by hand from domain section 5, not from the workflow. */
const EXPECTED = expectedOf(`
  FILED         takeUp    UNDER_REVIEW
  UNDER_REVIEW  maintain  DECISION_MAINTAINED
  UNDER_REVIEW  vary      DECISION_VARIED
  UNDER_REVIEW  revoke    DECISION_REVOKED
`)

const END = new Date('2026-11-30T23:59:59.999+08:00')
const facts = (more: Partial<ObjectionFacts> = {}): ObjectionFacts => ({
  now: END,
  decisionStatus: 'IN_FORCE',
  dueAt: END,
  objectedBefore: false,
  resultOfObjection: false,
  ...more,
})

describe('the table of the objection', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(OBJECTION.table[status][event]?.to ?? null).toBe(EXPECTED(status, event)),
  )

  it.each(PARTIES)('is filed by the subject or the substitute: %s', (party) =>
    expect(mayObjection(null, 'file', standing([party]), facts()).allowed).toBe(
      party === 'subject' || party === 'substitute',
    ),
  )

  it.each<[string, Partial<ObjectionFacts>, string | null]>([
    ['in the last millisecond of the last day', {}, null],
    ['one millisecond later', { now: new Date(END.getTime() + 1) }, 'objection-too-late'],
    ['a decision that was not served', { dueAt: null }, 'objection-too-late'],
    ['after compliance', { decisionStatus: 'COMPLIED' }, null],
    ['a revoked decision', { decisionStatus: 'REVOKED' }, 'decision-not-in-force'],
    ['a second time', { objectedBefore: true }, 'objected-before'],
    ['what came out of an objection', { resultOfObjection: true }, 'result-of-an-objection'],
  ])('%s', (_, more, denial) => {
    const verdict = mayObjection(null, 'file', standing(['subject'], { isSubject: true }), facts(more))
    expect(verdict.allowed ? null : verdict.denial).toBe(denial)
  })

  it.each(Object.entries(BARRED))('is not reviewed by %s', (_, [more, denial]) =>
    expect(mayObjection('UNDER_REVIEW', 'maintain', standing(['decider'], more), facts())).toMatchObject({
      allowed: false,
      denial,
    }),
  )
})
