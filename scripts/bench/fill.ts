// Fills a scratch database with the generated city, by COPY, past row-level security and checks of foreign keys.
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { directory, matters, register, sizeOf, type Cell, type Table } from './city'
import { cases } from './generator'

/** Cases that are made and written at once. */
const BATCH = 5000

export interface FillOptions {
  /** As many as there are records unless told. */
  enterprises?: number
  onProgress?: (what: string) => void
}

/**
 * Writes the city and its cases with the rights of a superuser. Indexes that are no key are dropped and made again, which
 * is many times faster; nobody else may use the database meanwhile. The planner is told at the end.
 */
export async function fill(pool: pg.Pool, records: number, options: FillOptions = {}): Promise<void> {
  const size = sizeOf(records, options.enterprises)
  const client = await pool.connect()
  const started = performance.now()
  const progress = (what: string) =>
    options.onProgress?.(`${what} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
  try {
    await client.query(`SET session_replication_role = replica`)
    await client.query(`SET maintenance_work_mem = '512MB'`)
    await client.query(`SET synchronous_commit = off`)
    const indexes = await dropIndexes(client)
    await copyAll(client, [directory(size), register(size), matters(size)])
    progress(`${size.officials} officials, ${size.enterprises} enterprises`)
    await copyAll(client, [batches(records, (from, to) => cases(size, from, to))])
    progress(`${records} cases`)
    for (const definition of indexes) await client.query(definition)
    progress(`${indexes.length} indexes`)
  } finally {
    await client.query('RESET session_replication_role').finally(() => client.release())
  }
  await pool.query('VACUUM ANALYZE')
  progress('vacuumed and analysed')
}

function* batches(records: number, make: (from: number, to: number) => Table[]): Generator<Table> {
  for (let from = 0; from < records; from += BATCH) yield* make(from, Math.min(from + BATCH, records))
}

/** Unique indexes go too: the rows are made so that they hold, and making them again checks it. */
async function dropIndexes(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY 1`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map((row) => row.definition)
}

/** One part is sent while the next is made. Small parts of one table travel together. */
async function copyAll(client: pg.PoolClient, sources: readonly Iterable<Table>[]): Promise<void> {
  const waiting = new Map<string, Table>()
  let sent: Promise<void> = Promise.resolve()
  const send = async (table: Table) => {
    const lines = encoded(table)
    await sent
    sent = pipeline(Readable.from([lines]), client.query(copyFrom(statementFor(table))))
  }
  for (const source of sources) {
    for (const { name, rows } of source) {
      if (rows.length === 0) continue
      const table = waiting.get(name) ?? { name, rows: [] }
      for (const row of rows) table.rows.push(row)
      waiting.set(name, table)
      if (table.rows.length < BATCH) continue
      waiting.delete(name)
      await send(table)
    }
  }
  for (const table of waiting.values()) await send(table)
  await sent
}

function columnsOf({ rows }: Table): string[] {
  return Object.keys(rows[0] ?? {})
}

function statementFor(table: Table): string {
  const columns = columnsOf(table).map((column) => `"${column}"`)
  return `COPY "${table.name}" (${columns.join(', ')}) FROM STDIN`
}

/** Lines of COPY's text format; every row has the columns of the first. */
function encoded(table: Table): Buffer {
  const columns = columnsOf(table)
  const lines = table.rows.map((row) => columns.map((column) => field(row[column] ?? null)).join('\t'))
  return Buffer.from(`${lines.join('\n')}\n`)
}

function field(value: Cell): string {
  if (value === null) return '\\N'
  if (typeof value === 'object') return `{${value.join(',')}}`
  return typeof value === 'string' ? value.replace(/[\\\t\n]/g, (sign) => `\\${sign}`) : String(value)
}
