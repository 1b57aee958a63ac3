import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyPair, expectedOf, walk } from '@/lib/cases/testing'
import { EVENTS, EXCLUDES, RECUSAL_DECISION, STATUSES, type Status } from './workflow'

/** Written by hand from domain section 5, not from the workflow. */
const EXPECTED = expectedOf(`
  PROPOSED   takeUp             DRAFT
  PROPOSED   decline            DECLINED
  DECLINED   proposeAbove       PROPOSED
  DRAFT      edit               DRAFT
  DRAFT      hear               HEARING
  DRAFT      sign               SIGNED
  HEARING    recordOpinion      HEARING
  HEARING    sign               SIGNED
  SIGNED     issue              ISSUED
  ISSUED     attemptService     ISSUED
  ISSUED     announce           ISSUED
  ISSUED     serve              SERVED
  ISSUED     serveAnnounced     SERVED
  ISSUED     serveUnit          ISSUED
  SERVED     takeEffect         IN_FORCE
  IN_FORCE   serveUnit          IN_FORCE
  IN_FORCE   acknowledge        IN_FORCE
  IN_FORCE   handOver           IN_FORCE
  IN_FORCE   acceptHandover     IN_FORCE
  IN_FORCE   returnHandover     IN_FORCE
  IN_FORCE   declareClear       IN_FORCE
  IN_FORCE   declareUnfit       IN_FORCE
  IN_FORCE   confirmCompliance  COMPLIED
  IN_FORCE   settleAct          IN_FORCE
  IN_FORCE   lift               LIFTED
  IN_FORCE   expire             EXPIRED
  IN_FORCE   vary               SUPERSEDED
  IN_FORCE   revoke             REVOKED
  COMPLIED   settleAct          COMPLIED
  COMPLIED   recheckDue         COMPLIED
  COMPLIED   recheck            COMPLIED
  COMPLIED   lift               LIFTED
  COMPLIED   expire             EXPIRED
  COMPLIED   vary               SUPERSEDED
  COMPLIED   revoke             REVOKED
  LIFTED     settleAct          LIFTED
  EXPIRED    settleAct          EXPIRED
  SUPERSEDED settleAct          SUPERSEDED
`)

const FINAL: readonly Status[] = ['LIFTED', 'EXPIRED', 'SUPERSEDED', 'REVOKED']
const next = (status: Status) =>
  Object.values(RECUSAL_DECISION.table[status])
    .map((step) => step.to)
    .filter((to) => to !== status)

describe('the table of the recusal decision', () => {
  it.each(everyPair(STATUSES, EVENTS))('%s, %s', (status, event) =>
    expect(RECUSAL_DECISION.table[status][event]?.to ?? null).toBe(EXPECTED(status, event)),
  )

  it('starts proposed by the discipline office or opened by a leader, in no other way', () => {
    const starts = Object.entries(RECUSAL_DECISION.start).map(([event, step]) => [event, step.to, step.who])
    expect(starts).toEqual([
      ['propose', 'PROPOSED', ['disciplineOffice']],
      ['open', 'DRAFT', ['supervisor', 'superiorOrgan']],
      ['openPost', 'DRAFT', ['hr', 'supervisor', 'superiorOrgan']],
    ])
  })

  it('never leaves the table, whatever happens in whatever order', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Status>('PROPOSED', 'DRAFT'),
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }),
        (first, events) => {
          for (const { from, event, to } of walk(RECUSAL_DECISION, first, events)) {
            expect(STATUSES).toContain(to)
            expect(EXPECTED(from, event)).toBe(to)
          }
        },
      ),
    ))

  it('leads nowhere from the end: only what was done before is still examined', () => {
    for (const status of FINAL) expect(next(status), status).toEqual([])
    expect(STATUSES.filter((status) => next(status).length === 0).sort()).toEqual([...FINAL].sort())
  })

  it('takes effect on no other way than signed, issued, served', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        const path = walk(RECUSAL_DECISION, 'DRAFT', events).map((step) => step.to)
        const inForce = path.indexOf('IN_FORCE')
        if (inForce < 0) return
        expect(new Set(path.slice(0, inForce).filter((to) => to !== 'DRAFT' && to !== 'HEARING'))).toEqual(
          new Set(['SIGNED', 'ISSUED', 'SERVED']),
        )
      }),
      { numRuns: 400 },
    ))

  it('excludes the person from service to the end, not before and not after', () => {
    expect([...EXCLUDES].sort()).toEqual(['COMPLIED', 'IN_FORCE', 'SERVED'])
  })
})
