// The schema and what the migrations make of an empty database say the same.
import { spawnSync } from 'node:child_process'
import { APP } from '../embedded-postgres.mjs'
import { migrate } from '../migrate.mjs'
import { scratchServer } from '../scratch.mjs'
import { ROOT } from './files.mjs'

/** Indexes that the schema cannot say are SQL in the migrations, under names that Prisma would not give. */
const IGNORED = [/^DROP INDEX "(?!\w+_(idx|key|pkey)")\w+";$/]

const server = await scratchServer('drift')
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
  if (run.status !== 0 && run.status !== 2) console.error(run.stdout, run.stderr)
  else if (statements.length > 0)
    console.error(`schema.prisma and the migrations differ:\n${statements.join('\n')}`)
  else status = 0
} finally {
  server.remove()
}
process.exit(status)
