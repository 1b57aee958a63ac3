import type { Step, Workflow } from '@/lib/cases/cases'

/**
 * The objection to a recusal decision (异议 and its 异议复查; an internal remedy, never called 申诉): domain section 5.
 * docs/workflows/objection.md is printed from this table.
 */
export const STATUSES = [
  'FILED',
  'UNDER_REVIEW',
  'DECISION_MAINTAINED',
  'DECISION_VARIED',
  'DECISION_REVOKED',
] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = ['file', 'takeUp', 'maintain', 'vary', 'revoke'] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = [
  'decision-not-in-force',
  'result-of-an-objection',
  'objected-before',
  'objection-too-late',
] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

type S = Step<Status, Guard>

const result = (to: Status): S => ({ to, who: ['decider'] })

export const OBJECTION: Workflow<Status, Event, Guard> = {
  machine: 'OBJECTION',
  start: {
    file: {
      to: 'FILED',
      who: ['subject', 'substitute'],
      guards: [...GUARDS],
      limit: 'objectionDecide',
    },
  },
  table: {
    FILED: { takeUp: { to: 'UNDER_REVIEW', who: ['decider'] } },
    UNDER_REVIEW: {
      maintain: result('DECISION_MAINTAINED'),
      vary: result('DECISION_VARIED'),
      revoke: result('DECISION_REVOKED'),
    },
    DECISION_MAINTAINED: {},
    DECISION_VARIED: {},
    DECISION_REVOKED: {},
  },
}
