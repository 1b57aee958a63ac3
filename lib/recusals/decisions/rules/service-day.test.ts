import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { SERVICE_METHODS } from '../schema'
import { SERVICE_ARTICLE, serviceDay, type ServiceFacts } from './service-day'

const at = (text: string) => toDate(`${text}:00+08:00`)
const facts = (more: Partial<ServiceFacts> = {}): ServiceFacts => ({
  now: at('2026-12-03T10:00'),
  issuedAt: at('2026-12-01T15:00'),
  at: at('2026-12-02T09:30'),
  announcementDays: 30,
  ...more,
})

describe('the day from which a service counts', () => {
  it.each([
    ['DIRECT', at('2026-12-02T09:30')],
    ['LEAVE_BEHIND', at('2026-12-02T09:30')],
    ['POST', at('2026-12-02T09:30')],
    ['ELECTRONIC', at('2026-12-03T10:00')],
    ['ANNOUNCEMENT', toDate('2027-01-01T23:59:59.999+08:00')],
  ] as const)('%s', (method, counts) => expect(serviceDay(method, facts())).toEqual(counts))

  it('is not after now and not before the day of the document, except electronically', () => {
    const late = facts({ at: at('2026-12-03T10:01') })
    const early = facts({ at: at('2026-11-30T23:59') })
    for (const method of SERVICE_METHODS) {
      const electronic = method === 'ELECTRONIC'
      expect(serviceDay(method, late)).toEqual(electronic ? late.now : 'served-in-the-future')
      expect(serviceDay(method, early)).toEqual(electronic ? early.now : 'served-before-issue')
    }
    // The morning of the day on which it was numbered in the afternoon.
    expect(serviceDay('DIRECT', facts({ at: at('2026-12-01T09:00') }))).toEqual(at('2026-12-01T09:00'))
  })

  it('lies for an announcement the whole period after its day, at any hour and for any period', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 365 }), (minute, days) => {
        const published = toDate(at('2026-12-02T00:00').getTime() + minute * 60_000)
        const given = facts({ at: published, announcementDays: days })
        const counts = serviceDay('ANNOUNCEMENT', given)
        expect(counts).toEqual(toDate(at('2026-12-02T00:00').getTime() + (days + 1) * 24 * 3_600_000 - 1))
      }),
    ))

  it('has an article for every way', () =>
    expect(Object.keys(SERVICE_ARTICLE).sort()).toEqual([...SERVICE_METHODS].sort()))
})
