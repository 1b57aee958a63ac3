// Applies prisma/migrations as `prisma migrate deploy` does, without Prisma's command line.
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../prisma/migrations')
/** The lock that Prisma's own engine takes. */
const PRISMA_LOCK = 72_707_369

/** Applies what is missing, each migration in one transaction; `appRole` gets the app's privileges. Answers the names. */
export async function migrate(ownerUrl, { appRole, folder = MIGRATIONS }) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
    const { rows } = await client.query(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    const broken = rows.find((row) => !row.finished_at)
    if (broken)
      throw new Error(`Migration ${broken.migration_name} failed earlier: resolve it before starting.`)
    const done = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const applied = []
    for (const name of await migrationNames(folder)) {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      if (done.has(name)) {
        if (done.get(name) !== checksum)
          throw new Error(
            `Migration ${name} was edited after it was applied: restore it, or start with an empty database.`,
          )
        continue
      }
      await applyOne(client, { name, sql, checksum, appRole })
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** The migrations in the order they are applied. */
export async function migrationNames(folder = MIGRATIONS) {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function applyOne(client, { name, sql, checksum, appRole }) {
  await client.query('BEGIN')
  try {
    await client.query("SELECT set_config('qinqing.app_role', $1, true)", [appRole])
    await client.query(sql)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name}: ${error.message}`, { cause: error })
  }
}
