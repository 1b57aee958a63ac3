import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fileReport, denialOf, openWorld, type World } from '@/lib/filing/testing'
import { asActor, asSystem } from '@/lib/platform/db'
import { readKept } from '@/lib/platform/files'
import type { Result } from '@/lib/platform/result'
import { verifyLog } from '@/lib/audit/queries'
import { saveSearch } from '@/lib/searches/commands'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { findExportFile, listApproved, listExports, listOwnExports } from '../queries'
import { createSchedule, endSchedule, pauseSchedule, requestDue, resumeSchedule } from '../schedules/commands'
import { listSchedules } from '../schedules/queries'
import { createScheduleSchema } from '../schedules/schema'
import { recountSchedules, requestDueExports } from '../schedules/subscribers'
import { handlers } from '../subscribers'
import { approveRequest, declineRequest } from './commands'
import { countRequests, listRequests } from './queries'
import { approvalHandlers } from './subscribers'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await fileReport(world)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.at('2026-11-23 10:00')
  await world.owner.query(`UPDATE "ExportSchedule" SET status = 'ENDED', "dueAt" = NULL`)
  await world.owner.query(`UPDATE "ExportRequest" SET status = 'WITHDRAWN' WHERE status = 'WAITING'`)
})

/** The officer of the district, the one of the city above, the head of the unit, somebody without the desk. */
const [OFFICER, ABOVE, HEAD, CLERK] = ['JW0101', 'SW0101', 'ZJ0001', 'ZJ0102']
const signal = new AbortController().signal
const now = () => world.clock.now()
let searches = 0

async function schedule(more: object = {}, who = OFFICER) {
  const actor = await world.actor(who)
  searches += 1
  const input = {
    desk: 'records' as const,
    name: `检索${searches}`,
    filters: { kind: 'ADVANCE_REPORT' as const },
  }
  const { searchId } = done(await saveSearch({ actor, clock: world.clock, input }))
  const asked = {
    searchId,
    purpose: '季度监督检查',
    format: 'csv',
    rhythm: 'DAILY',
    hour: '8',
    until: '2026-12-31',
  }
  const parsed = createScheduleSchema.parse({ ...asked, ...more })
  return createSchedule({ actor, clock: world.clock, input: parsed })
}

const due = () => requestDueExports(world.clock, signal)
const requests = (scheduleId: string) =>
  asSystem(now(), (tx) => tx.exportRequest.findMany({ where: { scheduleId }, orderBy: { createdAt: 'asc' } }))
const one = async (scheduleId: string) =>
  (await listSchedules(await world.actor(OFFICER), now())).find(({ id }) => id === scheduleId)
const waiting = async (who: string) => (await listRequests(await world.actor(who), now())).waiting

async function approve(requestId: string, who: string, reason = ''): Promise<Result<unknown>> {
  return approveRequest({ actor: await world.actor(who), clock: world.clock, input: { requestId, reason } })
}

/** What the worker does with an approval: order and write, each twice, as an outbox may. */
async function build(requestId: string): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    const context = { clock: world.clock, signal, dedupeKey: `x:${requestId}` }
    await approvalHandlers.exportApproved?.({ requestId }, context)
  }
  const jobs = await asSystem(now(), (tx) => tx.exportJob.findMany({ where: { requestId } }))
  expect(jobs).toHaveLength(1)
  const jobId = jobs[0]?.id ?? ''
  for (let time = 0; time < 2; time += 1)
    await handlers.export?.({ jobId }, { clock: world.clock, signal, dedupeKey: `export:${jobId}` })
}

