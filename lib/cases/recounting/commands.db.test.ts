import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importYear, removeDay, setDay } from '@/lib/calendar/commands'
import {
  caseOf,
  denialOf,
  fileReport,
  fireTimers,
  openWorld,
  stepsOf,
  type World,
} from '@/lib/filing/testing'
import type { CivilDate } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import { deliver } from '@/lib/platform/outbox'
import { decisionRecounts } from '@/lib/recusals/decisions/subscribers'
import { returnRequest } from '@/lib/recusals/requests/deciding/commands'
import { submitRequest } from '@/lib/recusals/requests/commands'
import { accept, fileRequest, inForce, now, requestContent } from '@/lib/recusals/testing'
import { done } from '@/prisma/seed/stage'
import { recountingHandler } from '../subscribers'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.at('2026-11-23 10:00')
})

const end = (day: string) => new Date(`${day}T15:59:59.999Z`)
const day = (text: string) => text as CivilDate

async function change(date: string, kind: 'HOLIDAY' | 'MAKE_UP_WORKDAY' = 'HOLIDAY') {
  const input = { date: day(date), kind, name: '临时放假' }
  return setDay({ actor: await world.actor('SEC001'), clock: world.clock, input })
}

async function recount() {
  const handlers = { 'calendar-changed': recountingHandler({ RECUSAL_DECISION: decisionRecounts }) }
  while ((await deliver(world.clock, handlers, new AbortController().signal)) > 0);
}

async function undo(date: string) {
  done(
    await removeDay({ actor: await world.actor('SEC001'), clock: world.clock, input: { date: day(date) } }),
  )
  await recount()
}

test('a holiday announced after the deadline was computed moves it, tells people once, and moves back with it', async () => {
  const caseId = await fileRequest(world)
  done(await accept(world, caseId))
  expect((await caseOf(world, caseId)).dueAt).toEqual(end('2026-11-26'))
  world.at('2026-11-24 09:00')
  done(await change('2026-11-25'))
  await recount()
  await recount()
  const moved = await caseOf(world, caseId)
  expect(moved).toMatchObject({ dueAt: end('2026-11-27'), limitName: 'requestDecide', escalatedAt: null })
  expect((await stepsOf(world, caseId)).filter((step) => step === 'limitMoved')).toHaveLength(1)
  const { rows } = await world.owner.query<{ n: number }>(
    `SELECT count(*)::int n FROM "OutboxMessage" WHERE payload->>'caseId' = $1 AND payload->>'kind' = 'limit-moved'`,
    [caseId],
  )
  expect(rows[0]?.n).toBe(2)
  // The old timer is gone with the old day: nobody is escalated on it.
  world.at('2026-11-27 00:10')
  await fireTimers(world)
  expect((await caseOf(world, caseId)).escalatedAt).toBeNull()
  await undo('2026-11-25')
  // What would now have ended yesterday ends today: no change of the calendar makes anybody late.
  expect((await caseOf(world, caseId)).dueAt).toEqual(end('2026-11-27'))
})

test('days of a pause, a stopped clock and a limit that is over are left alone', async () => {
  const caseId = await fileRequest(world)
  const clerk = await world.actor('ZJ0003')
  const back = { ...(await now(world, caseId)), defects: ['缺证明'] }
  done(await returnRequest({ actor: clerk, clock: world.clock, input: back }))
  done(await change('2026-11-24'))
  await recount()
  expect(await stepsOf(world, caseId)).not.toContain('limitMoved')
  world.at('2026-11-25 09:00')
  const again = { ...(await now(world, caseId)), content: requestContent(world) }
  done(await submitRequest({ actor: await world.actor('ZJ0102'), clock: world.clock, input: again }))
  const due = (await caseOf(world, caseId)).dueAt
  await recount()
  expect((await caseOf(world, caseId)).dueAt).toEqual(due)
  await undo('2026-11-24')
  expect((await caseOf(world, caseId)).dueAt).toEqual(due)
})

test('what the start of a dealing caps stays capped', async () => {
  const caseId = await fileReport(world, { startsAt: '2026-11-24T09:30', endsAt: '2026-11-24T11:00' })
  const before = await caseOf(world, caseId)
  done(await change('2026-11-24'))
  await recount()
  expect((await caseOf(world, caseId)).dueAt).toEqual(before.dueAt)
  await undo('2026-11-24')
})

test('acknowledgement and handover move too, unless they are done', async () => {
  const caseId = await inForce(world)
  done(await change('2026-11-24'))
  await recount()
  const decision = await asSystem(world.clock.now(), (tx) =>
    tx.recusalDecision.findUniqueOrThrow({ where: { caseId } }),
  )
  expect([decision.acknowledgeDueAt, decision.handoverDueAt]).toEqual([end('2026-11-25'), end('2026-11-27')])
  await undo('2026-11-24')
})

test('a provisional day becomes final when the year is imported; wrong lines change nothing', async () => {
  world.at('2026-12-30 10:00')
  const caseId = await fileRequest(world)
  done(await accept(world, caseId))
  expect(await caseOf(world, caseId)).toMatchObject({ dueProvisional: true, dueAt: end('2027-01-04') })
  const actor = await world.actor('SEC001')
  const load = (rows: string) =>
    importYear({ actor, clock: world.clock, input: { year: 2027, source: '国办发明电（示例）', rows } })
  expect(denialOf(await load('2027-01-01,放假,元旦\n2027-13-01,放假,'))).toBe('calendar.import-lines')
  await recount()
  expect(await caseOf(world, caseId)).toMatchObject({ dueProvisional: true })
  done(await load('2027-01-01,放假,元旦\n2027-01-02,放假,元旦\n2027-01-03,放假,元旦'))
  await recount()
  expect(await caseOf(world, caseId)).toMatchObject({ dueProvisional: false, dueAt: end('2027-01-05') })
  const person = await importYear({
    actor: await world.actor('SYS001'),
    clock: world.clock,
    input: { year: 2027, source: 'x', rows: '2027-01-01,放假,元旦' },
  })
  expect(denialOf(person)).toBe('calendar.not-allowed')
})
