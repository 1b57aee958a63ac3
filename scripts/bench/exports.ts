// Exports at a size: each format against a bare COPY of the same cells, in turn; then cancelling, and two at once beside
// a desk. Run by `npm run bench` after the other figures, on the same database.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { getDesk } from '@/lib/desk/queries'
import { cancelExport, orderExport } from '@/lib/exports/commands'
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/exports/schema'
import { handlers } from '@/lib/exports/subscribers'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, closeDb } from '@/lib/platform/db'
import { citySize, people } from './people'
import { NOW } from './seeded'
import { setting } from './settings'
import { median, percentile, ratioOf } from './measure'

const clock = fixedClock(NOW.toISOString())
const MB = 1_048_576
/** How often memory and the first byte are looked at. */
const LOOK_MS = 10

/**
 * The cells of an export by whole tables, each joined once: the quickest that PostgreSQL does for the same content, past
 * row-level security and with the chains as deep as the generated ones are.
 */
const CELLS = `
  SELECT c.id, c.number, c."documentNumber", c.kind, c.status, c.title, c."groundCode", c."groundArticle", c."createdAt",
    c."closedAt", c."limitName", c."dueAt", c."pausedAt", c."policyVersion", who."staffNo", who.name, who.post, unit.name,
    matter.number, matter.title, decider.name, decider.post, parties.list, steps.list, d."acknowledgeDueAt",
    d."acknowledgedAt", d."handoverDueAt", d."handedOverAt",
    concat_ws(',', up3.number, up2.number, up1.number), concat_ws(',', down1.number, down2.number, down3.number)
  FROM "Case" c
  JOIN "Official" who ON who.id = c."subjectId"
  JOIN "Organ" unit ON unit.id = c."organId"
  LEFT JOIN "Matter" matter ON matter.id = c."matterId"
  LEFT JOIN "Official" decider ON decider.id = c."decidedById"
  LEFT JOIN "RecusalDecision" d ON d."caseId" = c.id
  LEFT JOIN (SELECT party."caseId", string_agg(firm.name || ' ' || coalesce(firm.uscc, ''), ',' ORDER BY party.ordinal) AS list
    FROM "CaseParty" party JOIN "Enterprise" firm ON firm.id = party."enterpriseId" GROUP BY 1) parties ON parties."caseId" = c.id
  LEFT JOIN (SELECT step."caseId", string_agg(step.event || ' ' || step.at || ' ' || (step.data ->> 'clock'), ',' ORDER BY step.seq) AS list
    FROM "CaseEvent" step GROUP BY 1) steps ON steps."caseId" = c.id
  LEFT JOIN "Case" up1 ON up1.id = c."parentId" LEFT JOIN "Case" up2 ON up2.id = up1."parentId"
  LEFT JOIN "Case" up3 ON up3.id = up2."parentId"
  LEFT JOIN "Case" down1 ON down1."parentId" = c.id LEFT JOIN "Case" down2 ON down2."parentId" = down1.id
  LEFT JOIN "Case" down3 ON down3."parentId" = down2.id
  WHERE c.status <> 'DRAFT'
  ORDER BY c."createdAt" DESC, c.id DESC`

/** The bare columns that a line of a list shows. */
const LINES = `
  SELECT c.id, c.kind, c.number, c.status, c.title, c."createdAt", c."dueAt", who.name, who."staffNo", unit.name
  FROM "Case" c JOIN "Official" who ON who.id = c."subjectId" JOIN "Organ" unit ON unit.id = c."organId"
  WHERE c.status <> 'DRAFT' ORDER BY c."createdAt" DESC, c.id DESC`

async function copied(floor: pg.Pool, sql: string): Promise<number> {
  const client = await floor.connect()
  const start = performance.now()
  try {
    for await (const chunk of client.query(to(`COPY (${sql}) TO STDOUT`))) void chunk
    return performance.now() - start
  } finally {
    client.release()
  }
}

async function ordered(actor: Actor, format: ExportFormat): Promise<string> {
  const input = { purpose: '性能测量', format, locale: 'zh' as const, filters: {} }
  const done = await orderExport({ actor, clock, input })
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.jobId
}

async function run(jobId: string): Promise<void> {
  const signal = new AbortController().signal
  await handlers.export?.({ jobId }, { clock, signal, dedupeKey: `export:${jobId}` })
}
const jobOf = (jobId: string) =>
  asSystem(NOW, (tx) => tx.exportJob.findUniqueOrThrow({ where: { id: jobId } }))

/** Where the files of exports are written while they are made. */
const folder = () => join(setting('DATA_DIR'), 'exports')

/** How many bytes of an export are there. */
function writtenBytes(jobId: string): number {
  const name = readdirSync(folder()).find((one) => one.includes(jobId))
  return name ? statSync(join(folder(), name)).size : 0
}

interface Written {
  ms: number
  firstByteMs: number
  firstProgressMs: number
  growthMb: number
  rows: number
  sizeMb: number
}

/** Memory as it is after what can go has gone. */
async function settled(): Promise<number> {
  globalThis.gc?.()
  await pause(50)
  return process.memoryUsage().rss
}

