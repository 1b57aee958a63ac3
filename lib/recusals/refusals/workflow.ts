import type { Workflow } from '@/lib/cases/cases'

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
  'demand',
  'comply',
  'justify',
  'confirm',
  'refer',
  'recordOutcome',
  'close',
] as const
export type Event = (typeof EVENTS)[number]

export const GUARDS = ['decision-not-in-force'] as const
/** Named for the refusal: a guard holds when what it names is not the case. */
export type Guard = (typeof GUARDS)[number]

/**
 * What this version does is to find and show the signs (suspect). The steps that follow, from the demand to the
 * referral, have their place in the statuses and get their rows with the commands that take them.
 */
export const REFUSAL: Workflow<Status, Event, Guard> = {
  machine: 'REFUSAL',
  start: {
    suspect: {
      to: 'SUSPECTED',
      who: ['system'],
      guards: ['decision-not-in-force'],
      article: 'recusal-rules-17',
    },
  },
  table: {
    SUSPECTED: {},
    DEMANDED: {},
    COMPLIED: {},
    JUSTIFIED: {},
    CONFIRMED: {},
    REFERRED: {},
    OUTCOME_RECORDED: {},
    CLOSED: {},
  },
}
