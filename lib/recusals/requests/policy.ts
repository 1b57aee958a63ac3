import { judge, judgeAll, type Standing, type Verdict } from '@/lib/cases/cases'
import { RECUSAL_REQUEST, type Event, type Guard, type Status } from './workflow'

/** What the guards of the recusal request look at. */
export interface RequestFacts {
  initiator: 'SELF' | 'INTERESTED_PARTY' | 'THIRD_PARTY_INFO'
  pledged: boolean
  returns: number
  suspended: boolean
  groundConfirmed: boolean
  heard: boolean
  extended: boolean
  objected: boolean
}

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: RequestFacts) => boolean>> = {
  'pledge-missing': (facts) => facts.pledged,
  'already-returned-once': (facts) => facts.returns === 0,
  'already-suspended': (facts) => !facts.suspended,
  'not-suspended': (facts) => facts.suspended,
  'ground-already-confirmed': (facts) => !facts.groundConfirmed,
  'filed-by-the-official': (facts) => facts.initiator !== 'SELF',
  'not-heard-yet': (facts) => facts.initiator === 'SELF' || facts.heard,
  'already-extended': (facts) => !facts.extended,
  'already-objected': (facts) => !facts.objected,
  'withdrawn-by-others': (facts) => facts.initiator === 'SELF',
}

/** May this standing take this event on a request in this status? */
export function mayRequest(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: RequestFacts,
): Verdict<Status, Guard> {
  return judge(RECUSAL_REQUEST, MAY, status, event, standing, facts)
}

/** Every event of the status with its verdict, for the page. */
export function requestEvents(status: Status, standing: Standing, facts: RequestFacts) {
  return judgeAll(RECUSAL_REQUEST, MAY, status, standing, facts)
}
