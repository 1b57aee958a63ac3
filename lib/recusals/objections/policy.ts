import { judge, judgeAll, type Standing, type Verdict } from '@/lib/cases/cases'
import { OBJECTION, type Event, type Guard, type Status } from './workflow'

/** What the guards of the objection look at; all of them stand at its start. */
export interface ObjectionFacts {
  now: Date
  decisionStatus: string
  /** End of the last day on which somebody may object; null before service. */
  dueAt: Date | null
  objectedBefore: boolean
  /** The decision itself came out of an objection: the remedy is used up. */
  resultOfObjection: boolean
}

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: ObjectionFacts) => boolean>> = {
  'decision-not-in-force': (facts) =>
    facts.decisionStatus === 'IN_FORCE' || facts.decisionStatus === 'COMPLIED',
  'result-of-an-objection': (facts) => !facts.resultOfObjection,
  'objected-before': (facts) => !facts.objectedBefore,
  'objection-too-late': (facts) => facts.dueAt !== null && facts.now.getTime() <= facts.dueAt.getTime(),
}

/** May this standing take this event on an objection in this status? */
export function mayObjection(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: ObjectionFacts,
): Verdict<Status, Guard> {
  return judge(OBJECTION, MAY, status, event, standing, facts)
}

/** Every event of the status with its verdict, for the page. */
export function objectionEvents(status: Status, standing: Standing, facts: ObjectionFacts) {
  return judgeAll(OBJECTION, MAY, status, standing, facts)
}
