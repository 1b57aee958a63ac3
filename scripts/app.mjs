// npm run app: one app of the build that is there, and nothing else: no installing, no migrations, no worker. For several
// processes or machines behind a proxy; npm start does everything on one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, checkPort, dataDir, fail, readSecretFiles, ROOT, Sentence } from './setup.mjs'

/** What an app cannot make up by itself without differing from the others. */
const NEEDED = ['DATABASE_URL', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL']

try {
  checkNode()
  readSecretFiles()
  const missing = NEEDED.filter((name) => !process.env[name])
  if (missing.length > 0)
    throw new Sentence(
      `还缺少设置 ${missing.join('、')}。 These settings are missing: ${missing.join(', ')} (docs/operations.md).`,
    )
  const standalone = join(ROOT, '.next/standalone')
  if (!existsSync(join(standalone, 'server.js')))
    throw new Sentence('还没有构建，请先运行 npm run build。 There is no build yet: run npm run build first.')
  const port = Number(process.env.PORT ?? 3000)
  const host = process.env.HOST ?? '127.0.0.1'
  await checkPort(port, host)
  // A running product never has the owner's address.
  delete process.env.DATABASE_OWNER_URL
  Object.assign(process.env, {
    NODE_ENV: 'production',
    PORT: String(port),
    HOSTNAME: host,
    DATA_DIR: dataDir(),
    DEMO: process.env.DEMO ?? '0',
    MIGRATIONS_DIR: join(ROOT, 'prisma/migrations'),
    NEXT_TELEMETRY_DISABLED: '1',
  })
  process.chdir(standalone)
  await import(pathToFileURL(join(standalone, 'server.js')).href)
} catch (error) {
  fail(error)
}
