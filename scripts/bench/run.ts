// Fills a database a size, measures ours and the floor in turn, prints a table and writes the figures.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import pg from 'pg'
import { orderExport } from '@/lib/exports/commands'
import { handlers as exportHandlers } from '@/lib/exports/subscribers'
import { registerMatter } from '@/lib/matters/commands'
import { getDesk } from '@/lib/desk/queries'
import type { Actor } from '@/lib/identity/types'
import { fixedClock, systemClock } from '@/lib/platform/clock'
import { asSystem, closeDb } from '@/lib/platform/db'
import { searchTokens } from '@/lib/platform/search-terms'
import { searchRecords } from '@/lib/records/queries'
import { listQueue } from '@/lib/review/queries'
import { queueFilterSchema } from '@/lib/review/schema'
import { actorOf } from '@/prisma/seed/actors'
import { seedRules } from '@/prisma/seed/base'
import { fill } from './fill'
import { CLERK, DISCIPLINE_UNIT, enterpriseName, FIRST_LEADER, HEAD, NOW, staffNo } from './generator'
import { compare, growthOf, type Measurement, type Pair } from './measure'

const RUNS = 40
/** The columns that a line of a list shows. */
const LINE = `c.id, c.kind, c.number, c.status, c.title, c."createdAt", c."dueAt", who.name, who."staffNo", unit.name
  FROM "Case" c JOIN "Official" who ON who.id = c."subjectId" JOIN "Organ" unit ON unit.id = c."organId"`

/** The same answer from bare SQL, without row-level security, transaction or log. */
async function pairsFor(records: number, floor: pg.Pool): Promise<Pair[]> {
  const office = await actorOf(staffNo(DISCIPLINE_UNIT, HEAD))
  const leader = await actorOf(staffNo(0, FIRST_LEADER))
  const clerk = await actorOf(staffNo(0, CLERK))
  const one = (name: string, ours: Pair['ours'], sql: string, values: unknown[] = []): Pair => ({
    name,
    records,
    runs: RUNS,
    ours,
    floor: () => floor.query(sql, values),
  })
  const filed = `c.status <> 'DRAFT'`
  const deep = await floor.query<{ id: string; at: Date }>(
    `SELECT id, "createdAt" AS at FROM "Case" c WHERE ${filed} ORDER BY "createdAt" DESC, id DESC OFFSET $1 LIMIT 1`,
    [Math.floor(records / 2)],
  )
  const cursor = deep.rows[0]
  if (!cursor) throw new Error('the generated cases are missing')
  const name = enterpriseName(17)
  return [
    one(
      'search: newest page',
      () => searchRecords(office, { filters: {} }, NOW),
      `SELECT ${LINE} WHERE ${filed} ORDER BY c."createdAt" DESC, c.id DESC LIMIT 51`,
    ),
    one(
      'search: an enterprise by name',
      () => searchRecords(office, { filters: { q: name } }, NOW),
      `SELECT ${LINE} JOIN "CaseSearch" s ON s."caseId" = c.id
       WHERE ${filed} AND s.tokens @> $1::text[] ORDER BY c."createdAt" DESC, c.id DESC LIMIT 51`,
      [searchTokens(name)],
    ),
    one(
      'search: a page in the middle',
      () => searchRecords(office, { filters: {}, after: `${cursor.at.toISOString()}_${cursor.id}` }, NOW),
      `SELECT ${LINE} WHERE ${filed} AND (c."createdAt", c.id) < ($1, $2) ORDER BY c."createdAt" DESC, c.id DESC LIMIT 51`,
      [cursor.at, cursor.id],
    ),
    one(
      'search: an official by number',
      () => searchRecords(office, { filters: { subject: staffNo(0, CLERK) } }, NOW),
      `SELECT ${LINE} WHERE ${filed} AND c."subjectId" = $1 ORDER BY c."createdAt" DESC, c.id DESC LIMIT 51`,
      [clerk.officialId],
    ),
    one(
      'queue of a leader',
      () => listQueue(leader, queueFilterSchema.parse({}), NOW),
      `SELECT ${LINE} WHERE c."deciderId" = $1 AND c."closedAt" IS NULL ORDER BY c."dueAt" LIMIT 51`,
      [leader.officialId],
    ),
    one(
      'desk of an official',
      () => getDesk(clerk, NOW),
      `SELECT ${LINE} WHERE c."subjectId" = $1 AND c."closedAt" IS NULL ORDER BY c."dueAt" LIMIT 51`,
      [clerk.officialId],
    ),
    write(records, floor, clerk),
    await exporting(records, floor, office),
  ]
}

