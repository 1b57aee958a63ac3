import type { Step, Workflow } from '@/lib/cases/cases'

/** The recusal request (回避申请): domain section 5. docs/workflows/recusal-request.md is printed from this table. */
export const STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'NOT_ACCEPTED',
  'UNDER_REVIEW',
  'GRANTED',
  'PARTLY_GRANTED',
  'DENIED',
  'OBJECTED',
  'DENIAL_UPHELD',
  'WITHDRAWN',
  'CLOSED',
] as const
export type Status = (typeof STATUSES)[number]

export const EVENTS = [
  'start',
  'submit',
  'accept',
  'return',
  'refuseAcceptance',
  'suspend',
  'resume',
  'confirmGround',
  'hear',
  'extend',
  'grant',
  'grantPartly',
  'deny',
  'withdraw',
  'object',
  'uphold',
  'reverse',
  'close',
] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = [
  'pledge-missing',
  'already-returned-once',
  'already-suspended',
  'not-suspended',
  'ground-already-confirmed',
  'filed-by-the-official',
  'not-heard-yet',
  'already-extended',
  'already-objected',
  'withdrawn-by-others',
] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

type S = Step<Status, Guard>

// A withdrawal in spite of a confirmed statutory ground becomes a direct decision instead (commands.ts).
const withdraw: S = { to: 'WITHDRAWN', who: ['declarant'], guards: ['withdrawn-by-others'] }
const submit: S = { to: 'SUBMITTED', who: ['declarant'], guards: ['pledge-missing'], limit: 'requestAccept' }
const close: S = { to: 'CLOSED', who: ['system'] }

export const RECUSAL_REQUEST: Workflow<Status, Event, Guard> = {
  machine: 'RECUSAL_REQUEST',
  start: { start: { to: 'DRAFT', who: ['declarant'], article: 'civil-servants-77' } },
  table: {
    DRAFT: { submit, withdraw },
    SUBMITTED: {
      // What the official did not file is heard first: until then the limit is requestHear.
      accept: { to: 'UNDER_REVIEW', who: ['clerk'], limit: 'requestDecide' },
      return: { to: 'RETURNED', who: ['clerk'], guards: ['already-returned-once'] },
      refuseAcceptance: { to: 'NOT_ACCEPTED', who: ['clerk'] },
      withdraw,
    },
    RETURNED: { submit, withdraw },
    UNDER_REVIEW: {
      suspend: { to: 'UNDER_REVIEW', who: ['decider'], guards: ['already-suspended'] },
      resume: { to: 'UNDER_REVIEW', who: ['decider'], guards: ['not-suspended'] },
      // The decider finds that a ground of the law exists: a withdrawal then leads to a direct decision.
      confirmGround: { to: 'UNDER_REVIEW', who: ['decider'], guards: ['ground-already-confirmed'] },
      hear: {
        to: 'UNDER_REVIEW',
        who: ['decider'],
        guards: ['filed-by-the-official'],
        limit: 'requestDecide',
      },
      extend: {
        to: 'UNDER_REVIEW',
        who: ['nextLevel'],
        guards: ['already-extended'],
        limit: 'requestExtension',
      },
      grant: { to: 'GRANTED', who: ['decider'], guards: ['not-heard-yet'], article: 'civil-servants-77' },
      grantPartly: {
        to: 'PARTLY_GRANTED',
        who: ['decider'],
        guards: ['not-heard-yet'],
        article: 'civil-servants-77',
      },
      deny: { to: 'DENIED', who: ['decider'], guards: ['not-heard-yet'], limit: 'requestObject' },
      withdraw,
    },
    DENIED: {
      object: {
        to: 'OBJECTED',
        who: ['declarant'],
        guards: ['already-objected'],
        limit: 'requestObjectionDecide',
      },
      close,
    },
    OBJECTED: {
      uphold: { to: 'DENIAL_UPHELD', who: ['decider'] },
      reverse: { to: 'GRANTED', who: ['decider'], article: 'civil-servants-77' },
    },
    GRANTED: { close },
    PARTLY_GRANTED: { close },
    DENIAL_UPHELD: { close },
    NOT_ACCEPTED: { close },
    WITHDRAWN: { close },
    CLOSED: {},
  },
}

/** Statuses after which nobody has to act; the system closes them when the time for an objection is over. */
export const SETTLED: readonly Status[] = [
  'GRANTED',
  'PARTLY_GRANTED',
  'DENIAL_UPHELD',
  'NOT_ACCEPTED',
  'WITHDRAWN',
  'CLOSED',
]
