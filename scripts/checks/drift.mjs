// The schema and what the migrations make of an empty database say the same.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APP, startEmbedded } from '../embedded-postgres.mjs'
import { migrate } from '../migrate.mjs'
import { ROOT } from './files.mjs'

/** Indexes that the schema cannot say: they are SQL in the migrations. */
const IGNORED = [/^DROP INDEX "\w+";$/]

const folder = mkdtempSync(join(tmpdir(), 'qinqing-drift-'))
const server = await startEmbedded({ dataDir: folder })
let status = 1
try {
  await migrate(server.ownerUrl, { appRole: APP })
  const args = [
    'scripts/prisma.mjs',
    'migrate',
    'diff',
    '--from-config-datasource',
    '--to-schema',
    'prisma/schema.prisma',
    '--exit-code',
    '--script',
  ]
  const run = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: server.ownerUrl, DATABASE_OWNER_URL: server.ownerUrl },
  })
  const statements = `${run.stdout}`
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('--') && !/^(Loaded|Prisma)/.test(line))
    .filter((line) => !IGNORED.some((pattern) => pattern.test(line)))
  if (run.status === 1) console.error(run.stdout, run.stderr)
  else if (statements.length > 0)
    console.error(`schema.prisma and the migrations differ:\n${statements.join('\n')}`)
  else status = 0
} finally {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(status)
