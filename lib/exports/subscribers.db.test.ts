import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '@/lib/audit/writes'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { moveCase, openCase } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asActor, asSystem, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { countRecords } from '@/lib/records/queries'
import type { RecordFilters } from '@/lib/records/schema'
import { actorOf } from '@/prisma/seed/actors'
import { need, seedDirectory, seedRules, type Seeded } from '@/prisma/seed/base'
import { cancelExport, orderExport } from './commands'
import { COLUMNS } from './exports'
import zh from './messages.zh.json'
import { findExportFile, listExports } from './queries'
import type { ExportFormat } from './schema'
import { handlers } from './subscribers'

/** More than one batch. */
const MANY = 1040
const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let seeded: Seeded
let officer: Actor

interface Filing {
  kind: 'ADVANCE_REPORT' | 'RECUSAL_REQUEST' | 'RECUSAL_DECISION'
  number: string
  staffNo: string
  title: string
  parentId?: string
}

async function file({ kind, number, staffNo, title, parentId }: Filing): Promise<string> {
  const done = await write({ who: null, clock, command: 'test.file' }, async (w) => {
    const subjectId = need(seeded.people, staffNo)
    const ground = { groundCode: 'RELATIVE_INTEREST', groundArticle: 'civil-servants-76-2' }
    const row = await openCase(w, {
      kind,
      status: 'DRAFT',
      event: 'start',
      subjectId,
      filedById: subjectId,
      title,
      parentId,
      policyVersion: 1,
      ...ground,
      set: { number },
    })
    await setParties(w, row.id, [{ enterpriseId: [...seeded.enterprises.values()][0] ?? '' }])
    await indexCase(w, row.id, [])
    const to = kind === 'RECUSAL_DECISION' ? 'DRAFT' : 'SUBMITTED'
    const moved = await moveCase(w, row, { event: 'submit', to, limit: 'reportDecide' })
    return moved.ok ? ok({ id: row.id }) : moved
  })
  if (!done.ok) throw new Error(done.refusal.code)
  clock.advance(60_000)
  return done.value.id
}

async function fileMany(): Promise<void> {
  const subjectId = need(seeded.people, 'ZJ0102')
  const organ = await db().organ.findUniqueOrThrow({ where: { code: 'YXZJ' } })
  await asSystem(clock.now(), (tx) =>
    tx.case.createMany({
      data: Array.from({ length: MANY }, (_, index) => ({
        id: uuidv7(clock.now()),
        kind: 'ADVANCE_REPORT' as const,
        number: `2025-${String(index).padStart(6, '0')}`,
        status: 'COMPLETED',
        subjectId,
        filedById: subjectId,
        organId: organ.id,
        organPath: organ.path,
        handlingOrganId: organ.id,
        policyVersion: 1,
        createdAt: clock.now(),
        closedAt: clock.now(),
        updatedAt: clock.now(),
      })),
    }),
  )
  clock.advance(60_000)
}

async function order(format: ExportFormat, filters: RecordFilters = {}, actor = officer): Promise<string> {
  const input = { purpose: '季度监督检查', format, locale: 'zh' as const, filters }
  const ordered = await orderExport({ actor, clock, input })
  if (!ordered.ok) throw new Error(ordered.refusal.code)
  return ordered.value.jobId
}

async function run(jobId: string, signal = new AbortController().signal): Promise<void> {
  await handlers.export?.({ jobId }, { clock, signal, dedupeKey: `export:${jobId}` })
}

const jobOf = async (jobId: string) =>
  (await listExports(officer, clock.now())).find((job) => job.id === jobId)

async function bytesOf(jobId: string): Promise<Buffer> {
  const found = await findExportFile(officer, jobId, clock.now())
  if (found?.state !== 'ready') throw new Error('no file')
  return readFileSync(join(env().DATA_DIR, found.key))
}

async function csvRows(jobId: string): Promise<string[][]> {
  return parse(await bytesOf(jobId), { bom: true })
}

/** A workbook as CSV would show it: dates to the minute. */
async function sheetRows(jobId: string): Promise<string[][]> {
  const { sheets } = await readXlsx(new Uint8Array(await bytesOf(jobId)))
  return (sheets[0]?.rows ?? []).map((row) =>
    COLUMNS.map((_, index) => {
      const cell = row[index] ?? ''
      return cell instanceof Date ? cell.toISOString().slice(0, 16).replace('T', ' ') : String(cell)
    }),
  )
}