/** A command with its log entry against the same rows and one entry from bare SQL in one transaction. */
function write(records: number, floor: pg.Pool, clerk: Actor): Pair {
  let number = 0
  return {
    name: 'write: register a matter',
    records,
    runs: RUNS,
    ours: async () => {
      const input = {
        number: `BENCH-${(number += 1)}`,
        title: '项目座谈',
        type: 'LICENSING' as const,
        enterpriseIds: [],
        handlerIds: [clerk.officialId],
      }
      const done = await registerMatter({ actor: clerk, clock: fixedClock(NOW.toISOString()), input })
      if (!done.ok) throw new Error(done.refusal.code)
    },
    floor: async () => {
      const client = await floor.connect()
      try {
        await client.query('BEGIN')
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO "Matter" (id, number, title, type, "organId", "openedOn", "updatedAt")
           VALUES (gen_random_uuid(), $1, '项目座谈', 'LICENSING', $2, '2026-11-24', now()) RETURNING id`,
          [`FLOOR-${(number += 1)}`, clerk.unitId],
        )
        await client.query(
          `INSERT INTO "MatterHandler" (id, "matterId", "officialId", duty, "startedAt")
           VALUES (gen_random_uuid(), $1, $2, '', now())`,
          [rows[0]?.id, clerk.officialId],
        )
        await client.query(`SELECT append_log($1, $2, NULL, '[]')`, [Buffer.alloc(1200, 120), NOW])
        await client.query('COMMIT')
      } finally {
        client.release()
      }
    },
  }
}

/** A whole search as a CSV file against reading the lines of the same cases at once. */
async function exporting(records: number, floor: pg.Pool, office: Actor): Promise<Pair> {
  const clock = fixedClock(NOW.toISOString())
  const ordered = async () => {
    const input = { purpose: '性能测量', format: 'csv' as const, locale: 'zh' as const, filters: {} }
    const done = await orderExport({ actor: office, clock, input })
    if (!done.ok) throw new Error(done.refusal.code)
    return done.value.jobId
  }
  const filed = await floor.query<{ cases: number }>(
    `SELECT count(*)::int AS cases FROM "Case" WHERE status <> 'DRAFT'`,
  )
  return {
    name: 'export: everything as CSV',
    records,
    runs: 3,
    warmUp: 0,
    rows: filed.rows[0]?.cases ?? 0,
    ours: async () => {
      const jobId = await ordered()
      await exportHandlers.export?.(
        { jobId },
        { clock, signal: new AbortController().signal, dedupeKey: jobId },
      )
      const job = await asSystem(NOW, (tx) => tx.exportJob.findUniqueOrThrow({ where: { id: jobId } }))
      if (job.status !== 'DONE') throw new Error(`the export is ${job.status}`)
    },
    floor: () =>
      floor.query(`SELECT ${LINE} WHERE c.status <> 'DRAFT' ORDER BY c."createdAt" DESC, c.id DESC`),
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run npm run bench`)
  return value
}

async function measureSize(records: number): Promise<Measurement[]> {
  const floor = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 2 })
  try {
    console.log(`${records} …`)
    await asSystem(NOW, seedRules)
    await fill(floor, records)
    const measured: Measurement[] = []
    for (const pair of await pairsFor(records, floor)) {
      const figures = await compare(pair)
      console.log(
        `  ${figures.name.padEnd(32)} ${String(figures.medianMs).padStart(8)} ms  p95 ${String(figures.p95Ms).padStart(8)} ms` +
          `  floor ${String(figures.floorMedianMs).padStart(8)} ms  × ${figures.ratio}`,
      )
      measured.push(figures)
    }
    return measured
  } finally {
    await floor.end()
    await closeDb()
  }
}

/** One size a process, because settings are read once; the figures of the sizes before stand in the file already. */
async function main(): Promise<void> {
  const file = setting('BENCH_JSON')
  const before = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { measurements: Measurement[] }).measurements
    : []
  const measurements = [...before, ...(await measureSize(Number(setting('BENCH_SIZE'))))]
  const growth = growthOf(measurements)
  for (const { name, ratio } of growth) console.log(`  growth ${name.padEnd(32)} × ${ratio}`)
  const at = systemClock.now().toISOString()
  const figures = { node: process.version, cpus: cpus().length, at, measurements, growth }
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
