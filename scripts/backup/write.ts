import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import packageJson from '@/package.json'
import { systemClock } from '@/lib/platform/clock'
import { files } from '@/lib/platform/files'
import {
  FORMAT,
  hashing,
  hiddenTables,
  listMigrations,
  listTables,
  MANIFEST,
  partOf,
  quoted,
  Unusable,
  type Manifest,
  type TablePart,
} from './tables'

/**
 * Writes the whole database in one snapshot, then the files that it names, then the list of both: a folder without
 * `manifest.json` is no backup. Runs beside the product. Throws `Unusable` for a folder that is not empty, and when a file is
 * missing.
 */
export async function writeBackup(ownerUrl: string, folder: string): Promise<Manifest> {
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new Unusable(`文件夹 ${folder} 不是空的。 The folder ${folder} is not empty.`)
  await mkdir(join(folder, 'database'), { recursive: true, mode: 0o700 })
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SELECT set_config('app.actor', 'system', true)`)
    const hidden = await hiddenTables(client)
    if (hidden.length > 0)
      throw new Error(`the system may not read ${hidden.join(', ')}: the backup would lack them`)
    const manifest: Manifest = {
      format: FORMAT,
      version: packageJson.version,
      createdAt: systemClock.now().toISOString(),
      postgres:
        (await client.query<{ v: string }>(`SELECT current_setting('server_version') AS v`)).rows[0]?.v ?? '',
      migrations: await listMigrations(client),
      tables: {},
      sequences: await readSequences(client),
      log: await readHead(client),
      files: {},
    }
    for (const [table, columns] of await listTables(client))
      manifest.tables[table] = await writeTable(client, folder, table, columns)
    const named = await namedFiles(client)
    await client.query('COMMIT')
    manifest.files = await writeFiles(client, folder, named)
    const unfinished = join(folder, `${MANIFEST}.part`)
    await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await rename(unfinished, join(folder, MANIFEST))
    return manifest
  } finally {
    await client.end()
  }
}

async function writeTable(
  client: Client,
  folder: string,
  table: string,
  columns: string[],
): Promise<TablePart> {
  const names = columns.map(quoted).join(', ')
  const copy = client.query(copyTo(`COPY (SELECT ${names} FROM ${quoted(table)}) TO STDOUT`))
  const { through, hex } = hashing()
  const out = createWriteStream(join(folder, partOf(table)), { mode: 0o600, flags: 'wx' })
  await pipeline(copy, through, createGzip(), out)
  return { columns, rows: copy.rowCount, sha256: hex() }
}

async function readSequences(client: Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'`,
  )
  const sequences: Manifest['sequences'] = {}
  for (const { name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${quoted(name)}`,
    )
    if (found.rows[0]) sequences[name] = found.rows[0]
  }
  return sequences
}

async function readHead(client: Client): Promise<Manifest['log']> {
  const { rows } = await client.query<{ index: string; hash: string }>(
    // By the column, not by the text that goes out under the same name: of texts 9 comes after 10.
    `SELECT e."index"::text AS index, encode(e.hash, 'hex') AS hash FROM "LogEntry" e ORDER BY e."index" DESC LIMIT 1`,
  )
  return { index: Number(rows[0]?.index ?? 0), hash: rows[0]?.hash ?? '' }
}

const NAMED = `
  SELECT 'files/' || left(sha256, 2) || '/' || sha256 AS key, sha256 FROM "Attachment"
  UNION SELECT 'files/' || left(sha256, 2) || '/' || sha256, sha256 FROM "PublicFile"
  UNION SELECT 'imports/' || id || '.' || format, sha256 FROM "ImportBatch" WHERE status <> 'CANCELLED'`

/** The files that rows name; exports are not kept, they can be ordered again. */
async function namedFiles(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; sha256: string }>(NAMED)
  return new Map(rows.map(({ key, sha256 }) => [key, sha256]))
}

async function writeFiles(
  client: Client,
  folder: string,
  named: ReadonlyMap<string, string>,
): Promise<Manifest['files']> {
  const written: Manifest['files'] = {}
  const missing: string[] = []
  for (const [key, sha256] of named) {
    const found = await files().get(key)
    if (!found) {
      missing.push(key)
      continue
    }
    const path = join(folder, key)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const { through, hex } = hashing()
    await pipeline(found.stream, through, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
    if (hex() !== sha256)
      throw new Unusable(
        `文件 ${key} 已损坏。 The file ${key} is damaged: its bytes are not those that were stored.`,
      )
    written[key] = { size: found.size, sha256 }
  }
  // Taken off a form or put away while the backup ran: then no row names it any more.
  await client.query(`SELECT set_config('app.actor', 'system', false)`)
  const still = missing.length > 0 ? await namedFiles(client) : new Map<string, string>()
  const lost = missing.filter((key) => still.has(key))
  if (lost.length > 0)
    throw new Unusable(`缺少文件：${lost.join('、')}。 These files are missing: ${lost.join(', ')}.`)
  return written
}
