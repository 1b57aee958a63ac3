import type { Step, Workflow } from '@/lib/cases/cases'

/** The refusal to recuse (拒不回避): domain section 5. docs/workflows/refusal.md is printed from this table. */
export const STATUSES = [
  'SUSPECTED',
  'DEMANDED',
  'COMPLIED',
  'JUSTIFIED',
  'CONFIRMED',
  'REFERRED',
  'OUTCOME_RECORDED',
  'CLOSED',
] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = [
  'suspect',
  'report',
  'demand',
  'giveReasons',
  'startReview',
  'comply',
  'proposeFinding',
  'disagree',
  'justify',
  'confirm',
  'proposeReferral',
  'refer',
  'recordOutcome',
  'close',
] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = [
  'decision-not-in-force',
  'reasons-already-given',
  'time-to-answer-runs',
  'review-already-started',
  'review-not-started',
  'finding-already-proposed',
  'no-finding-proposed',
  'finding-is-another',
  'other-office-decides',
  'referral-already-proposed',
  'no-referral-proposed',
  'second-person-is-the-first',
  'referred-to-another-office',
  'acts-not-settled',
] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

type S = Step<Status, Guard>

const ARTICLE = 'recusal-rules-17'
const comply: S = { to: 'COMPLIED', who: ['decider'] }
const close: S = { to: 'CLOSED', who: ['decider', 'hr'], guards: ['acts-not-settled'] }
const second: readonly Guard[] = ['no-finding-proposed', 'other-office-decides']

export const REFUSAL: Workflow<Status, Event, Guard> = {
  machine: 'REFUSAL',
  start: {
    suspect: {
      to: 'SUSPECTED',
      who: ['system'],
      guards: ['decision-not-in-force'],
      limit: 'refusalTakeUp',
      article: ARTICLE,
    },
    report: {
      to: 'SUSPECTED',
      who: ['supervisor', 'signatory', 'superiorOrgan'],
      guards: ['decision-not-in-force'],
      limit: 'refusalTakeUp',
      article: ARTICLE,
    },
  },
  table: {
    SUSPECTED: {
      demand: { to: 'DEMANDED', who: ['decider'], guards: ['decision-not-in-force'], limit: 'refusalDemand' },
      comply,
    },
    DEMANDED: {
      giveReasons: {
        to: 'DEMANDED',
        who: ['subject'],
        guards: ['reasons-already-given', 'finding-already-proposed'],
        limit: 'refusalReview',
      },
      startReview: {
        to: 'DEMANDED',
        who: ['system'],
        guards: ['time-to-answer-runs', 'review-already-started'],
        limit: 'refusalReview',
      },
      comply,
      proposeFinding: {
        to: 'DEMANDED',
        who: ['decider', 'hr'],
        guards: ['review-not-started', 'finding-already-proposed'],
      },
      disagree: { to: 'DEMANDED', who: ['decider', 'hr'], guards: second, limit: 'refusalReview' },
      justify: { to: 'JUSTIFIED', who: ['decider', 'hr'], guards: [...second, 'finding-is-another'] },
      confirm: {
        to: 'CONFIRMED',
        who: ['decider', 'hr'],
        guards: [...second, 'finding-is-another'],
        limit: 'refusalRefer',
        article: ARTICLE,
      },
    },
    COMPLIED: { close },
    JUSTIFIED: { close },
    CONFIRMED: {
      proposeReferral: { to: 'CONFIRMED', who: ['decider', 'hr'], guards: ['referral-already-proposed'] },
      refer: {
        to: 'REFERRED',
        who: ['decider', 'hr'],
        guards: ['no-referral-proposed', 'second-person-is-the-first'],
        limit: 'refusalOutcome',
        article: ARTICLE,
      },
    },
    REFERRED: {
      recordOutcome: {
        to: 'OUTCOME_RECORDED',
        who: ['hr', 'disciplineOffice'],
        guards: ['referred-to-another-office'],
      },
    },
    OUTCOME_RECORDED: { close },
    CLOSED: {},
  },
}
