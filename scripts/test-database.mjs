// The server of the database tests: starts once, makes the migrated template, and tells the tests where it is.
import { APP, OWNER, createDatabase } from './embedded-postgres.mjs'
import { migrate } from './migrate.mjs'
import { scratchServer } from './scratch.mjs'

const TEMPLATE = 'template_qinqing'

export async function setup() {
  const server = await scratchServer('tests')
  await createDatabase(server.adminUrl, TEMPLATE, { fresh: true })
  await migrate(server.urlFor(OWNER, TEMPLATE), { appRole: APP })
  process.env.TEST_ADMIN_URL = server.adminUrl
  process.env.TEST_APP_URL = server.appUrl
  process.env.TEST_OWNER_URL = server.ownerUrl
  return server.remove
}

export default setup
