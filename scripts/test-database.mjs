// The server of the database tests: starts once, makes the migrated template, and tells the tests where it is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APP, OWNER, createDatabase, startEmbedded } from './embedded-postgres.mjs'
import { migrate } from './migrate.mjs'

const TEMPLATE = 'template_qinqing'

export async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'qinqing-pg-'))
  const server = await startEmbedded({ dataDir: folder })
  await createDatabase(server.adminUrl, TEMPLATE, { fresh: true })
  await migrate(server.urlFor(OWNER, TEMPLATE), { appRole: APP })
  process.env.TEST_ADMIN_URL = server.adminUrl
  process.env.TEST_APP_URL = server.appUrl
  process.env.TEST_OWNER_URL = server.ownerUrl
  return () => {
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export default setup
