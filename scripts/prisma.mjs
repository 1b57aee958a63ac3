// npm run prisma -- <arguments>: Prisma's command line with the schema engine that comes from npm as WebAssembly.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const env = { ...process.env, CHECKPOINT_DISABLE: '1' }
if (process.platform !== 'win32') env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(here, 'schema-engine-wasm.mjs')
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
const result = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
  cwd: join(here, '..'),
})
process.exit(result.status ?? 1)
