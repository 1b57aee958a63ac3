import type pg from 'pg'
import { cases, directory, type Cell, type Row, type Table } from './generator'

/** Cases that are made and written at once. */
const BATCH = 2000
/** Columns of JSON that the generator writes as text. */
const JSON_COLUMNS = new Set(['conditions', 'data'])

/** Writes the organisation and its cases, past row-level security, and tells the planner. */
export async function fill(pool: pg.Pool, records: number): Promise<void> {
  for (const table of directory()) await insert(pool, table)
  for (let from = 0; from < records; from += BATCH)
    for (const table of cases(records, from, Math.min(from + BATCH, records))) await insert(pool, table)
  await pool.query('VACUUM ANALYZE')
}

async function insert(pool: pg.Pool, { name, rows }: Table): Promise<void> {
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .map((column) => `"${column}"`)
    .join(', ')
  await pool.query(
    `INSERT INTO "${name}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${name}", $1::jsonb)`,
    [JSON.stringify(rows.map(stored))],
  )
}

function stored(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, Cell]) => [
      column,
      JSON_COLUMNS.has(column) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    ]),
  )
}
