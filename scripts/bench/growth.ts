// What a year's cases take on disk: reports that go their whole way by the product's own commands, and how many bytes each
// table and its indexes grew by. Told for a million cases.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { decideReport, endDealing } from '@/lib/advance-reports/deciding/commands'
import { reportResult, startReport, submitReport } from '@/lib/advance-reports/commands'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, closeDb } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { actorOf } from '@/prisma/seed/actors'
import { enterpriseId, HEAD, HR, leaderOf, staffNo } from './city'
import { append } from './figures'
import { filing } from './filing'
import { citySize, usualUnit } from './people'
import { NOW } from './seeded'
import { setting } from './settings'

const CASES = 100
const MILLION = 1_000_000
/** The report of the result is due after the dealing: that is when it is made. */
const AFTER = '2026-12-05T02:00:00.000Z'

interface Taken {
  table: string
  /** Of one report. */
  rows: number
  /** Megabytes of a million reports: rows as they are stored, and their share of all indexes. */
  heapMb: number
  indexMb: number
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

/** Draft, filing, approval, the end of the dealing and its result: five steps. */
async function oneReport(official: Actor, leader: Actor): Promise<string> {
  const clock = fixedClock(NOW.toISOString())
  const versionOf = async (id: string) =>
    (await asSystem(clock.now(), (tx) => tx.case.findUniqueOrThrow({ where: { id } }))).version
  const as = (actor: Actor) => ({ actor, clock, requestKey: randomUUID() })
  const { caseId } = done(await startReport({ ...as(official), input: {} }))
  const content = filing([enterpriseId(1), enterpriseId(2)])
  done(await submitReport({ ...as(official), input: { caseId, version: 1, content } }))
  const decision = { event: 'approve' as const, reason: '情况属实，同意。', measures: [], measuresNote: '' }
  done(
    await decideReport({
      ...as(leader),
      input: { caseId, version: await versionOf(caseId), ...decision },
    }),
  )
  clock.set(AFTER)
  done(await endDealing(clock, caseId))
  const result = {
    held: true,
    summary: '按时召开，当场答复。',
    costPaid: '',
    promises: '',
    gifts: [],
  }
  done(
    await reportResult({ ...as(official), input: { caseId, version: await versionOf(caseId), ...result } }),
  )
  return caseId
}

/** How to find the rows of some cases, by table. */
async function tablesOf(superuser: pg.Pool): Promise<{ table: string; where: string }[]> {
  const { rows } = await superuser.query<{ table: string }>(
    `SELECT c.table_name AS table FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'caseId' AND t.table_type = 'BASE TABLE'
       AND c.table_name <> 'LogEntry' ORDER BY 1`,
  )
  const byCase = rows.map(({ table }) => ({
    table,
    where: '"caseId" = ANY ($1::uuid[]) AND $2::bigint >= 0',
  }))
  const every = '$1::uuid[] IS NOT NULL AND $2::bigint <='
  return [
    { table: 'Case', where: 'id = ANY ($1::uuid[]) AND $2::bigint >= 0' },
    ...byCase,
    {
      table: 'IdempotencyKey',
      where: `"response"::text LIKE ANY (SELECT '%' || id || '%' FROM unnest($1::text[]) AS id) AND $2::bigint >= 0`,
    },
    { table: 'LogEntry', where: `${every} index` },
    { table: 'LogOpening', where: `${every} "entryIndex"` },
  ]
}

/** Rows and bytes in a table; a row's share of the indexes is what the indexes hold divided by all rows. */
async function takenBy(
  superuser: pg.Pool,
  { table, where }: { table: string; where: string },
  [ids, firstEntry]: [string[], number],
): Promise<Taken> {
  const { rows } = await superuser.query<{ rows: number; bytes: number }>(
    `SELECT count(*)::int AS rows, coalesce(sum(pg_column_size(t.*) + 4), 0)::float8 AS bytes
     FROM "${table}" t WHERE ${where}`,
    [ids, firstEntry],
  )
  const whole = await superuser.query<{ rows: number; bytes: number }>(
    `SELECT count(*)::int AS rows, pg_indexes_size('"${table}"')::float8 AS bytes FROM "${table}"`,
  )
  const found = rows[0]?.rows ?? 0
  const perRow = (whole.rows[0]?.bytes ?? 0) / Math.max(1, whole.rows[0]?.rows ?? 1)
  const megabytes = (bytes: number) => Math.round((bytes / CASES) * (MILLION / 1024 / 1024))
  return {
    table,
    rows: found / CASES,
    heapMb: megabytes(rows[0]?.bytes ?? 0),
    indexMb: megabytes(perRow * found),
  }
}

async function main(): Promise<void> {
  const superuser = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  try {
    const size = citySize()
    const official = await actorOf(staffNo(usualUnit(size), HR + 1))
    const head = await superuser.query<{ next: string }>(`SELECT "nextIndex"::text AS next FROM "LogHead"`)
    const leader = await actorOf(staffNo(usualUnit(size), leaderOf(HR + 1) ?? HEAD))
    const ids: string[] = []
    for (let number = 0; number < CASES; number += 1) ids.push(await oneReport(official, leader))
    const taken: Taken[] = []
    for (const table of await tablesOf(superuser)) {
      const one = await takenBy(superuser, table, [ids, Number(head.rows[0]?.next ?? 0)])
      if (one.rows > 0) taken.push(one)
    }
    taken.sort((a, b) => b.heapMb + b.indexMb - a.heapMb - a.indexMb)
    for (const { table, rows, heapMb, indexMb } of taken)
      console.log(
        `  ${table.padEnd(16)} ${rows.toFixed(1).padStart(5)} rows a report  ${String(heapMb).padStart(6)} MB + indexes ${String(indexMb).padStart(6)} MB a million`,
      )
    const total = taken.reduce((sum, one) => sum + one.heapMb + one.indexMb, 0)
    console.log(`  all: ${(total / 1024).toFixed(1)} GB a million reports`)
    append({ growthPerMillion: taken })
  } finally {
    await superuser.end()
    await closeDb()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