test('asks when due, is approved by a second person and only then built for who asked', async () => {
  const { scheduleId } = done(await schedule())
  expect(await due()).toBe(0)
  world.at('2026-11-24 08:00')
  await due()
  const [request] = await requests(scheduleId)
  if (!request) throw new Error('nothing was asked for')
  expect(request).toMatchObject({ status: 'WAITING', purpose: '季度监督检查' })
  expect((await one(scheduleId))?.dueAt).toBe('2026-11-25T00:00:00.000Z')
  expect(await listExports(await world.actor(OFFICER), now())).toEqual([])
  // The wrong people: who asked, whose discipline desk does not reach so far, who has none.
  expect(await waiting(OFFICER)).toEqual([])
  expect(denialOf(await approve(request.id, OFFICER))).toBe('exports.own-request')
  for (const who of [HEAD, CLERK]) {
    expect(denialOf(await approve(request.id, who))).toBe('exports.request-not-found')
    expect(await asActor(await world.actor(who), now(), (tx) => tx.exportRequest.count())).toBe(0)
  }
  expect(await countRequests(await world.actor(ABOVE), now())).toBe(1)
  expect(await waiting(ABOVE)).toMatchObject([
    {
      purpose: '季度监督检查',
      requester: { name: '苏见' },
      filters: { kind: 'ADVANCE_REPORT' },
      reach: ['青岚市云岫区人民政府'],
    },
  ])
  done(await approve(request.id, ABOVE))
  expect(denialOf(await approve(request.id, ABOVE))).toBe('exports.already-decided')
  // Between the approval and the worker who orders it, the requester is told that it is coming.
  expect(await listApproved(await world.actor(OFFICER), now())).toEqual(['季度监督检查'])
  expect(await listApproved(await world.actor(ABOVE), now())).toEqual([])
  await build(request.id)
  expect(await listApproved(await world.actor(OFFICER), now())).toEqual([])
  const [job] = await listExports(await world.actor(OFFICER), now())
  expect(job).toMatchObject({ status: 'DONE', scheduled: true, rowsDone: 1 })
  const file = await findExportFile(await world.actor(OFFICER), job?.id ?? '', now())
  expect(file?.state === 'ready' && (await readKept(file.key))?.toString('utf8')).toContain('验收整改协调会')
  expect(await findExportFile(await world.actor(ABOVE), job?.id ?? '', now())).toBeNull()
  const told = await world.owner.query<{ officialId: string; kind: string }>(
    `SELECT payload ->> 'officialId' AS "officialId", payload ->> 'kind' AS kind FROM "OutboxMessage"
     WHERE topic = 'notice' AND payload ? 'page' ORDER BY payload ->> 'kind'`,
  )
  const [me, them] = [need(world.seeded.people, OFFICER), need(world.seeded.people, ABOVE)]
  expect(told.rows).toEqual([
    { officialId: me, kind: 'export-approved' },
    { officialId: them, kind: 'export-awaits' },
    { officialId: me, kind: 'export-ready' },
  ])
  expect((await verifyLog(now())).findings).toEqual([])
})

