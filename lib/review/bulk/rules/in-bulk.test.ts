import { describe, expect, it } from 'vitest'
import { inBulk, type BulkFacts } from './in-bulk'

const late: BulkFacts = {
  kind: 'ADVANCE_REPORT',
  status: 'SUBMITTED',
  groundCode: null,
  report: { filingKind: 'LATE', statutoryGround: false, standingVersion: null },
  request: null,
}
const request: BulkFacts = {
  kind: 'RECUSAL_REQUEST',
  status: 'SUBMITTED',
  groundCode: 'RELATIVE_INTEREST',
  report: null,
  request: { initiator: 'SELF' },
}

describe('inBulk', () => {
  it.each<[string, BulkFacts, ReturnType<typeof inBulk>]>([
    ['a late report', late, 'note'],
    ['a request of the official', request, 'accept'],
    ['a late report that names a ground', { ...late, groundCode: 'OWN_INTEREST' }, null],
    [
      'a late report with a statutory ground',
      { ...late, report: { filingKind: 'LATE', statutoryGround: true, standingVersion: null } },
      null,
    ],
    [
      'a late amendment of what was approved',
      { ...late, report: { filingKind: 'LATE', statutoryGround: false, standingVersion: 1 } },
      null,
    ],
    [
      'a report in advance: it is approved, on its merits',
      { ...late, report: { filingKind: 'ADVANCE', statutoryGround: false, standingVersion: null } },
      null,
    ],
    [
      'an emergency',
      { ...late, report: { filingKind: 'EMERGENCY', statutoryGround: false, standingVersion: null } },
      null,
    ],
    ['a report already noted', { ...late, status: 'NOTED' }, null],
    ['a request from outside', { ...request, request: { initiator: 'INTERESTED_PARTY' } }, null],
    ['a request under review', { ...request, status: 'UNDER_REVIEW' }, null],
    ['a decision', { ...late, kind: 'RECUSAL_DECISION', report: null }, null],
    ['a refusal', { ...late, kind: 'REFUSAL', report: null }, null],
    ['an objection', { ...late, kind: 'OBJECTION', report: null }, null],
  ])('%s', (_what, facts, expected) => expect(inBulk(facts)).toBe(expected))
})
