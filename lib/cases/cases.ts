import type { LimitName } from '@/lib/rulebook/schema'

/**
 * The parties of the state machines (domain section 5). One table per machine says who may do what in which status;
 * the same table draws the buttons, refuses the request and prints docs/workflows.
 */
export const PARTIES = [
  'declarant',
  'clerk',
  'decider',
  'nextLevel',
  'drafter',
  'signatory',
  'supervisor',
  'superiorOrgan',
  'disciplineOffice',
  'subject',
  'substitute',
  'hr',
  'system',
] as const
export type Party = (typeof PARTIES)[number]

/** Parties that act for the organ: none of them may be the subject, the applicant, a subordinate or in conflict. */
export const AUTHORITIES: readonly Party[] = [
  'clerk',
  'decider',
  'nextLevel',
  'drafter',
  'signatory',
  'supervisor',
  'superiorOrgan',
  'hr',
]

export interface Step<Status extends string, Guard extends string> {
  to: Status
  who: readonly Party[]
  /** Each guard's name is also the code of the refusal when it does not hold. */
  guards?: readonly Guard[]
  /** The limit that starts with this step, by its name in the policy. */
  limit?: LimitName
  /** The article the step rests on; without one it is a default of the organ. */
  article?: string
}

/** Total over statuses: a new status without a row does not compile. */
export interface Workflow<Status extends string, Event extends string, Guard extends string> {
  machine: string
  start: Readonly<Partial<Record<Event, Step<Status, Guard>>>>
  table: Readonly<Record<Status, Readonly<Partial<Record<Event, Step<Status, Guard>>>>>>
}

/** What an actor is to a case. Facts, gathered once by a query. */
export interface Standing {
  parties: readonly Party[]
  isSubject: boolean
  isApplicant: boolean
  isSubordinateOfSubject: boolean
  declaredConflict: boolean
  /** Decided the step that is now contested. */
  decidedContestedStep: boolean
}

/** The system's own standing: timers and subscribers. */
export const SYSTEM_STANDING: Standing = {
  parties: ['system'],
  isSubject: false,
  isApplicant: false,
  isSubordinateOfSubject: false,
  declaredConflict: false,
  decidedContestedStep: false,
}

/** Why a step is refused before the module's own guards are asked. */
export type StandingDenial =
  | 'not-possible-in-status'
  | 'own-case'
  | 'declared-conflict'
  | 'subordinate-of-subject'
  | 'decided-contested-step'
  | 'not-in-charge'

export type Verdict<Status extends string, Guard extends string> =
  | { allowed: true; step: Step<Status, Guard> }
  | { allowed: false; denial: StandingDenial | Guard; from: 'cases' | 'machine' }

/**
 * May this standing take this event now? Asked in this order: is there such a step, is it this person's, do the guards
 * hold. The first "no" is the answer.
 */
export function judge<Status extends string, Event extends string, Guard extends string, Facts>(
  workflow: Workflow<Status, Event, Guard>,
  guards: Readonly<Record<Guard, (facts: Facts) => boolean>>,
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: Facts,
): Verdict<Status, Guard> {
  const step = status === null ? workflow.start[event] : workflow.table[status][event]
  if (!step) return { allowed: false, denial: 'not-possible-in-status', from: 'cases' }
  const denial = denyStanding(step.who, standing)
  if (denial) return { allowed: false, denial, from: 'cases' }
  const failed = step.guards?.find((guard) => !guards[guard](facts))
  if (failed) return { allowed: false, denial: failed, from: 'machine' }
  return { allowed: true, step }
}

function denyStanding(who: readonly Party[], standing: Standing): StandingDenial | null {
  const matching = who.filter((party) => standing.parties.includes(party))
  // Somebody who may act in their own right (a declarant converting) needs no clean hands.
  if (matching.some((party) => !AUTHORITIES.includes(party))) return null
  if (who.some((party) => AUTHORITIES.includes(party))) {
    if (standing.isSubject || standing.isApplicant) return 'own-case'
    if (standing.declaredConflict) return 'declared-conflict'
    if (standing.isSubordinateOfSubject) return 'subordinate-of-subject'
    if (standing.decidedContestedStep) return 'decided-contested-step'
  }
  return matching.length > 0 ? null : 'not-in-charge'
}

/** Every event with its verdict: what the page draws, with the reason beside what it does not offer. */
export function judgeAll<Status extends string, Event extends string, Guard extends string, Facts>(
  workflow: Workflow<Status, Event, Guard>,
  guards: Readonly<Record<Guard, (facts: Facts) => boolean>>,
  status: Status,
  standing: Standing,
  facts: Facts,
): { event: Event; verdict: Verdict<Status, Guard> }[] {
  return (Object.keys(workflow.table[status]) as Event[]).map((event) => ({
    event,
    verdict: judge(workflow, guards, status, event, standing, facts),
  }))
}

/** Deadline colours: amber from half time, red when past. */
export type Urgency = 'none' | 'calm' | 'amber' | 'overdue' | 'paused'

export function urgencyOf(
  limit: { amberAt: Date | null; dueAt: Date | null; pausedAt: Date | null; closedAt: Date | null },
  now: Date,
): Urgency {
  if (limit.closedAt || !limit.dueAt) return 'none'
  if (limit.pausedAt) return 'paused'
  if (now.getTime() > limit.dueAt.getTime()) return 'overdue'
  return limit.amberAt && now.getTime() >= limit.amberAt.getTime() ? 'amber' : 'calm'
}
