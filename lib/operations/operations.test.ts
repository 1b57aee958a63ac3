import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metrics } from '@/lib/platform/metrics'
import { exposition } from './operations'
import type { Readings } from './types'

const nothing = { waiting: 0, due: 0, oldestDueAge: 0, retrying: 0, poisoned: 0 }
const readings: Readings = {
  outbox: { waiting: 7, due: 3, oldestDueAge: 12.5, retrying: 1, poisoned: 2 },
  timers: nothing,
  openCases: { ADVANCE_REPORT: 4, REFUSAL: 1 },
  overdueCases: {},
  workers: [
    { name: 'worker', age: 0.4 },
    { name: 'worker:a"b\\c\nd:7', age: 31 },
  ],
  exportsInProgress: 1,
  exportsFailed: 0,
  importsWaiting: 0,
  openSessions: 9,
  signIn: { failing: 2, locked: 1 },
}

describe('the numbers for Prometheus', () => {
  const text = exposition(readings)
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'))

  it.each([
    'qinqing_outbox{state="waiting"} 7',
    'qinqing_outbox{state="poisoned"} 2',
    'qinqing_outbox_oldest_due_seconds 12.5',
    'qinqing_cases_open{kind="ADVANCE_REPORT"} 4',
    'qinqing_worker_heartbeat_age_seconds{worker="worker:a\\"b\\\\c\\nd:7"} 31',
    'qinqing_sign_in_locked 1',
  ])('say %s', (line) => expect(lines).toContain(line))

  it('say that the database did not answer, and then nothing of it', () =>
    expect(exposition(null).split('\n').at(-1)).toBe('qinqing_readings_up 0'))

  it('are lines that it can read, each metric announced once', () => {
    for (const line of lines)
      expect(line).toMatch(/^[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"\})? \d+(\.\d+)?$/)
    const announced = text.split('\n').flatMap((line) => /^# TYPE (\S+) gauge$/.exec(line)?.[1] ?? [])
    expect(new Set(announced).size).toBe(announced.length)
    expect(lines.every((line) => announced.includes(line.split(/[{ ]/)[0] ?? ''))).toBe(true)
  })

  it('are those that the example alerts ask for', async () => {
    const rules = readFileSync('docs/operations/alerts.yml', 'utf8')
    const asked = new Set([...rules.matchAll(/\b(qinqing|nodejs)_[a-z0-9_]+/g)].map(([name]) => name))
    const own = await metrics().registry.metrics()
    expect(asked.size).toBeGreaterThan(8)
    for (const name of asked)
      expect(`${text}\n${own}`).toMatch(new RegExp(`^# TYPE ${name.replace(/_bucket$/, '')} `, 'm'))
  })
})
