import type { FindingOffice, ReferralTarget, RefusalFinding } from '@/prisma/generated/client/enums'
import { judge, judgeAll, type Standing, type Verdict } from '@/lib/cases/cases'
import { REFUSAL, type Event, type Guard, type Status } from './workflow'

/** What the guards of the refusal look at. */
export interface RefusalFacts {
  decisionStatus: string
  now: Date
  /** End of the time that the demand gave; null before the demand. */
  demandOverAt: Date | null
  reasonsGiven: boolean
  reviewStarted: boolean
  finding: { result: RefusalFinding; office: FindingOffice } | null
  /** What the step would find; null where the step finds nothing. */
  finds: RefusalFinding | null
  /** The office for which the actor weighs the reasons. */
  office: FindingOffice | null
  referTo: ReferralTarget | null
  actorProposedReferral: boolean
  /** The offices whose steps the actor may take. */
  offices: readonly ReferralTarget[]
  /** Acts since the ground arose that nobody has settled yet. */
  actsOpen: number
}

/** A refusal that does not exist yet. */
export const NOTHING: Omit<RefusalFacts, 'now'> = {
  decisionStatus: '',
  demandOverAt: null,
  reasonsGiven: false,
  reviewStarted: false,
  finding: null,
  finds: null,
  office: null,
  referTo: null,
  actorProposedReferral: false,
  offices: [],
  actsOpen: 0,
}

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: RefusalFacts) => boolean>> = {
  'decision-not-in-force': (facts) =>
    facts.decisionStatus === 'IN_FORCE' || facts.decisionStatus === 'COMPLIED',
  'reasons-already-given': (facts) => !facts.reasonsGiven,
  'time-to-answer-runs': (facts) =>
    facts.demandOverAt !== null && facts.demandOverAt.getTime() <= facts.now.getTime(),
  'review-already-started': (facts) => !facts.reviewStarted,
  'review-not-started': (facts) => facts.reviewStarted,
  'finding-already-proposed': (facts) => facts.finding === null,
  'no-finding-proposed': (facts) => facts.finding !== null,
  'finding-is-another': (facts) => facts.finding?.result === facts.finds,
  'other-office-decides': (facts) => facts.office !== null && facts.finding?.office !== facts.office,
  'referral-already-proposed': (facts) => facts.referTo === null,
  'no-referral-proposed': (facts) => facts.referTo !== null,
  'second-person-is-the-first': (facts) => !facts.actorProposedReferral,
  'referred-to-another-office': (facts) => facts.referTo !== null && facts.offices.includes(facts.referTo),
  'acts-not-settled': (facts) => facts.actsOpen === 0,
}

const FINDS: Readonly<Partial<Record<Event, RefusalFinding>>> = { justify: 'JUSTIFIED', confirm: 'CONFIRMED' }

/** May this standing take this event on a refusal in this status? */
export function mayRefusal(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: RefusalFacts,
): Verdict<Status, Guard> {
  return judge(REFUSAL, MAY, status, event, standing, { ...facts, finds: FINDS[event] ?? null })
}

/** Every event of the status with its verdict, for the page. */
export function refusalEvents(status: Status, standing: Standing, facts: RefusalFacts) {
  return judgeAll(REFUSAL, MAY, status, standing, facts).map(({ event }) => ({
    event,
    verdict: mayRefusal(status, event, standing, facts),
  }))
}

/** May this standing report a refusal of a decision in this status? */
export function mayReport(standing: Standing, decisionStatus: string, now: Date): boolean {
  return mayRefusal(null, 'report', standing, { ...NOTHING, now, decisionStatus }).allowed
}
