import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decideReport } from '@/lib/advance-reports/deciding/commands'
import { caseOf, denialOf, fileReport, openWorld, type World } from '@/lib/filing/testing'
import { asSystem } from '@/lib/platform/db'
import { addDays, civilDateOf } from '@/lib/platform/dates'
import { findReviewCase } from '@/lib/review/cases/queries'
import { listQueue } from '@/lib/review/queries'
import { queueFilterSchema } from '@/lib/review/schema'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { delegate, endDelegation } from './commands'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.at('2026-11-23 10:00')
  await world.owner.query('UPDATE "Delegation" SET "endedAt" = now()')
})

const [AWAY, THERE] = ['ZJ0002', 'ZJ0103']

async function away(days: number, from = AWAY, to = THERE, starts = 0) {
  const today = civilDateOf(world.clock.now())
  const input = {
    toId: need(world.seeded.people, to),
    validFrom: addDays(today, starts),
    validTo: addDays(today, starts + days - 1),
    reason: '出差',
  }
  return delegate({ actor: await world.actor(from), clock: world.clock, input })
}

async function approve(caseId: string, staffNo: string) {
  const { version } = await caseOf(world, caseId)
  const input = { caseId, version, event: 'approve' as const, reason: '', measures: [], measuresNote: '' }
  return decideReport({ actor: await world.actor(staffNo), clock: world.clock, input })
}

async function sees(caseId: string, staffNo: string) {
  const actor = await world.actor(staffNo)
  const now = world.clock.now()
  const queue = await listQueue(actor, queueFilterSchema.parse({}), now)
  return {
    reads: (await findReviewCase(actor, caseId, now)) !== null,
    waits: queue.rows.some((row) => row.id === caseId),
  }
}

test('whoever stands in reads and decides what waits, in their own name, while it runs and not after', async () => {
  const caseId = await fileReport(world)
  expect(await sees(caseId, THERE)).toEqual({ reads: false, waits: false })
  expect(denialOf(await approve(caseId, THERE))).toBe('cases.not-found')
  done(await away(2))
  expect(await sees(caseId, THERE)).toEqual({ reads: true, waits: true })
  world.at('2026-11-25 09:00')
  expect(await sees(caseId, THERE)).toEqual({ reads: false, waits: false })
  world.at('2026-11-24 09:00')
  done(await approve(caseId, THERE))
  const row = await caseOf(world, caseId)
  expect([row.status, row.decidedById]).toEqual(['APPROVED', need(world.seeded.people, THERE)])
  const step = await asSystem(world.clock.now(), (tx) =>
    tx.caseEvent.findFirstOrThrow({ where: { caseId, event: 'approve' } }),
  )
  expect([step.actorName, step.data]).toEqual(['许若彤', { clock: null, actingFor: '林叙' }])
})

test('an ended delegation and one that has not begun give nothing; the absent one still may', async () => {
  const caseId = await fileReport(world)
  done(await away(3, AWAY, THERE, 1))
  expect(denialOf(await approve(caseId, THERE))).toBe('cases.not-found')
  world.at('2026-11-24 10:00')
  expect((await sees(caseId, THERE)).reads).toBe(true)
  const [running] = await asSystem(world.clock.now(), (tx) =>
    tx.delegation.findMany({ where: { endedAt: null } }),
  )
  const end = async (staffNo: string) =>
    endDelegation({ actor: await world.actor(staffNo), clock: world.clock, input: { id: running?.id ?? '' } })
  expect(denialOf(await end('ZJ0001'))).toBe('cases.not-found')
  done(await end(THERE))
  expect((await sees(caseId, THERE)).reads).toBe(false)
  done(await approve(caseId, AWAY))
})

test('nobody stands in for their own case', async () => {
  const caseId = await fileReport(world, {}, THERE)
  const mine = await caseOf(world, caseId)
  const decider = [...world.seeded.people].find(([, id]) => id === mine.deciderId)?.[0] ?? ''
  done(await away(2, decider, THERE))
  expect(denialOf(await approve(caseId, THERE))).toBe('cases.own-case')
  expect((await sees(caseId, THERE)).waits).toBe(false)
})

test('only deciders delegate, within their unit, once at a time and never on', async () => {
  expect(denialOf(await away(2, 'ZJ0102', THERE))).toBe('cases.not-in-charge')
  expect(denialOf(await away(2, AWAY, 'SJ0101'))).toBe('cases.delegate-unknown')
  const both = await Promise.all([away(2), away(2, AWAY, 'ZJ0104')])
  expect(both.map(denialOf).sort()).toEqual(['cases.delegation-overlaps', null].sort())
  expect(denialOf(await away(2, 'ZJ0001', AWAY))).toBe('cases.delegate-is-away')
})
