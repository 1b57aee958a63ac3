import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReport, openWorld, type World } from '@/lib/filing/testing'
import { asSystem, db } from '@/lib/platform/db'
import { toDate } from '@/lib/platform/clock'
import { MOST_ATTEMPTS, deliver } from '@/lib/platform/outbox'
import { requestStorage } from '@/lib/platform/request-context'
import { exposition } from './operations'
import { getReadings } from './queries'

let world: World
const read = () => getReadings(world.clock.now())
const later = (minutes: number) => world.clock.advance(minutes * 60_000)

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('the readings of an installation', () => {
  it('are empty at first, and can be shown', async () => {
    const readings = await read()
    expect(readings).toMatchObject({ openCases: {}, overdueCases: {}, workers: [], exportsInProgress: 0 })
    expect(exposition(readings)).toContain('qinqing_outbox{state="poisoned"} 0')
  })

  it('count open cases, and those whose limit has passed', async () => {
    await requestStorage().run({ id: 'sent-by-this-request', isLocal: false }, () => fileReport(world))
    expect((await read()).openCases).toEqual({ ADVANCE_REPORT: 1 })
    expect((await read()).overdueCases).toEqual({})
    world.at('2026-11-27 08:00')
    const late = await read()
    expect(late.overdueCases).toEqual({ ADVANCE_REPORT: 1 })
    expect(late.timers.due).toBeGreaterThan(0)
    expect(late.timers.oldestDueAge).toBeGreaterThan(3600)
  })

  it('say what waits, what fails and what was set aside', async () => {
    const waiting = (await read()).outbox
    expect(waiting).toMatchObject({ retrying: 0, poisoned: 0 })
    expect(waiting.due).toBeGreaterThan(0)
    expect(waiting.due).toBe(waiting.waiting)
    const sent: (string | undefined)[] = []
    const fails = () => {
      sent.push(requestStorage().getStore()?.id)
      return Promise.reject(new Error('no'))
    }
    await deliver(world.clock, { notice: fails }, new AbortController().signal)
    expect((await read()).outbox).toMatchObject({ retrying: waiting.due, due: 0, poisoned: 0 })
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      later(2)
      await deliver(world.clock, { notice: fails }, new AbortController().signal)
    }
    expect((await read()).outbox).toMatchObject({ waiting: 0, poisoned: waiting.due })
    // The worker's lines name the request that sent the message.
    expect(new Set(sent)).toEqual(new Set(['sent-by-this-request']))
  })

  it('know the workers, and forget those that were taken away', async () => {
    const now = world.clock.now()
    const at = (seconds: number) => toDate(now.getTime() - seconds * 1000)
    await asSystem(now, (tx) =>
      tx.heartbeat.createMany({
        data: [
          { name: 'worker', at: at(2) },
          { name: 'worker:a:1', at: at(2) },
          { name: 'worker:b:2', at: at(90) },
          { name: 'worker:c:3', at: at(7200) },
        ],
      }),
    )
    expect((await read()).workers).toEqual([
      { name: 'worker', age: 2 },
      { name: 'worker:a:1', age: 2 },
      { name: 'worker:b:2', age: 90 },
    ])
  })

  it('count failing and locked sign-ins', async () => {
    const now = world.clock.now()
    const soon = toDate(now.getTime() + 60_000)
    await db().signInThrottle.createMany({
      data: [
        { identifierHash: 'a', failures: 3, updatedAt: now },
        { identifierHash: 'b', failures: 10, lockedUntil: soon, updatedAt: now },
        { identifierHash: 'c', failures: 10, lockedUntil: toDate(0), updatedAt: toDate(0) },
      ],
    })
    expect((await read()).signIn).toEqual({ failing: 2, locked: 1 })
  })
})
