import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { limitsKept, type LimitFacts } from './limits-kept'

const at = (day: number, time = '09:00') => toDate(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`)
const start = (day: number, due: number, limit = 'reportDecide') => ({
  event: 'submit',
  at: at(day),
  data: { clock: { limit, from: at(day).toISOString(), dueAt: at(due).toISOString() } },
})
const end = (day: number) => ({ event: 'approve', at: at(day), data: { clock: null } })
const facts = (more: Partial<LimitFacts>): LimitFacts => ({
  events: [],
  current: { name: null, dueAt: null, pausedAt: null },
  closedAt: null,
  beside: [],
  ...more,
})

describe('limitsKept', () => {
  it.each([
    ['on its last instant', 5, 'kept'],
    ['a day late', 6, 'missed'],
  ])('a step %s: %s', (_when, day, state) =>
    expect(limitsKept(facts({ events: [start(2, 5), end(day)] }), at(20))).toEqual([
      { name: 'reportDecide', dueAt: at(5), state },
    ]),
  )

  it.each([
    [4, 'running'],
    [5, 'running'],
    [6, 'overdue'],
  ])('an open limit on day %i is %s', (day, state) =>
    expect(
      limitsKept(
        facts({ events: [start(2, 5)], current: { name: 'reportDecide', dueAt: at(5), pausedAt: null } }),
        at(day),
      ).map((line) => line.state),
    ).toEqual([state]),
  )

  it('uses the end that the case has now, not the one of the step', () =>
    expect(
      limitsKept(
        facts({ events: [start(2, 5)], current: { name: 'reportDecide', dueAt: at(9), pausedAt: null } }),
        at(6),
      ),
    ).toEqual([{ name: 'reportDecide', dueAt: at(9), state: 'running' }]))

  it('a return pauses the limit and the resubmission lets the same one run on', () => {
    const first = start(2, 5)
    const clock = (dueAt: string | null) => ({
      clock: { limit: 'reportDecide', from: at(2).toISOString(), dueAt },
    })
    const events = [
      first,
      { event: 'return', at: at(3), data: clock(null) },
      { event: 'submit', at: at(10), data: clock(at(12).toISOString()) },
      end(11),
    ]
    expect(limitsKept(facts({ events }), at(20))).toEqual([
      { name: 'reportDecide', dueAt: at(12), state: 'kept' },
    ])
  })

  it('a paused limit is neither kept nor missed', () =>
    expect(
      limitsKept(
        facts({ events: [start(2, 5)], current: { name: 'reportDecide', dueAt: at(5), pausedAt: at(3) } }),
        at(20),
      )[0]?.state,
    ).toBe('paused'))

  it('steps that leave the clock alone end no limit', () =>
    expect(
      limitsKept(facts({ events: [start(2, 5), { event: 'edit', at: at(6), data: {} }, end(4)] }), at(20)),
    ).toHaveLength(1))

  it('shows the acknowledgement beside the limit of the case, ordered by their ends', () =>
    expect(
      limitsKept(
        facts({
          events: [start(2, 9, 'decisionConfirmCompliance')],
          current: { name: 'decisionConfirmCompliance', dueAt: at(9), pausedAt: null },
          beside: [
            { name: 'decisionAcknowledge', dueAt: at(3), doneAt: null },
            { name: 'decisionHandOver', dueAt: at(5), doneAt: at(4) },
            { name: 'decisionHandOver', dueAt: null, doneAt: null },
          ],
        }),
        at(4, '10:00'),
      ).map(({ name, state }) => [name, state]),
    ).toEqual([
      ['decisionAcknowledge', 'overdue'],
      ['decisionHandOver', 'kept'],
      ['decisionConfirmCompliance', 'running'],
    ]))
})
