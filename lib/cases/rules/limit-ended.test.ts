import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { limitEnded, type RunningLimit } from './limit-ended'

const at = (day: number, time = '09:00') => toDate(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`)
const running: RunningLimit = {
  limitName: 'reportDecide',
  limitFrom: at(2),
  dueAt: at(5, '23:59'),
  pausedAt: null,
  closedAt: null,
}
const next = { limitName: 'reportResult', limitFrom: at(6) }

describe('limitEnded', () => {
  it.each<[string, Partial<RunningLimit>, Parameters<typeof limitEnded>[1], boolean, number, string | null]>([
    ['another limit starts in time', {}, next, false, 5, 'kept'],
    ['another limit starts a day late', {}, next, false, 6, 'missed'],
    ['no limit runs on', {}, { limitName: null, limitFrom: null }, false, 5, 'kept'],
    ['the case closes in time', {}, null, true, 5, 'kept'],
    ['the case closes late', {}, null, true, 9, 'missed'],
    ['the same limit starts anew', {}, { limitName: 'reportDecide', limitFrom: at(4) }, false, 5, 'kept'],
    ['the limit pauses or is extended', {}, { limitName: 'reportDecide', limitFrom: at(2) }, false, 9, null],
    ['a step leaves the clock alone', {}, null, false, 9, null],
    ['there is no limit', { limitName: null, dueAt: null }, next, false, 9, null],
    ['the clock stood still since before the end', { pausedAt: at(4) }, next, false, 20, 'kept'],
    ['the clock stopped after the end', { pausedAt: at(7) }, null, true, 20, 'missed'],
    ['the case was closed already', { closedAt: at(4) }, next, false, 9, null],
  ])('%s', (_what, more, after, closes, day, expected) =>
    expect(limitEnded({ ...running, ...more }, after, closes, at(day))).toBe(expected),
  )

  it('is in time on the last instant and late one millisecond after', () => {
    const due = at(5, '23:59').getTime()
    expect(limitEnded(running, next, false, toDate(due))).toBe('kept')
    expect(limitEnded(running, next, false, toDate(due + 1))).toBe('missed')
  })
})
