// Reads the plans of the product's own statements, as the app role under row-level security, and fails on a scan of a
// whole big table. PostgreSQL itself reports them (auto_explain), also those inside functions.
import { openSync, readSync, closeSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { closeDb } from '@/lib/platform/db'
import { directoryPairs } from './directory'
import { append } from './figures'
import { listPairs } from './lists'
import { writePairs } from './write'
import { setting } from './settings'

/** A table of so many rows is never read as a whole, nor this share of it. */
const BIG = 20_000
const MOST_OF_IT = 0.05

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Actual Total Time'?: number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}
interface Explained {
  'Query Text': string
  Plan: Node
}

interface Path {
  name: string
  statements: number
  buffers: number
  /** Scans of whole big tables. */
  scans: string[]
  lines: string[]
}

/** Has the server write each plan of the app role into its log, for this database only. */
async function reportPlans(superuser: pg.Client, app: string, on: boolean): Promise<void> {
  const database = pg.escapeIdentifier(new URL(setting('DATABASE_URL')).pathname.slice(1))
  const settings: Record<string, string> = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_timing': 'on',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'log',
  }
  await superuser.query(`LOAD 'auto_explain'`)
  for (const [name, value] of Object.entries(settings))
    await superuser.query(
      `ALTER ROLE ${pg.escapeIdentifier(app)} IN DATABASE ${database} ${on ? `SET ${name} = ${pg.escapeLiteral(value)}` : `RESET ${name}`}`,
    )
}

class ServerLog {
  #at: number
  constructor(readonly file: string) {
    this.#at = statSync(file).size
  }

  /** What was written since the last call. */
  read(): string {
    const size = statSync(this.file).size
    const bytes = Buffer.alloc(size - this.#at)
    const handle = openSync(this.file, 'r')
    readSync(handle, bytes, 0, bytes.length, this.#at)
    closeSync(handle)
    this.#at = size
    return bytes.toString('utf8')
  }
}

/** The plans in a piece of the server's log: continued lines begin with a tab. */
function plansIn(text: string): Explained[] {
  return [...text.matchAll(/duration: [\d.]+ ms {2}plan:\n((?:\t.*\n)+)/g)].flatMap(([, json]) => {
    const plan = JSON.parse((json ?? '').replace(/^\t/gm, '')) as Explained
    return [plan]
  })
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

function rowsRead(node: Node): number {
  return ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 0)
}

/** One line a node that reads a table, deepest first read last. */
function linesOf(node: Node, depth = 0): string[] {
  const where = node['Relation Name'] ?? node['Index Name']
  const rows = (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0)
  const removed = (node['Rows Removed by Filter'] ?? 0) * (node['Actual Loops'] ?? 0)
  const own = where
    ? [
        `${'  '.repeat(depth)}${node['Node Type']} ${where}${node['Relation Name'] && node['Index Name'] ? ` by ${node['Index Name']}` : ''}: ${Math.round(rows)} rows${removed ? `, ${Math.round(removed)} passed over` : ''}, ${(node['Actual Total Time'] ?? 0).toFixed(1)} ms`,
      ]
    : []
  return [...own, ...(node.Plans ?? []).flatMap((one) => linesOf(one, depth + (where ? 1 : 0)))]
}

async function bigTables(superuser: pg.Client): Promise<Map<string, number>> {
  const { rows } = await superuser.query<{ name: string; rows: number }>(
    `SELECT relname AS name, reltuples::float8 AS rows FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND reltuples >= $1`,
    [BIG],
  )
  return new Map(rows.map((row) => [row.name, row.rows]))
}

function judged(name: string, plans: readonly Explained[], big: ReadonlyMap<string, number>): Path {
  const scans = plans.flatMap(({ Plan }) =>
    nodesOf(Plan).flatMap((node) => {
      const table = node['Relation Name'] ?? ''
      const read = rowsRead(node)
      return node['Node Type'].endsWith('Seq Scan') && read > MOST_OF_IT * (big.get(table) ?? Infinity)
        ? [`${table} (${Math.round(read)} rows)`]
        : []
    }),
  )
  const buffers = plans.reduce(
    (sum, { Plan }) => sum + (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0),
    0,
  )
  return { name, statements: plans.length, buffers, scans, lines: plans.flatMap(({ Plan }) => linesOf(Plan)) }
}

async function main(): Promise<void> {
  const superuser = new pg.Client({ connectionString: setting('BENCH_FLOOR_URL') })
  await superuser.connect()
  const app = decodeURIComponent(new URL(setting('DATABASE_URL')).username)
  const floor = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  const only = process.env.BENCH_PLAN ?? ''
  const paths: Path[] = []
  try {
    const records = Number(setting('BENCH_SIZE'))
    const pairs = [
      ...(await listPairs(records, floor)),
      ...(await directoryPairs(records, floor)),
      ...(await writePairs(records, floor)),
    ]
    await closeDb()
    await reportPlans(superuser, app, true)
    const big = await bigTables(superuser)
    const log = new ServerLog(join(setting('DATA_DIR'), 'postgres/server.log'))
    for (const pair of pairs) {
      if (!pair.name.includes(only)) continue
      // The first call fills caches, the second is what a user meets.
      await pair.ours()
      log.read()
      await pair.ours()
      const path = judged(pair.name, plansIn(log.read()), big)
      paths.push(path)
      console.log(`\n${path.name}: ${path.statements} statements, ${path.buffers} buffers`)
      for (const line of path.lines) console.log(`    ${line}`)
      for (const scan of path.scans) console.log(`  ✗ reads through ${scan}`)
    }
  } finally {
    await reportPlans(superuser, app, false)
    await superuser.end()
    await floor.end()
    await closeDb()
  }
  const wrong = paths.filter((path) => path.scans.length > 0)
  append({ plans: paths.map(({ lines: _lines, ...path }) => path) })
  console.log(`\n${paths.length} hot paths, ${wrong.length} with a scan of a whole big table`)
  if (wrong.length > 0 || paths.length === 0) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
