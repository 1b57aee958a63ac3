import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { files } from '@/lib/platform/files'
import {
  FORMAT,
  hashing,
  listMigrations,
  listTables,
  MANIFEST,
  partOf,
  quoted,
  Unusable,
  type Manifest,
} from './tables'

/** What a database holds that was migrated and got its first rules, but was never worked with. */
const FRESH = new Set(['_prisma_migrations', 'LogHead', 'PolicyVersion', 'CalendarDay', 'CalendarYear'])

/**
 * Puts a backup into a database that nobody has worked with, in one transaction, and its files into the file store. Throws
 * `Unusable` when the folder is no whole backup, the database is of another version or holds something, or bytes differ from
 * the list; then nothing of the database has changed.
 */
export async function readBackup(ownerUrl: string, folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    await checkTarget(client, manifest)
    const rebuild = await openTables(client)
    for (const table of Object.keys(manifest.tables)) await readTable(client, folder, table, manifest)
    for (const statement of rebuild) await client.query(statement)
    for (const [name, { value, called }] of Object.entries(manifest.sequences))
      await client.query('SELECT setval($1::regclass, $2, $3)', [quoted(name), value, called])
    // Files first: a database whose files are missing is worse than files that nobody names.
    for (const [key, expected] of Object.entries(manifest.files))
      await files().put(key, createReadStream(join(folder, key)), expected)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST)
  if (!existsSync(path))
    throw new Unusable(`${folder} 中没有完整的备份。 ${folder} holds no whole backup (no ${MANIFEST}).`)
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
  if (manifest.format !== FORMAT)
    throw new Unusable(`不认识的备份格式。 This version does not know the format of the backup.`)
  return manifest
}

async function checkTarget(client: Client, manifest: Manifest): Promise<void> {
  const migrations = await listMigrations(client)
  if (migrations.join() !== manifest.migrations.join())
    throw new Unusable(
      `备份来自版本 ${manifest.version}，请先用该版本恢复，再升级。 The backup is of version ${manifest.version}, whose migrations differ: restore with the sources of that version, then upgrade.`,
    )
  await client.query(`SELECT set_config('app.actor', 'system', true)`)
  for (const table of (await listTables(client)).keys()) {
    if (FRESH.has(table)) continue
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`)
    if (rowCount)
      throw new Unusable(
        `目标数据库不是空的（表 ${table}），没有恢复。 The database is not empty (table ${table}): nothing was restored.`,
      )
  }
}

/**
 * Lets the owner write every row as it was: row policies, triggers and references stand aside within the transaction. Answers
 * the statements that put them back; each reference is checked then.
 */
async function openTables(client: Client): Promise<string[]> {
  const rebuild: string[] = []
  const references = await client.query<{ tab: string; name: string; definition: string }>(`
    SELECT c.relname AS tab, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace`)
  for (const { tab, name, definition } of references.rows) {
    await client.query(`ALTER TABLE ${quoted(tab)} DROP CONSTRAINT ${quoted(name)}`)
    rebuild.push(`ALTER TABLE ${quoted(tab)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  }
  const tables = await client.query<{ name: string; forced: boolean }>(`
    SELECT relname AS name, relforcerowsecurity AS forced FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`)
  for (const { name, forced } of tables.rows) {
    await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY`)
    rebuild.push(
      `ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER${forced ? ', FORCE ROW LEVEL SECURITY' : ''}`,
    )
  }
  return rebuild
}

async function readTable(client: Client, folder: string, table: string, { tables }: Manifest): Promise<void> {
  const part = tables[table]
  if (!part) return
  await client.query(`DELETE FROM ${quoted(table)}`)
  const names = part.columns.map(quoted).join(', ')
  const copy = client.query(copyFrom(`COPY ${quoted(table)} (${names}) FROM STDIN`))
  const { through, hex } = hashing()
  await pipeline(createReadStream(join(folder, partOf(table))), createGunzip(), through, copy)
  if (hex() !== part.sha256 || copy.rowCount !== part.rows)
    throw new Unusable(
      `备份的表 ${table} 已损坏，没有恢复。 The table ${table} of the backup is damaged: nothing was restored.`,
    )
}