test('is on the page also when a worker orders it while the page is read', async () => {
  const { scheduleId } = done(await schedule())
  world.at('2026-11-24 08:01')
  await due()
  const [request] = await requests(scheduleId)
  done(await approve(request?.id ?? '', ABOVE))
  const officer = await world.actor(OFFICER)
  const { owner } = world
  await owner.query('BEGIN')
  await owner.query('LOCK TABLE "ExportRequest" IN ACCESS EXCLUSIVE MODE')
  const before = (await listExports(officer, now())).map(({ id }) => id)
  const page = listOwnExports(officer, now())
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))`,
    )
    waiting = rows[0]?.n ?? 0
  }
  await owner.query(
    `INSERT INTO "ExportJob" (id, "requestedById", "requestId", purpose, filters, format, locale, "createdAt")
     SELECT gen_random_uuid(), "requestedById", id, purpose, filters, format, 'zh', "decidedAt" FROM "ExportRequest" WHERE id = $1`,
    [request?.id],
  )
  await owner.query('COMMIT')
  const { approved, jobs } = await page
  expect(approved).toEqual([])
  expect(jobs.filter(({ id }) => !before.includes(id))).toMatchObject([
    { purpose: '季度监督检查', scheduled: true },
  ])
})

test('is declined with reasons, and nothing is built', async () => {
  const { scheduleId } = done(await schedule())
  world.at('2026-11-24 08:01')
  await due()
  const [request] = await requests(scheduleId)
  const input = { requestId: request?.id ?? '', reason: '范围过大' }
  done(await declineRequest({ actor: await world.actor(ABOVE), clock: world.clock, input }))
  await approvalHandlers.exportApproved?.(
    { requestId: input.requestId },
    { clock: world.clock, signal, dedupeKey: 'x' },
  )
  expect(await asSystem(now(), (tx) => tx.exportJob.count({ where: { requestId: input.requestId } }))).toBe(0)
  expect((await one(scheduleId))?.latest).toMatchObject({
    status: 'DECLINED',
    decidedBy: '钟礼',
    reason: '范围过大',
  })
})

test('two who decide at once: one wins', async () => {
  const { scheduleId } = done(await schedule({}, HEAD))
  world.at('2026-11-24 08:01')
  await due()
  const [request] = await requests(scheduleId)
  const both = await Promise.all([approve(request?.id ?? '', OFFICER), approve(request?.id ?? '', ABOVE)])
  expect(both.map(denialOf).sort()).toEqual(['exports.already-decided', null].sort())
})

test('several workers ask once; missed runs and those that come due meanwhile are one', async () => {
  const { scheduleId } = done(await schedule())
  world.at('2026-12-01 09:00')
  await Promise.all([due(), due(), due(), requestDue(world.clock, scheduleId)])
  expect(await requests(scheduleId)).toHaveLength(1)
  expect((await one(scheduleId))?.dueAt).toBe('2026-12-02T00:00:00.000Z')
  world.at('2026-12-02 09:00')
  await due()
  expect(await requests(scheduleId)).toHaveLength(1)
  const [request] = await requests(scheduleId)
  done(await approve(request?.id ?? '', ABOVE))
  world.at('2026-12-03 09:00')
  await due()
  expect((await requests(scheduleId)).map(({ status }) => status)).toEqual(['APPROVED', 'WAITING'])
})

test('pausing withdraws what waits and makes up for nothing; ending is for good', async () => {
  const { scheduleId } = done(await schedule())
  world.at('2026-11-24 08:01')
  await due()
  const by = async (who: string) => ({
    actor: await world.actor(who),
    clock: world.clock,
    input: { scheduleId },
  })
  expect(denialOf(await pauseSchedule(await by(ABOVE)))).toBe('exports.schedule-not-found')
  done(await pauseSchedule(await by(OFFICER)))
  const [request] = await requests(scheduleId)
  expect(request?.status).toBe('WITHDRAWN')
  expect(denialOf(await approve(request?.id ?? '', ABOVE))).toBe('exports.already-decided')
  world.at('2026-12-07 09:00')
  await due()
  done(await resumeSchedule(await by(OFFICER)))
  expect((await one(scheduleId))?.dueAt).toBe('2026-12-08T00:00:00.000Z')
  done(await endSchedule(await by(OFFICER)))
  expect(denialOf(await resumeSchedule(await by(OFFICER)))).toBe('exports.schedule-not-found')
  expect(await one(scheduleId)).toMatchObject({ status: 'ENDED', endedWhy: 'by-owner', dueAt: null })
})

test('ends after its last day', async () => {
  const { scheduleId } = done(await schedule({ until: '2026-11-24' }))
  world.at('2026-11-24 09:00')
  await due()
  expect(await requests(scheduleId)).toHaveLength(1)
  expect(await one(scheduleId)).toMatchObject({ status: 'ENDED', endedWhy: 'until' })
  expect(denialOf(await schedule({ until: '2026-11-24' }))).toBe('exports.no-run-before-end')
})

test('a day that became a holiday asks for nothing; a new working day is taken', async () => {
  const { scheduleId } = done(await schedule())
  const [first] = [await one(scheduleId)]
  expect(first?.dueAt).toBe('2026-11-24T00:00:00.000Z')
  await world.owner.query(
    `INSERT INTO "CalendarDay" (date, kind, name) VALUES ('2026-11-24', 'HOLIDAY', 'x')`,
  )
  try {
    world.at('2026-11-24 09:00')
    await due()
    expect(await requests(scheduleId)).toEqual([])
    expect((await one(scheduleId))?.dueAt).toBe('2026-11-25T00:00:00.000Z')
    await world.owner.query(`DELETE FROM "CalendarDay" WHERE date = '2026-11-24'`)
    world.at('2026-11-24 07:00')
    await recountSchedules({}, { clock: world.clock, signal, dedupeKey: 'x' })
    expect((await one(scheduleId))?.dueAt).toBe('2026-11-24T00:00:00.000Z')
  } finally {
    await world.owner.query(`DELETE FROM "CalendarDay" WHERE date = '2026-11-24'`)
  }
})

test('ends with the role or the account, before asking and between approval and file', async () => {
  const role = (ended: string) =>
    world.owner.query(
      `UPDATE "RoleAssignment" SET "endedAt" = ${ended} WHERE role = 'DISCIPLINE' AND "officialId" = $1`,
      [need(world.seeded.people, OFFICER)],
    )
  const { scheduleId } = done(await schedule())
  const late = done(await schedule()).scheduleId
  world.at('2026-11-24 08:01')
  await requestDue(world.clock, late)
  const [request] = await requests(late)
  try {
    await role('now()')
    await requestDue(world.clock, scheduleId)
    expect(await requests(scheduleId)).toEqual([])
    expect(await one(scheduleId)).toMatchObject({ status: 'ENDED', endedWhy: 'no-desk' })
    expect(denialOf(await approve(request?.id ?? '', ABOVE))).toBe('exports.requester-left')
    await role('NULL')
    done(await approve(request?.id ?? '', ABOVE))
    await role('now()')
    const context = { clock: world.clock, signal, dedupeKey: 'x' }
    await approvalHandlers.exportApproved?.({ requestId: request?.id ?? '' }, context)
    expect(await asSystem(now(), (tx) => tx.exportJob.count({ where: { requestId: request?.id } }))).toBe(0)
    expect(await one(late)).toMatchObject({ status: 'ENDED', endedWhy: 'no-desk' })
  } finally {
    await role('NULL')
  }
})

test('nobody schedules the search of somebody else, one that is no longer valid, or more than the setting', async () => {
  const theirs = done(await schedule({}, HEAD))
  const mine = await asSystem(now(), (tx) =>
    tx.exportSchedule.findUniqueOrThrow({ where: { id: theirs.scheduleId } }),
  )
  expect(denialOf(await schedule({ searchId: mine.searchId }))).toBe('exports.search-not-found')
  const { searchId } = await asSystem(now(), (tx) =>
    tx.exportSchedule.findFirstOrThrow({ where: { ownerId: need(world.seeded.people, OFFICER) } }),
  )
  await world.owner.query(`UPDATE "SavedSearch" SET filters = '{"kind": "GONE"}' WHERE id = $1`, [searchId])
  expect(denialOf(await schedule({ searchId }))).toBe('exports.search-invalid')
  for (let index = 0; index < 5; index += 1) done(await schedule())
  expect(denialOf(await schedule())).toBe('exports.too-many-schedules')
})

test('the database itself refuses who asked, who reaches less, and a request that nobody made', async () => {
  const { scheduleId } = done(await schedule())
  world.at('2026-11-24 08:01')
  await due()
  const [request] = await requests(scheduleId)
  const decide = (who: string, name: string) => async () =>
    asActor(await world.actor(who), now(), (tx) =>
      tx.exportRequest.updateMany({
        where: { id: request?.id },
        data: { status: 'APPROVED', decidedById: need(world.seeded.people, name), decidedAt: now() },
      }),
    )
  await expect(decide(OFFICER, OFFICER)()).rejects.toThrow()
  await expect(decide(OFFICER, ABOVE)()).rejects.toThrow()
  await expect(decide(ABOVE, HEAD)()).rejects.toThrow()
  expect((await decide(HEAD, HEAD)()).count).toBe(0)
  const forged = {
    ...request,
    id: '00000000-0000-7000-8000-000000000001',
    dueFor: now(),
    status: 'WITHDRAWN' as const,
  }
  await expect(
    asActor(await world.actor(OFFICER), now(), (tx) =>
      tx.exportRequest.createMany({ data: [{ ...forged, filters: {} } as never] }),
    ),
  ).rejects.toThrow()
})
