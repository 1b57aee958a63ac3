import type { Step, Workflow } from '@/lib/cases/cases'

/** The advance report (事先报告): domain section 5. docs/workflows/advance-report.md is printed from this table. */
export const STATUSES = [
  'DRAFT',
  'NOTICE_GIVEN',
  'SUBMITTED',
  'RETURNED',
  'APPROVED',
  'APPROVED_WITH_CONDITIONS',
  'DISAPPROVED',
  'NOTED',
  'CONDUCT_QUESTIONED',
  'CONVERTED_TO_RECUSAL',
  'LAPSED_UNDECIDED',
  'RESULT_DUE',
  'COMPLETED',
  'NOT_HELD',
  'WITHDRAWN',
  'REFERRED',
  'ARCHIVED',
] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = [
  'start',
  'notify',
  'submit',
  'return',
  'approve',
  'approveWithConditions',
  'disapprove',
  'confirmGround',
  'note',
  'question',
  'convert',
  'lapse',
  'keepStanding',
  'amend',
  'end',
  'reportResult',
  'notHeld',
  'withdraw',
  'refer',
  'settle',
  'archive',
] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = [
  'dealing-already-began',
  'dealing-not-yet-began',
  'dealing-not-yet-over',
  'statutory-ground',
  'ground-already-confirmed',
  'already-returned-once',
  'filed-after-the-start',
  'amendment-of-a-standing-approval',
  'no-standing-approval',
  'pledge-missing',
] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

type S = Step<Status, Guard>

const withdraw: S = { to: 'WITHDRAWN', who: ['declarant'], guards: ['dealing-already-began'] }
const archive: S = { to: 'ARCHIVED', who: ['system'] }
const amend: S = {
  to: 'SUBMITTED',
  who: ['declarant'],
  guards: ['dealing-already-began'],
  limit: 'reportDecide',
}
const end: S = { to: 'RESULT_DUE', who: ['system'], guards: ['dealing-not-yet-over'], limit: 'reportResult' }
const submit: S = { to: 'SUBMITTED', who: ['declarant'], guards: ['pledge-missing'], limit: 'reportDecide' }

export const ADVANCE_REPORT: Workflow<Status, Event, Guard> = {
  machine: 'ADVANCE_REPORT',
  start: {
    start: { to: 'DRAFT', who: ['declarant'] },
    notify: { to: 'NOTICE_GIVEN', who: ['declarant'], limit: 'completeEmergency' },
  },
  table: {
    DRAFT: { submit, withdraw: { to: 'WITHDRAWN', who: ['declarant'] } },
    NOTICE_GIVEN: { submit, withdraw },
    SUBMITTED: {
      return: {
        to: 'RETURNED',
        who: ['clerk', 'supervisor'],
        guards: ['already-returned-once'],
        limit: 'reportReturn',
      },
      approve: { to: 'APPROVED', who: ['decider'], guards: ['dealing-already-began', 'statutory-ground'] },
      approveWithConditions: {
        to: 'APPROVED_WITH_CONDITIONS',
        who: ['decider'],
        guards: ['dealing-already-began', 'statutory-ground'],
      },
      disapprove: { to: 'DISAPPROVED', who: ['decider'], guards: ['dealing-already-began'] },
      // The decider finds that a ground of the law exists: from then on approval is refused.
      confirmGround: { to: 'SUBMITTED', who: ['decider'], guards: ['ground-already-confirmed'] },
      note: { to: 'NOTED', who: ['decider'], guards: ['dealing-not-yet-began'] },
      question: {
        to: 'CONDUCT_QUESTIONED',
        who: ['decider'],
        guards: ['dealing-not-yet-began'],
        limit: 'settleQuestion',
      },
      convert: { to: 'CONVERTED_TO_RECUSAL', who: ['decider', 'declarant'], article: 'civil-servants-77' },
      lapse: {
        to: 'LAPSED_UNDECIDED',
        who: ['system'],
        guards: ['dealing-not-yet-began', 'filed-after-the-start', 'amendment-of-a-standing-approval'],
      },
      // The amendment was not decided in time: version n stands, as domain section 5 has it.
      keepStanding: {
        to: 'APPROVED',
        who: ['system'],
        guards: ['dealing-not-yet-began', 'no-standing-approval'],
      },
      withdraw,
    },
    RETURNED: { submit, withdraw },
    APPROVED: { amend, end, withdraw },
    APPROVED_WITH_CONDITIONS: { amend, end, withdraw },
    NOTED: { end },
    RESULT_DUE: {
      reportResult: { to: 'COMPLETED', who: ['declarant'] },
      notHeld: { to: 'NOT_HELD', who: ['declarant'] },
    },
    CONDUCT_QUESTIONED: {
      refer: { to: 'REFERRED', who: ['supervisor'] },
      settle: { to: 'COMPLETED', who: ['supervisor'] },
    },
    COMPLETED: { archive },
    NOT_HELD: { archive },
    DISAPPROVED: { archive },
    WITHDRAWN: { archive },
    LAPSED_UNDECIDED: { archive },
    CONVERTED_TO_RECUSAL: { archive },
    REFERRED: { archive },
    ARCHIVED: {},
  },
}

/** Statuses after which nothing is waited for. */
export const CLOSED: readonly Status[] = [
  'DISAPPROVED',
  'CONVERTED_TO_RECUSAL',
  'LAPSED_UNDECIDED',
  'COMPLETED',
  'NOT_HELD',
  'WITHDRAWN',
  'REFERRED',
  'ARCHIVED',
]
