import { judge, judgeAll, type Standing, type Verdict } from '@/lib/cases/cases'
import { ADVANCE_REPORT, type Event, type Guard, type Status } from './workflow'

/** What the guards of the advance report look at. */
export interface ReportFacts {
  now: Date
  startsAt: Date | null
  endsAt: Date | null
  submittedAt: Date | null
  statutoryGround: boolean
  returns: number
  hasStandingApproval: boolean
  pledged: boolean
}

const began = (facts: ReportFacts): boolean =>
  facts.startsAt !== null && facts.now.getTime() >= facts.startsAt.getTime()

/** Total over guards: true means the step may go on. */
export const MAY: Readonly<Record<Guard, (facts: ReportFacts) => boolean>> = {
  'dealing-already-began': (facts) => !began(facts),
  'dealing-not-yet-began': began,
  'dealing-not-yet-over': (facts) => facts.endsAt !== null && facts.now.getTime() >= facts.endsAt.getTime(),
  'statutory-ground': (facts) => !facts.statutoryGround,
  'ground-already-confirmed': (facts) => !facts.statutoryGround,
  'already-returned-once': (facts) => facts.returns === 0,
  'filed-after-the-start': (facts) =>
    facts.startsAt !== null &&
    facts.submittedAt !== null &&
    facts.submittedAt.getTime() < facts.startsAt.getTime(),
  'amendment-of-a-standing-approval': (facts) => !facts.hasStandingApproval,
  'no-standing-approval': (facts) => facts.hasStandingApproval,
  'pledge-missing': (facts) => facts.pledged,
}

/** May this standing take this event on a report in this status? */
export function mayReport(
  status: Status | null,
  event: Event,
  standing: Standing,
  facts: ReportFacts,
): Verdict<Status, Guard> {
  return judge(ADVANCE_REPORT, MAY, status, event, standing, facts)
}

/** Every event of the status with its verdict, for the page. */
export function reportEvents(status: Status, standing: Standing, facts: ReportFacts) {
  return judgeAll(ADVANCE_REPORT, MAY, status, standing, facts)
}
