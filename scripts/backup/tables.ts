// What a backup holds of a database, and where its parts lie in the folder.
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { Client } from 'pg'

export const FORMAT = 1
export const MANIFEST = 'manifest.json'

export interface TablePart {
  columns: string[]
  rows: number
  sha256: string
}

export interface Manifest {
  format: typeof FORMAT
  version: string
  createdAt: string
  postgres: string
  migrations: string[]
  tables: Record<string, TablePart>
  sequences: Record<string, { value: string; called: boolean }>
  log: { index: number; hash: string }
  /** Size by key; the name of an attachment is its SHA-256, that of an import has one in its batch. */
  files: Record<string, { size: number; sha256: string }>
}

/** A sentence for the person at the terminal. */
export class Unusable extends Error {}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const partOf = (table: string) => `database/${table}.copy.gz`

/** Every table with the columns that are stored; those that the database computes are made again. */
export async function listTables(client: Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = ''
    GROUP BY 1 ORDER BY 1`)
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}

export async function listMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Tables whose rows the system may not read by a policy: they would be left out without a word. */
export async function hiddenTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity AND NOT EXISTS (
      SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*')
        AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app_is_system()%')`)
  return rows.map(({ name }) => name)
}

/** Passes bytes on and keeps their hash. */
export function hashing(): { through: Transform; hex(): string } {
  const hash = createHash('sha256')
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { through, hex: () => hash.digest('hex') }
}
