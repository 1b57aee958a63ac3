import { judge, type Standing, type Verdict } from '@/lib/cases/cases'
import { REFUSAL, type Event, type Guard, type Status } from './workflow'

/** What the guards of the refusal look at. */
export interface RefusalFacts {
  decisionStatus: string
}

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: RefusalFacts) => boolean>> = {
  'decision-not-in-force': (facts) =>
    facts.decisionStatus === 'IN_FORCE' || facts.decisionStatus === 'COMPLIED',
}

/** May this standing take this event on a refusal in this status? */
export function mayRefusal(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: RefusalFacts,
): Verdict<Status, Guard> {
  return judge(REFUSAL, MAY, status, event, standing, facts)
}
