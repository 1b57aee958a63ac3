import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyPair, expectedOf, walk } from '@/lib/cases/testing'
import { EVENTS, RECUSAL_REQUEST, SETTLED, STATUSES, type Status } from './workflow'

/** Written by hand from domain section 5, not from the workflow. */
const EXPECTED = expectedOf(`
  DRAFT           submit            SUBMITTED
  DRAFT           withdraw          WITHDRAWN
  SUBMITTED       accept            UNDER_REVIEW
  SUBMITTED       return            RETURNED
  SUBMITTED       refuseAcceptance  NOT_ACCEPTED
  SUBMITTED       withdraw          WITHDRAWN
  RETURNED        submit            SUBMITTED
  RETURNED        withdraw          WITHDRAWN
  UNDER_REVIEW    suspend           UNDER_REVIEW
  UNDER_REVIEW    resume            UNDER_REVIEW
  UNDER_REVIEW    confirmGround     UNDER_REVIEW
  UNDER_REVIEW    hear              UNDER_REVIEW
  UNDER_REVIEW    extend            UNDER_REVIEW
  UNDER_REVIEW    grant             GRANTED
  UNDER_REVIEW    grantPartly       PARTLY_GRANTED
  UNDER_REVIEW    deny              DENIED
  UNDER_REVIEW    withdraw          WITHDRAWN
  DENIED          object            OBJECTED
  DENIED          close             CLOSED
  OBJECTED        uphold            DENIAL_UPHELD
  OBJECTED        reverse           GRANTED
  GRANTED         close             CLOSED
  PARTLY_GRANTED  close             CLOSED
  DENIAL_UPHELD   close             CLOSED
  NOT_ACCEPTED    close             CLOSED
  WITHDRAWN       close             CLOSED
`)

describe('the table of the recusal request', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(RECUSAL_REQUEST.table[status][event]?.to ?? null).toBe(EXPECTED(status, event)),
  )

  it('starts as a draft, in no other way', () => {
    const starts = Object.entries(RECUSAL_REQUEST.start).map(([event, step]) => [event, step.to])
    expect(starts).toEqual([['start', 'DRAFT']])
  })

  it('never leaves the table, whatever happens in whatever order', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        for (const { from, event, to } of walk(RECUSAL_REQUEST, 'DRAFT', events)) {
          expect(STATUSES).toContain(to)
          expect(EXPECTED(from, event)).toBe(to)
        }
      }),
    ))

  it('lets a settled request only be closed, and a closed one rest', () => {
    for (const status of SETTLED)
      expect(Object.keys(RECUSAL_REQUEST.table[status]), status).toEqual(status === 'CLOSED' ? [] : ['close'])
  })

  it('reaches every status and comes to an end from each', () => {
    const next = (status: Status) => Object.values(RECUSAL_REQUEST.table[status]).map((step) => step.to)
    expect(reachable(['DRAFT'], next)).toEqual(new Set(STATUSES))
    for (const status of STATUSES) expect(reachable([status], next), status).toContain('CLOSED')
  })

  it('grants only what was accepted: nothing but the review and the objection leads there', () => {
    const sources = STATUSES.filter((status) =>
      Object.values(RECUSAL_REQUEST.table[status]).some((step) => step.to.endsWith('GRANTED')),
    )
    expect(sources).toEqual(['UNDER_REVIEW', 'OBJECTED'])
  })
})

function reachable(from: readonly Status[], next: (status: Status) => Status[]): Set<Status> {
  const seen = new Set<Status>(from)
  for (const status of seen) for (const to of next(status)) seen.add(to)
  return seen
}
