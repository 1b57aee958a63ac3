// Makes a scratch database a size: rules, the generated city, and a mark that says so.
import pg from 'pg'
import { closeDb, asSystem } from '@/lib/platform/db'
import { seedRules } from '@/prisma/seed/base'
import { fill } from './fill'
import { NOW, SEED } from './seeded'

const MARK = 'bench'

export interface Prepared {
  records: number
  enterprises: number
  seed: number
}

/** What a database was filled with; null when it was not, or not to the end. */
export async function findMark(pool: pg.Pool): Promise<Prepared | null> {
  const { rows } = await pool.query<{ value: Prepared }>(`SELECT value FROM "Setting" WHERE key = $1`, [MARK])
  return rows[0]?.value ?? null
}

/** Fills unless these very rows are there. `superuser` passes row-level security; the app's address is in the settings. */
export async function prepare(superuser: string, records: number, enterprises: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: superuser, max: 2 })
  try {
    const wanted: Prepared = { records, enterprises, seed: SEED }
    const found = await findMark(pool)
    if (found?.records === records && found.enterprises === enterprises && found.seed === SEED) return
    await asSystem(NOW, seedRules)
    await fill(pool, records, { enterprises, onProgress: (what) => console.log(`  ${what}`) })
    await pool.query(
      `INSERT INTO "Setting" (key, value) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [MARK, JSON.stringify(wanted)],
    )
  } finally {
    await pool.end()
    await closeDb()
  }
}

/**
 * The city's clock stands still and the machine's does not: what fell due in it since counts as done, so that a worker that
 * starts now has no weekend to catch up with while somebody waits for something else.
 */
export async function settle(superuser: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: superuser, max: 1 })
  try {
    await pool.query(
      `UPDATE "Timer" SET "firedAt" = "fireAt" WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL
         AND "fireAt" <= now() + interval '1 day' AND "caseId" IN (SELECT id FROM "Case" WHERE number ~ '^B[0-9]-')`,
    )
  } finally {
    await pool.end()
  }
}
