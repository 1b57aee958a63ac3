// Which steps may be taken on several cases at once: those that weigh nothing and say no reasons (decision 0023).

export const BULK_EVENTS = ['accept', 'note'] as const
export type BulkEvent = (typeof BULK_EVENTS)[number]

export interface BulkFacts {
  kind: string
  status: string
  groundCode: string | null
  /** Of a report: how it was filed, whether a statutory ground was found, whether an earlier approval still stands. */
  report: { filingKind: string; statutoryGround: boolean; standingVersion: number | null } | null
  /** Of a request: who asked. */
  request: { initiator: string } | null
}

/**
 * The step that a case may take together with others; null when it needs a person's whole attention. A clerk accepts what
 * the official filed; a decider notes a late report of a dealing that is over and names no ground for recusal. What came
 * from outside, and what might have to become a recusal, is never among them.
 */
export function inBulk({ kind, status, groundCode, report, request }: BulkFacts): BulkEvent | null {
  if (status !== 'SUBMITTED') return null
  if (kind === 'RECUSAL_REQUEST') return request?.initiator === 'SELF' ? 'accept' : null
  if (kind !== 'ADVANCE_REPORT' || !report) return null
  const plain = !groundCode && !report.statutoryGround && report.standingVersion === null
  return report.filingKind === 'LATE' && plain ? 'note' : null
}
