import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { stepDates } from './step-dates'

const at = (hour: number) => toDate(`2026-11-02T${String(hour).padStart(2, '0')}:00:00+08:00`)
const steps = (...names: string[]) => names.map((event, index) => ({ event, at: at(index), data: {} }))

describe('stepDates', () => {
  it('takes the first submission and the last return', () => {
    const dates = stepDates(steps('start', 'submit', 'return', 'submit', 'return', 'submit', 'approve'), null)
    expect(dates.submitted).toEqual(at(1))
    expect(dates.returned).toEqual(at(4))
    expect(dates.decided).toEqual(at(6))
  })

  it('reads a decision from its signature to its compliance', () =>
    expect(
      stepDates(
        steps(
          'open',
          'hear',
          'sign',
          'issue',
          'serve',
          'takeEffect',
          'acknowledge',
          'handOver',
          'confirmCompliance',
        ),
        at(20),
      ),
    ).toMatchObject({
      submitted: null,
      heard: at(1),
      decided: at(2),
      signed: at(2),
      issued: at(3),
      served: at(4),
      effective: at(5),
      acknowledged: at(6),
      handedOver: at(7),
      complied: at(8),
      closed: at(20),
    }))

  it('has nothing for a draft', () =>
    expect(Object.values(stepDates(steps('start'), null)).every((date) => date === null)).toBe(true))
})
