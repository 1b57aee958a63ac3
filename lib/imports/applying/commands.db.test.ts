import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { checkImport } from '../checking/commands'
import { stopImport } from '../commands'
import { codeOf, done, importer, registerOf, work } from '../testing'
import { carryOutImport } from './commands'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let owner: pg.Client
let steps: ReturnType<typeof importer>

beforeAll(async () => {
  process.env.IMPORT_CHUNK_ROWS = '20'
  process.env.IMPORT_MAX_ROWS = '500'
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  steps = importer(await actorOf('SYS001'), clock)
}, 120_000)

beforeEach(() => clock.advance(60_000))

afterAll(async () => {
  await owner.end()
  await database.close()
})

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
const stored = (some: readonly number[]) =>
  db().enterprise.count({ where: { uscc: { in: some.map(codeOf) } } })
const machine = (signal = new AbortController().signal) => ({ clock, signal, claim: 'none' })

/** Waits until some chunks of an import are written. */
async function someWritten(id: string) {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    if ((await steps.detail(id)).rowsApplied > 0) return
    await new Promise((ready) => setTimeout(ready, 5))
  }
  throw new Error('nothing was written')
}

describe('an import', () => {
  it('is written chunk by chunk, each with its entry in the log', async () => {
    const some = numbers(1000, 95)
    const before = await db().logEntry.count()
    const taken = await steps.take('enterprises', registerOf(some))
    expect(taken).toMatchObject({ status: 'DONE', rowsApplied: 95, rowsCreated: 95, problems: [] })
    expect(await stored(some)).toBe(95)
    // Received, checked, ordered, and five chunks.
    expect(await db().logEntry.count()).toBe(before + 8)
    const one = await db().enterprise.findUniqueOrThrow({
      where: { uscc: codeOf(1001) },
      include: { persons: true },
    })
    expect(one).toMatchObject({ norm: '测试企业1001', initials: 'csqy1001yxgs', capitalCurrency: 'CNY' })
    expect(one.tokens).toContain('试企')
    expect(one.persons).toMatchObject([{ name: '负责人31' }])
    expect((await verifyLog(clock.now())).findings).toEqual([])
  })

  it('of more rows than are allowed ends with the reason, and nothing is imported', async () => {
    const { id } = await steps.receive('enterprises', registerOf(numbers(2000, 501)))
    await work(clock)
    expect(await steps.detail(id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'too-many-rows', params: { limit: 500 } },
    })
  })

  it('that is stopped keeps the chunks that are written, and goes on with the others', async () => {
    const some = numbers(3000, 400)
    const { id } = await steps.preview('enterprises', registerOf(some))
    await steps.begin(id)
    const running = work(clock)
    await someWritten(id)
    const actor = await actorOf('SYS001')
    done(await stopImport({ actor, clock, input: { batchId: id } }))
    await running
    const stopped = await steps.detail(id)
    expect(stopped).toMatchObject({ status: 'STOPPED', undoable: true })
    expect(stopped.rowsApplied).toBeLessThan(400)
    expect(stopped.rowsApplied % 20).toBe(0)
    expect(await stored(some)).toBe(stopped.rowsApplied)
    expect(await stopImport({ actor, clock, input: { batchId: id } })).toMatchObject({
      refusal: { code: 'not-running' },
    })
    await steps.begin(id)
    await work(clock)
    expect(await steps.detail(id)).toMatchObject({ status: 'DONE', rowsCreated: 400, rowsUnchanged: 0 })
    expect(await stored(some)).toBe(400)
  })

  it('whose worker ends between two chunks is carried on by another, and no row twice', async () => {
    const some = numbers(4000, 400)
    const { id } = await steps.preview('enterprises', registerOf(some))
    await steps.begin(id)
    const first = new AbortController()
    const running = work(clock, first.signal)
    await someWritten(id)
    first.abort()
    await running
    const between = await steps.detail(id)
    expect(between).toMatchObject({ status: 'RUNNING' })
    expect(await stored(some)).toBe(between.rowsApplied)
    clock.advance(120_000)
    await work(clock)
    expect(await steps.detail(id)).toMatchObject({ status: 'DONE', rowsCreated: 400, rowsUnchanged: 0 })
    expect(await db().importChunk.count({ where: { batchId: id } })).toBe(20)
  })

  it('whose connections are cut in the middle of a chunk leaves nothing half done', async () => {
    const some = numbers(5000, 400)
    const { id } = await steps.preview('enterprises', registerOf(some))
    await steps.begin(id)
    const running = work(clock).catch(() => undefined)
    await someWritten(id)
    const admin = new pg.Client({ connectionString: process.env.TEST_ADMIN_URL })
    await admin.connect()
    const name = new URL(database.ownerUrl).pathname.slice(1)
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename <> $2`,
      [name, new URL(database.ownerUrl).username],
    )
    await admin.end()
    await running
    const cut = await steps.detail(id)
    expect(await stored(some)).toBe(cut.rowsApplied)
    if (cut.status === 'STOPPED') await steps.begin(id)
    clock.advance(120_000)
    await work(clock)
    expect(await steps.detail(id)).toMatchObject({ status: 'DONE', rowsCreated: 400, rowsUnchanged: 0 })
    expect(await stored(some)).toBe(400)
  })

  it('is written once by two workers who take it up together', async () => {
    const some = numbers(6000, 100)
    const { id } = await steps.preview('enterprises', registerOf(some))
    await steps.begin(id)
    const both = await Promise.allSettled([carryOutImport(machine(), id), carryOutImport(machine(), id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await steps.detail(id)).toMatchObject({ status: 'DONE', rowsCreated: 100 })
  })

  it('at the same time as another of the same enterprises makes each once', async () => {
    const some = numbers(7000, 100)
    const one = await steps.receive('enterprises', registerOf(some))
    const other = await steps.receive('enterprises', registerOf([...some].reverse()))
    await Promise.all([checkImport(machine(), one.id), checkImport(machine(), other.id)])
    expect(await steps.detail(other.id)).toMatchObject({ status: 'PENDING', rowsCreated: 100 })
    await steps.begin(one.id)
    await steps.begin(other.id)
    await Promise.all([carryOutImport(machine(), one.id), carryOutImport(machine(), other.id)])
    const both = [await steps.detail(one.id), await steps.detail(other.id)]
    expect(both.map(({ status }) => status)).toEqual(['DONE', 'DONE'])
    expect(both.reduce((sum, { rowsCreated }) => sum + rowsCreated, 0)).toBe(100)
    expect(both.reduce((sum, { rowsUnchanged }) => sum + rowsUnchanged, 0)).toBe(100)
    expect(await stored(some)).toBe(100)
  })

  it('ends when whoever ordered it is no administrator any more', async () => {
    const { id } = await steps.preview('enterprises', registerOf(numbers(8000, 30)))
    await steps.begin(id)
    const { officialId } = await actorOf('SYS001')
    const role = { officialId, role: 'SYSTEM_ADMIN' as const }
    await asSystem(clock.now(), (tx) =>
      tx.roleAssignment.updateMany({ where: role, data: { endedAt: clock.now() } }),
    )
    await work(clock)
    await asSystem(clock.now(), (tx) =>
      tx.roleAssignment.updateMany({ where: role, data: { endedAt: null } }),
    )
    expect(await steps.detail(id)).toMatchObject({
      status: 'STOPPED',
      rowsApplied: 0,
      error: { code: 'not-in-charge' },
    })
  })
})

describe('duplicates in a file', () => {
  it('are told across chunks, with the row they repeat', async () => {
    const register = new TextDecoder().decode(registerOf(numbers(9000, 60)))
    const more = `\n测试企业9000有限公司,${codeOf(9000)},,\n测试企业9059有限公司,,,\n只有名称甲公司,,,\n只有名称甲公司,,,`
    const { problems, rowsValid } = await steps.preview(
      'enterprises',
      new TextEncoder().encode(register + more),
    )
    expect(problems.map(({ line, code, params }) => [line, code, params?.first])).toEqual([
      [62, 'duplicate', 2],
      [63, 'duplicate', 61],
      [65, 'duplicate', 64],
    ])
    expect(rowsValid).toBe(61)
  })
})
