// npm run bench: measures the product against what PostgreSQL itself can do, in one alternated run on a scratch database.
// --records 10000,100000 chooses the sizes, --json <file> writes the figures.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { OWNER, APP, createDatabase } from './embedded-postgres.mjs'
import { migrate } from './migrate.mjs'
import { scratchServer } from './scratch.mjs'
import { checkNode, fail, generateClient, installDependencies, ROOT, runTs, Sentence } from './setup.mjs'

/** The value after an option, or the default. */
function option(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at > 0 ? (process.argv[at + 1] ?? '') : otherwise
}

async function main() {
  checkNode()
  const sizes = option('--records', '10000,100000').split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000 || size > 1_000_000))
    throw new Sentence(
      '--records 应是 1000 到 1000000 的整数，用逗号分开。 --records takes whole numbers from 1000 to 1000000, separated by commas.',
    )
  installDependencies()
  generateClient()
  const server = await scratchServer('bench')
  let status = 0
  try {
    for (const size of sizes) {
      const name = `bench_${size}`
      await createDatabase(server.adminUrl, name, { fresh: true })
      await migrate(server.urlFor(OWNER, name), { appRole: APP })
    }
    const json = resolve(option('--json', join(ROOT, 'test-results/bench.json')))
    mkdirSync(dirname(json), { recursive: true })
    rmSync(json, { force: true })
    for (const size of sizes) {
      const name = `bench_${size}`
      const floor = new URL(server.adminUrl)
      floor.pathname = `/${name}`
      status ||= runTs('scripts/bench/run.ts', {
        BENCH_SIZE: String(size),
        BENCH_JSON: json,
        BENCH_FLOOR_URL: floor.href,
        DATABASE_URL: server.urlFor(APP, name),
        DATA_DIR: server.home,
      })
    }
    if (status === 0) console.log(`→ ${json}`)
  } finally {
    server.remove()
  }
  process.exit(status)
}

main().catch(fail)
