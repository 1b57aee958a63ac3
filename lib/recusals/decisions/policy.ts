import { judge, judgeAll, type Standing, type Verdict } from '@/lib/cases/cases'
import { holds, type Actor } from '@/lib/identity/types'
import { RECUSAL_DECISION, type Event, type Guard, type Status } from './workflow'

/** What the guards of the recusal decision look at. */
export interface DecisionFacts {
  now: Date
  basis: 'ON_APPLICATION' | 'DIRECT'
  /** Urgent, with the reasons for skipping the hearing. */
  hearingSkipped: boolean
  heard: boolean
  actorIsDrafter: boolean
  /** A declined proposal went to the superior organ before. */
  proposedAbove: boolean
  /** Attempts at service that failed. */
  failedAttempts: number
  announcedUntil: Date | null
  unitServed: boolean
  acknowledged: boolean
  handedOver: boolean
  handoverAccepted: boolean
  /** Items handed over that the substitute has not answered. */
  itemsWaiting: number
  /** Items listed at all. */
  itemsListed: boolean
  hasSubstitute: boolean
  substituteClear: boolean
  substituteUnfit: boolean
  actorIsSubstitute: boolean
  recheckDue: boolean
  isPost: boolean
  /** End of the last day of the term; null without a term. */
  termEnd: Date | null
}

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: DecisionFacts) => boolean>> = {
  'granted-without-hearing': (facts) => facts.basis === 'DIRECT',
  'hearing-neither-held-nor-skipped': (facts) => facts.basis === 'ON_APPLICATION' || facts.hearingSkipped,
  'opinion-already-recorded': (facts) => !facts.heard,
  'opinion-not-recorded': (facts) => facts.heard,
  'signatory-is-the-drafter': (facts) => !facts.actorIsDrafter,
  'already-proposed-above': (facts) => !facts.proposedAbove,
  'no-other-way-failed': (facts) => facts.failedAttempts > 0,
  'announcement-runs': (facts) => facts.announcedUntil === null,
  'announcement-not-over': (facts) =>
    facts.announcedUntil !== null && facts.announcedUntil.getTime() <= facts.now.getTime(),
  'unit-already-served': (facts) => !facts.unitServed,
  'already-acknowledged': (facts) => !facts.acknowledged,
  'already-handed-over': (facts) => !facts.handedOver,
  'not-handed-over': (facts) => (facts.itemsListed ? facts.itemsWaiting > 0 : facts.handedOver),
  'handover-already-accepted': (facts) => !facts.handoverAccepted,
  'already-declared-clear': (facts) => !facts.substituteClear,
  'substitute-declared-unfit': (facts) => !facts.substituteUnfit,
  'substitute-not-clear': (facts) => !facts.hasSubstitute || facts.substituteClear,
  'handover-not-accepted': (facts) => !facts.itemsListed || !facts.hasSubstitute || facts.handoverAccepted,
  'confirmed-by-the-substitute': (facts) => !facts.actorIsSubstitute,
  'no-recheck-due': (facts) => facts.recheckDue,
  'recheck-is-due': (facts) => !facts.recheckDue,
  'post-recusal-has-no-scope': (facts) => !facts.isPost,
  'term-not-over': (facts) => facts.termEnd !== null && facts.now.getTime() > facts.termEnd.getTime(),
}

/** The facts of a decision that does not exist yet: there is nothing that a guard could look at. */
export const NOTHING_YET: Omit<DecisionFacts, 'now'> = {
  basis: 'DIRECT',
  hearingSkipped: false,
  heard: false,
  actorIsDrafter: true,
  proposedAbove: false,
  failedAttempts: 0,
  announcedUntil: null,
  unitServed: false,
  acknowledged: false,
  handedOver: false,
  handoverAccepted: false,
  itemsWaiting: 0,
  itemsListed: false,
  hasSubstitute: false,
  substituteClear: false,
  substituteUnfit: false,
  actorIsSubstitute: false,
  recheckDue: false,
  isPost: false,
  termEnd: null,
}

/** Who may start a direct decision about anybody at all, or propose one; about whom, their standing says. */
export function hasDecisionDesk(actor: Pick<Actor, 'roles' | 'leadsSomebody'>): boolean {
  const roles = ['UNIT_HEAD', 'HEAD_CASES_OFFICER', 'DISCIPLINE', 'HR'] as const
  return actor.leadsSomebody || roles.some((role) => holds(actor, role))
}

/** May this standing take this event on a decision in this status? */
export function mayDecision(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: DecisionFacts,
): Verdict<Status, Guard> {
  return judge(RECUSAL_DECISION, MAY, status, event, standing, facts)
}

/** Every event of the status with its verdict, for the page. */
export function decisionEvents(status: Status, standing: Standing, facts: DecisionFacts) {
  return judgeAll(RECUSAL_DECISION, MAY, status, standing, facts)
}
