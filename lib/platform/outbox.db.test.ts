import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { escalate } from '@/lib/cases/commands'
import { caseOf, fileReport, openWorld, stepsOf, type World } from '@/lib/filing/testing'
import { asSystem } from './db'
import { env } from './env'
import { uuidv7 } from './ids'
import { deliver, fire, type Handler, type TimerHandler } from './outbox'

let world: World
let caseId: string
const signal = new AbortController().signal
const claim = () => env().WORKER_CLAIM_SECONDS * 1000

beforeAll(async () => {
  world = await openWorld()
  caseId = await fileReport(world)
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.advance(1)
  return asSystem(world.clock.now(), async (tx) => {
    await tx.outboxMessage.deleteMany()
    await tx.timer.updateMany({ data: { cancelledAt: world.clock.now() } })
  })
})

const send = (topics: string[]) =>
  asSystem(world.clock.now(), (tx) =>
    tx.outboxMessage.createMany({
      data: topics.map((topic) => ({
        id: uuidv7(world.clock.now()),
        topic,
        payload: {},
        availableAt: world.clock.now(),
        createdAt: world.clock.now(),
      })),
    }),
  )
const set = (names: string[]) =>
  asSystem(world.clock.now(), (tx) =>
    tx.timer.createMany({
      data: names.map((name) => ({
        id: uuidv7(world.clock.now()),
        caseId,
        name,
        fireAt: world.clock.now(),
        createdAt: world.clock.now(),
      })),
    }),
  )

describe('several workers', () => {
  it('do not handle what a slow batch still holds, and the slow one leaves what others took', async () => {
    await send(Array.from({ length: 4 }, () => 't'))
    const first: string[] = []
    const second: string[] = []
    const quick: Handler = (_payload, { dedupeKey }) => {
      second.push(dedupeKey)
      return Promise.resolve()
    }
    // The first message of the first worker takes longer than a claim; the second worker comes meanwhile.
    const slow: Handler = async (_payload, { dedupeKey }) => {
      first.push(dedupeKey)
      if (first.length > 1) return
      expect(await deliver(world.clock, { t: quick }, signal)).toBe(0)
      world.clock.advance(claim() + 1)
      expect(await deliver(world.clock, { t: quick }, signal)).toBe(4)
    }
    await deliver(world.clock, { t: slow }, signal)
    expect(second).toHaveLength(4)
    expect(first).toHaveLength(1)
  })

  it('do not set aside what another delivered meanwhile', async () => {
    await send(['t'])
    const late: Handler = async () => {
      world.clock.advance(claim() + 1)
      await deliver(world.clock, { t: () => Promise.resolve() }, signal)
      throw new Error('too late')
    }
    await deliver(world.clock, { t: late }, signal)
    const rows = await asSystem(world.clock.now(), (tx) => tx.outboxMessage.findMany())
    expect(rows).toMatchObject([{ lastError: null, poisonedAt: null }])
    expect(rows[0]?.deliveredAt).not.toBeNull()
  })

  it('keep the order of the timers of one case', async () => {
    await set(['b', 'a', 'c'])
    const fired: string[] = []
    const note =
      (name: string): TimerHandler =>
      async () => {
        // Another worker, in the middle of this one's work: nothing of this case is offered to it.
        expect(await fire(world.clock, handlers, signal)).toBe(0)
        fired.push(name)
      }
    const handlers = { ADVANCE_REPORT: { a: note('a'), b: note('b'), c: note('c') } }
    while ((await fire(world.clock, handlers, signal)) > 0);
    expect(fired).toEqual(['a', 'b', 'c'])
  })

  it('are not held up by a timer that fails', async () => {
    await set(['a', 'b'])
    const fired: string[] = []
    const handlers = {
      ADVANCE_REPORT: {
        a: () => Promise.reject(new Error('no')),
        b: () => Promise.resolve(fired.push('b')),
      },
    }
    await fire(world.clock, handlers, signal)
    await fire(world.clock, handlers, signal)
    expect(fired).toEqual(['b'])
  })
})

describe('a timer and its work', () => {
  const passed = async () => {
    world.at('2026-11-23 10:00')
    caseId = await fileReport(world)
    world.at('2026-11-27 08:00')
    const firedAt = () =>
      asSystem(world.clock.now(), async (tx) => {
        const row = await tx.timer.findFirstOrThrow({
          where: { caseId, name: 'limit' },
          orderBy: { fireAt: 'asc' },
        })
        return row.firedAt
      })
    const escalations = async () =>
      (await stepsOf(world, caseId)).filter((step) => step === 'escalate').length
    return { firedAt, escalations }
  }

  it('are one transaction: a worker that is ended right after it has left nothing to do again', async () => {
    const { firedAt, escalations } = await passed()
    let marked: Date | null = null
    const limit: TimerHandler = async (clock, id) => {
      const result = await escalate(clock, id)
      if (id === caseId) marked = await firedAt()
      return result
    }
    const common = { limit, amber: () => Promise.resolve(), lapse: () => Promise.resolve() }
    while ((await fire(world.clock, { ADVANCE_REPORT: common }, signal)) > 0);
    expect(marked).not.toBeNull()
    expect(await escalations()).toBe(1)
  })

  it('are done once by two workers of which the first takes longer than its claim', async () => {
    const { escalations } = await passed()
    const level = (await caseOf(world, caseId)).level
    const quick = { limit: escalate, amber: () => Promise.resolve(), lapse: () => Promise.resolve() }
    let overtaken = false
    const slow: TimerHandler = async (clock, id) => {
      if (id === caseId && !overtaken) {
        overtaken = true
        world.clock.advance(claim() + 1)
        while ((await fire(world.clock, { ADVANCE_REPORT: quick }, signal)) > 0);
      }
      return escalate(clock, id)
    }
    while ((await fire(world.clock, { ADVANCE_REPORT: { ...quick, limit: slow } }, signal)) > 0);
    expect(overtaken).toBe(true)
    expect(await escalations()).toBe(1)
    expect((await caseOf(world, caseId)).level).toBe(level + 1)
  })
})