const column = (rows: string[][], name: keyof typeof zh.column) => rows[0]?.indexOf(zh.column[name]) ?? -1

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  seeded = await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  officer = await actorOf('JW0101')
  await fileMany()
  const report = await file({
    kind: 'ADVANCE_REPORT',
    number: '2026-000001',
    staffNo: 'ZJ0102',
    title: '=1+1',
  })
  const request = await file({
    kind: 'RECUSAL_REQUEST',
    number: '2026-R00001',
    staffNo: 'ZJ0102',
    title: '回避',
    parentId: report,
  })
  await file({
    kind: 'RECUSAL_DECISION',
    number: '2026-D00001',
    staffNo: 'ZJ0102',
    title: '回避',
    parentId: request,
  })
  // The officer's own unit is watched by the next level, not by the officer.
  await file({ kind: 'ADVANCE_REPORT', number: '2026-000002', staffNo: 'JW0001', title: '本单位' })
}, 120_000)

afterAll(() => database.close())

describe('an export', () => {
  it('has the rows of the search in CSV and, cell for cell, in the workbook', async () => {
    const [csv, xlsx] = [await order('csv'), await order('xlsx')]
    await run(csv)
    await run(xlsx)
    const rows = await csvRows(csv)
    expect(rows[0]).toEqual(COLUMNS.map(({ key }) => zh.column[key as keyof typeof zh.column]))
    expect(rows).toHaveLength(1 + (await countRecords(officer, {}, clock.now())))
    expect(rows).toHaveLength(1 + MANY + 3)
    const sheet = await sheetRows(xlsx)
    for (const [index, { key }] of COLUMNS.entries())
      expect([key, sheet.map((row) => row[index])]).toEqual([key, rows.map((row) => row[index])])
    expect(rows.map((row) => row[0])).not.toContain('2026-000002')
  })

  it('writes UTF-8 with its mark, and keeps checksum, size and progress', async () => {
    const jobId = await order('csv', { kind: 'RECUSAL_DECISION' })
    await run(jobId)
    const bytes = await bytesOf(jobId)
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(await jobOf(jobId)).toMatchObject({
      status: 'DONE',
      purpose: '季度监督检查',
      rowsDone: 1,
      rowsTotal: 1,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  it('tells a case with its links, ground, limit and dates, and no spreadsheet runs its title', async () => {
    const jobId = await order('csv', { q: '2026-R00001' })
    await run(jobId)
    const [head = [], row = []] = await csvRows(jobId)
    const cell = (name: keyof typeof zh.column) => row[column([head], name)]
    expect(cell('number')).toBe('2026-R00001')
    expect(cell('linkedReports')).toBe('2026-000001')
    expect(cell('linkedDecisions')).toBe('2026-D00001')
    expect(cell('article')).toContain('公务员法')
    expect(cell('staffNo')).toBe('ZJ0102')
    expect(cell('submitted')).toBe('2026-11-23 10:02')
    expect([cell('limitDue'), cell('limitState')]).toEqual(['2026-11-26 23:59', zh.limit.running])
    const report = await order('csv', { q: '2026-000001' })
    await run(report)
    const rows = await csvRows(report)
    expect(rows[1]?.[column(rows, 'title')]).toBe("'=1+1")
  })
})

describe('cancelling', () => {
  it('between two batches leaves no file', async () => {
    const jobId = await order('csv')
    let running: Promise<void> | undefined
    await db().$transaction(async (tx) => {
      // The export waits here for its first batch while it is cancelled.
      await tx.$executeRaw`LOCK TABLE "CaseParty" IN ACCESS EXCLUSIVE MODE`
      running = run(jobId)
      await expect.poll(async () => (await jobOf(jobId))?.rowsTotal, { timeout: 15_000 }).toBe(MANY + 3)
      expect((await cancelExport({ actor: officer, clock, input: { jobId } })).ok).toBe(true)
    })
    await running
    expect(await jobOf(jobId)).toMatchObject({ status: 'CANCELLED', downloadable: false })
    expect(readdirSync(join(env().DATA_DIR, 'exports')).filter((name) => name.includes(jobId))).toEqual([])
  })

  it('before the start leaves nothing to do', async () => {
    const jobId = await order('csv')
    await cancelExport({ actor: officer, clock, input: { jobId } })
    await run(jobId)
    expect(await jobOf(jobId)).toMatchObject({ status: 'CANCELLED', rowsTotal: null })
    expect(await cancelExport({ actor: officer, clock, input: { jobId } })).toMatchObject({
      refusal: { code: 'already-ended' },
    })
  })
})

describe('two at once', () => {
  it('each write their own rows, whole', async () => {
    const jobs = [await order('csv'), await order('jsonl'), await order('csv', { kind: 'RECUSAL_REQUEST' })]
    await Promise.all(jobs.map((jobId) => run(jobId)))
    const done = await Promise.all(jobs.map(jobOf))
    expect(done.map((job) => [job?.status, job?.rowsDone])).toEqual([
      ['DONE', MANY + 3],
      ['DONE', MANY + 3],
      ['DONE', 1],
    ])
    const [csv = '', jsonl = ''] = jobs
    const lines = (await bytesOf(jsonl)).toString('utf8').trimEnd().split('\n')
    const numbers = lines.map((line) => (JSON.parse(line) as { number: string }).number)
    expect(numbers).toEqual((await csvRows(csv)).slice(1).map((row) => row[0]))
  })

  it('of the same job, the second leaves it to the first', async () => {
    const jobId = await order('csv')
    const both = await Promise.allSettled([run(jobId), run(jobId)])
    expect(both.map(({ status }) => status)).toContain('fulfilled')
    expect(await jobOf(jobId)).toMatchObject({ status: 'DONE', rowsDone: MANY + 3 })
  })
})

describe('a statement in the database', () => {
  it('ends with the cancelled export', async () => {
    const jobId = await order('csv')
    await cancelExport({ actor: officer, clock, input: { jobId } })
    await run(jobId)
    const owner = new Client(database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'qinqing export' AND datname = current_database()`,
    )
    await owner.end()
    expect(rows).toEqual([])
  })
})

describe('a worker that stops', () => {
  it('leaves the job to the next one, which writes it whole', async () => {
    const jobId = await order('csv', { kind: 'RECUSAL_REQUEST' })
    await expect(run(jobId, AbortSignal.abort())).rejects.toThrow()
    expect(await jobOf(jobId)).toMatchObject({ status: 'RUNNING' })
    await run(jobId)
    expect(await jobOf(jobId)).toMatchObject({ status: 'DONE', rowsDone: 1 })
  })
})

describe('who may', () => {
  it('nobody else sees, cancels or takes an export', async () => {
    const jobId = await order('csv', { kind: 'REFUSAL' })
    await run(jobId)
    const other = await actorOf('SW0101')
    expect(await findExportFile(other, jobId, clock.now())).toBeNull()
    expect(await listExports(other, clock.now())).toEqual([])
    expect(await cancelExport({ actor: other, clock, input: { jobId } })).toMatchObject({
      refusal: { code: 'not-found' },
    })
    const rows = await asActor(other, clock.now(), (tx) => tx.exportJob.count())
    expect(rows).toBe(0)
  })

  it('without the desk nobody orders, and not more than three at a time', async () => {
    const input = { purpose: '季度监督检查', format: 'csv' as const, locale: 'zh' as const, filters: {} }
    const clerk = await actorOf('ZJ0102')
    expect(await orderExport({ actor: clerk, clock, input })).toMatchObject({ refusal: { code: 'no-desk' } })
    const head = await actorOf('ZJ0001')
    for (let index = 0; index < 3; index += 1) await order('csv', {}, head)
    expect(await orderExport({ actor: head, clock, input })).toMatchObject({
      refusal: { code: 'too-many-running' },
    })
  })
})

describe('a file whose time is over', () => {
  it('is removed, and the record stays', async () => {
    const jobId = await order('xlsx', { kind: 'RECUSAL_REQUEST' })
    await run(jobId)
    clock.advance(24 * 3_600_000)
    expect(await findExportFile(officer, jobId, clock.now())).toEqual({ state: 'gone' })
    await handlers.exportExpiry?.({ jobId }, { clock, signal: new AbortController().signal, dedupeKey: 'x' })
    expect(readdirSync(join(env().DATA_DIR, 'exports')).filter((name) => name.includes(jobId))).toEqual([])
    expect(await jobOf(jobId)).toMatchObject({ status: 'DONE', downloadable: false, rowsDone: 1 })
  })
})
