import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '@/package.json'
import { db } from './db'
import { logger } from './log'

/** A worker that has not been heard for so long is missing. */
export const WORKER_SILENCE_MS = 30_000

export interface Health {
  status: 'ready' | 'not-ready'
  version: string
  node: string
  database: string | null
  migrations: { applied: number; latest: string | null; pending: string[] }
  worker: { secondsSinceHeard: number | null }
  missing: string[]
}

/** Whether everything a request needs is there. Public: versions and states, nothing else. */
export async function findHealth(now: Date): Promise<Health> {
  const health: Health = {
    status: 'not-ready',
    version: packageJson.version,
    node: process.versions.node,
    database: null,
    migrations: { applied: 0, latest: null, pending: [] },
    worker: { secondsSinceHeard: null },
    missing: [],
  }
  try {
    const [server] = await db().$queryRaw<
      [{ version: string }]
    >`SELECT current_setting('server_version') AS version`
    health.database = server.version
    const rows = await db().$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`
    const applied = rows.map((row) => row.name)
    health.migrations = {
      applied: applied.length,
      latest: applied.at(-1) ?? null,
      pending: shippedMigrations().filter((name) => !applied.includes(name)),
    }
    const beat = await db().heartbeat.findUnique({ where: { name: 'worker' } })
    health.worker.secondsSinceHeard = beat ? Math.round((now.getTime() - beat.at.getTime()) / 1000) : null
    if (health.migrations.pending.length > 0) health.missing.push('migrations')
    if (!beat || now.getTime() - beat.at.getTime() > WORKER_SILENCE_MS) health.missing.push('worker')
  } catch (error) {
    logger.warn({ err: error }, 'health: database does not answer')
    health.missing.push('database')
  }
  if (health.missing.length === 0) health.status = 'ready'
  return health
}

/** The migrations this build was shipped with. */
function shippedMigrations(): string[] {
  const folder = process.env.MIGRATIONS_DIR ?? join(process.cwd(), 'prisma/migrations')
  return readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
