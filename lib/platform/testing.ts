// Databases for tests: each test file gets one of its own, cloned from a migrated template.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '@/scripts/embedded-postgres.mjs'
import { closeDb } from './db'

export interface TestDatabase {
  /** Address for the owner of the tables: what the app role may not do. */
  ownerUrl: string
  close(): Promise<void>
}

/** Makes an empty, migrated database and points this process at it. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { TEST_ADMIN_URL: admin, TEST_APP_URL: app, TEST_OWNER_URL: owner } = process.env
  if (!admin || !app || !owner) throw new Error('database tests run with: npm run test:database')
  const name = `test_${randomBytes(6).toString('hex')}`
  await createDatabase(admin, name, { template: 'template_qinqing' })
  await closeDb()
  process.env.DATABASE_URL = named(app, name)
  const folder = mkdtempSync(join(tmpdir(), 'qinqing-test-'))
  process.env.DATA_DIR = folder
  return {
    ownerUrl: named(owner, name),
    close: async () => {
      await closeDb()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function named(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}
