import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyPair, expectedOf, walk } from '@/lib/cases/testing'
import { ADVANCE_REPORT, CLOSED, EVENTS, STATUSES, type Status } from './workflow'

/** Written by hand from domain section 5, not from the workflow. */
const EXPECTED = expectedOf(`
  DRAFT                   submit                 SUBMITTED
  DRAFT                   withdraw               WITHDRAWN
  NOTICE_GIVEN            submit                 SUBMITTED
  NOTICE_GIVEN            withdraw               WITHDRAWN
  SUBMITTED               return                 RETURNED
  SUBMITTED               approve                APPROVED
  SUBMITTED               approveWithConditions  APPROVED_WITH_CONDITIONS
  SUBMITTED               disapprove             DISAPPROVED
  SUBMITTED               confirmGround          SUBMITTED
  SUBMITTED               note                   NOTED
  SUBMITTED               question               CONDUCT_QUESTIONED
  SUBMITTED               convert                CONVERTED_TO_RECUSAL
  SUBMITTED               lapse                  LAPSED_UNDECIDED
  SUBMITTED               keepStanding           APPROVED
  SUBMITTED               withdraw               WITHDRAWN
  RETURNED                submit                 SUBMITTED
  RETURNED                withdraw               WITHDRAWN
  APPROVED                amend                  SUBMITTED
  APPROVED                end                    RESULT_DUE
  APPROVED                withdraw               WITHDRAWN
  APPROVED_WITH_CONDITIONS amend                 SUBMITTED
  APPROVED_WITH_CONDITIONS end                   RESULT_DUE
  APPROVED_WITH_CONDITIONS withdraw              WITHDRAWN
  NOTED                   end                    RESULT_DUE
  RESULT_DUE              reportResult           COMPLETED
  RESULT_DUE              notHeld                NOT_HELD
  CONDUCT_QUESTIONED      refer                  REFERRED
  CONDUCT_QUESTIONED      settle                 COMPLETED
  COMPLETED               archive                ARCHIVED
  NOT_HELD                archive                ARCHIVED
  DISAPPROVED             archive                ARCHIVED
  WITHDRAWN               archive                ARCHIVED
  LAPSED_UNDECIDED        archive                ARCHIVED
  CONVERTED_TO_RECUSAL    archive                ARCHIVED
  REFERRED                archive                ARCHIVED
`)

describe('the table of the advance report', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(ADVANCE_REPORT.table[status][event]?.to ?? null).toBe(EXPECTED(status, event)),
  )

  it('starts as a draft or as the thirty-second notice, in no other way', () => {
    const starts = Object.entries(ADVANCE_REPORT.start).map(([event, step]) => [event, step.to])
    expect(starts).toEqual([
      ['start', 'DRAFT'],
      ['notify', 'NOTICE_GIVEN'],
    ])
  })

  it('never leaves the table, whatever happens in whatever order', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Status>('DRAFT', 'NOTICE_GIVEN'),
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }),
        (first, events) => {
          for (const { from, event, to } of walk(ADVANCE_REPORT, first, events)) {
            expect(STATUSES).toContain(to)
            expect(EXPECTED(from, event)).toBe(to)
          }
        },
      ),
    ))

  it('ends where it is closed: only archiving follows, and nothing after that', () => {
    for (const status of CLOSED)
      expect(Object.keys(ADVANCE_REPORT.table[status]), status).toEqual(
        status === 'ARCHIVED' ? [] : ['archive'],
      )
  })

  it('reaches every status and comes to an end from each', () => {
    const next = (status: Status) => Object.values(ADVANCE_REPORT.table[status]).map((step) => step.to)
    expect(reachable(['DRAFT', 'NOTICE_GIVEN'], next)).toEqual(new Set(STATUSES))
    for (const status of STATUSES) expect(reachable([status], next), status).toContain('ARCHIVED')
  })

  it('approves nothing that was not submitted', () => {
    const approved = STATUSES.flatMap((status) =>
      Object.values(ADVANCE_REPORT.table[status])
        .filter((step) => step.to.startsWith('APPROVED'))
        .map(() => status),
    )
    expect(new Set(approved)).toEqual(new Set(['SUBMITTED']))
  })
})

function reachable(from: readonly Status[], next: (status: Status) => Status[]): Set<Status> {
  const seen = new Set<Status>(from)
  for (const status of seen) for (const to of next(status)) seen.add(to)
  return seen
}