async function written(actor: Actor, format: ExportFormat): Promise<Written> {
  const jobId = await ordered(actor, format)
  const before = await settled()
  let most = before
  let firstByteMs = NaN
  let firstProgressMs = NaN
  const start = performance.now()
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
    if (Number.isNaN(firstByteMs) && writtenBytes(jobId) > 4096) firstByteMs = performance.now() - start
  }, LOOK_MS)
  const progress = async () => {
    while (Number.isNaN(firstProgressMs)) {
      if ((await jobOf(jobId)).rowsDone > 0) firstProgressMs = performance.now() - start
      else await pause(LOOK_MS)
    }
  }
  await Promise.all([run(jobId), progress()])
  const ms = performance.now() - start
  clearInterval(look)
  const job = await jobOf(jobId)
  if (job.status !== 'DONE') throw new Error(`the export is ${job.status}`)
  const sizeMb = Number(job.size) / MB
  return { ms, firstByteMs, firstProgressMs, growthMb: (most - before) / MB, rows: job.rowsDone, sizeMb }
}

/** Cancelled in the middle: how long until the database, the file and the memory are free again. */
async function cancelled(actor: Actor, floor: pg.Pool) {
  const before = await settled()
  const jobId = await ordered(actor, 'csv')
  const running = run(jobId)
  while ((await jobOf(jobId)).rowsDone === 0) await pause(LOOK_MS)
  const start = performance.now()
  const done = await cancelExport({ actor, clock, input: { jobId } })
  if (!done.ok) throw new Error(done.refusal.code)
  await running
  const ms = performance.now() - start
  const backends = await floor.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'qinqing export'`,
  )
  const files = readdirSync(folder()).filter((name) => name.includes(jobId)).length
  return { ms, backends: backends.rows[0]?.n, files, keptMb: ((await settled()) - before) / MB }
}

/** The desk of an official, asked for again and again while `busy` lasts (or so many times). */
async function deskTimes(clerk: Actor, busy: () => boolean): Promise<number[]> {
  const times: number[] = []
  while (busy()) {
    const start = performance.now()
    await getDesk(clerk, NOW)
    times.push(performance.now() - start)
    await pause(20)
  }
  return times
}

const QUIET_RUNS = 60

async function measure(records: number): Promise<Record<string, unknown>> {
  const floor = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 2 })
  try {
    const { office, official: clerk } = await people(citySize())
    const runs = records > 200_000 ? 1 : 3
    mkdirSync(folder(), { recursive: true, mode: 0o700 })
    await written(office, 'csv')
    const cells: number[] = []
    const lines: number[] = []
    const formats: Record<string, Written[]> = {}
    for (let round = 0; round < runs; round += 1)
      for (const format of EXPORT_FORMATS) {
        cells.push(await copied(floor, CELLS))
        lines.push(await copied(floor, LINES))
        ;(formats[format] ??= []).push(await written(office, format))
      }
    const figures: Record<string, unknown> = {
      records,
      copyCellsMs: Math.round(median(cells)),
      copyLinesMs: Math.round(median(lines)),
    }
    for (const [format, list] of Object.entries(formats)) {
      const of = (name: keyof Written) => Math.round(median(list.map((one) => one[name])))
      figures[format] = {
        ms: of('ms'),
        rows: of('rows'),
        rowsPerSecond: Math.round((of('rows') * 1000) / of('ms')),
        timesCopyOfCells: ratioOf(of('ms'), median(cells)),
        timesCopyOfLines: ratioOf(of('ms'), median(lines)),
        firstByteMs: of('firstByteMs'),
        firstProgressMs: of('firstProgressMs'),
        growthMb: Math.max(...list.map((one) => Math.round(one.growthMb))),
        sizeMb: of('sizeMb'),
      }
    }
    figures.cancel = await cancelled(office, floor)
    let left = QUIET_RUNS
    const quiet = await deskTimes(clerk, () => (left -= 1) >= 0)
    const two = { running: true }
    const both = Promise.all([await ordered(office, 'csv'), await ordered(office, 'csv')].map(run)).finally(
      () => (two.running = false),
    )
    const start = performance.now()
    const beside = await deskTimes(clerk, () => two.running)
    await both
    figures.twoAtOnce = {
      ms: Math.round(performance.now() - start),
      deskQuietP95Ms: Math.round(percentile(quiet, 0.95)),
      deskBesideP95Ms: Math.round(percentile(beside, 0.95)),
      deskAsked: beside.length,
      times: ratioOf(percentile(beside, 0.95), percentile(quiet, 0.95)),
    }
    return figures
  } finally {
    await floor.end()
    await closeDb()
  }
}

async function main(): Promise<void> {
  const figures = await measure(Number(setting('BENCH_SIZE')))
  console.log(JSON.stringify(figures, null, 2))
  const file = setting('BENCH_JSON').replace(/(\.json)?$/, '-exports.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown[]) : []
  writeFileSync(file, `${JSON.stringify([...before, figures], null, 2)}\n`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
