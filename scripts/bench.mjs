// npm run bench: measures the product against what PostgreSQL and a bare Next.js can do, on scratch databases.
// docs/performance.md explains the options.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { OWNER, APP, createDatabase, startEmbedded } from './embedded-postgres.mjs'
import { migrate } from './migrate.mjs'
import { scratchServer } from './scratch.mjs'
import {
  buildApp,
  checkNode,
  fail,
  generateClient,
  installDependencies,
  ROOT,
  runTs,
  Sentence,
} from './setup.mjs'

/** What is measured at every size, and what once, at the largest. */
const EACH = ['lists', 'write', 'plans', 'exports']
const ONCE = ['http', 'phone', 'growth', 'setup']
const PARTS = [...EACH, ...ONCE]
const MOST_RECORDS = 1_000_000
const MOST_ENTERPRISES = 2_000_000

/** The value after an option, or the default. */
function option(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at > 0 ? (process.argv[at + 1] ?? '') : otherwise
}

function wholeNumbers(name, otherwise, least, most) {
  const numbers = option(name, otherwise).split(',').map(Number)
  if (numbers.some((one) => !Number.isInteger(one) || one < least || one > most))
    throw new Sentence(
      `${name} 应是 ${least} 到 ${most} 的整数，用逗号分开。 ${name} takes whole numbers from ${least} to ${most}, separated by commas.`,
    )
  return numbers
}

function wantedParts() {
  const parts = option('--only', PARTS.join(',')).split(',')
  const unknown = parts.filter((part) => !PARTS.includes(part))
  if (unknown.length > 0)
    throw new Sentence(`没有这一项：${unknown.join(', ')}。 No such part; choose from ${PARTS.join(', ')}.`)
  return parts
}

/** A server that ends with this run, or the one in the folder after --keep, which stays filled for the next. */
async function serverFor(folder) {
  if (!folder) return scratchServer('bench')
  mkdirSync(folder, { recursive: true })
  const server = await startEmbedded({ dataDir: resolve(folder) })
  return { ...server, remove: () => server.stop() }
}

/** Makes the database of a size unless it is there and filled. Answers its addresses. */
async function databaseFor(server, size, enterprises) {
  const name = `bench_${size}_${enterprises}`
  const floor = new URL(server.adminUrl)
  floor.pathname = `/${name}`
  const env = {
    BENCH_SIZE: String(size),
    BENCH_ENTERPRISES: String(enterprises),
    BENCH_FLOOR_URL: floor.href,
    DATABASE_URL: server.urlFor(APP, name),
    DATA_DIR: server.home,
  }
  await createDatabase(server.adminUrl, name, { fresh: !(await isFilled(floor.href)) })
  await migrate(server.urlFor(OWNER, name), { appRole: APP })
  console.log(`${size} …`)
  if (runTs('scripts/bench/prepare-main.ts', env) !== 0) throw new Error('the database was not filled')
  return env
}

/** Whether an earlier run filled it to the end. */
async function isFilled(url) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query(`SELECT 1 FROM "Setting" WHERE key = 'bench'`)
    return rowCount === 1
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function main() {
  checkNode()
  const sizes = wholeNumbers('--records', '10000,100000', 1000, MOST_RECORDS)
  const [enterprises] = wholeNumbers('--enterprises', '0', 0, MOST_ENTERPRISES)
  const [soak] = wholeNumbers('--soak', '0', 0, 24 * 60)
  const parts = wantedParts()
  installDependencies()
  generateClient()
  if (soak > 0 || parts.includes('http') || parts.includes('phone')) buildApp()
  const json = resolve(option('--json', join(ROOT, 'test-results/bench.json')))
  mkdirSync(dirname(json), { recursive: true })
  rmSync(json, { force: true })
  const server = await serverFor(option('--keep', ''))
  let status = 0
  try {
    const run = (script, env, more = {}) =>
      (status ||= existsSync(join(ROOT, script)) ? runTs(script, { ...env, BENCH_JSON: json, ...more }) : 0)
    let env
    for (const size of sizes) {
      env = await databaseFor(server, size, enterprises || size)
      if (soak > 0) continue
      if (parts.includes('lists') || parts.includes('write'))
        run('scripts/bench/run.ts', env, { BENCH_PARTS: parts.join(',') })
      if (parts.includes('plans')) run('scripts/bench/plans.ts', env)
      // The files of exports: measured by a script of their own.
      if (parts.includes('exports')) run('scripts/bench/exports.ts', env)
    }
    if (soak > 0) run('scripts/bench/soak.ts', env, { BENCH_SOAK_MINUTES: String(soak) })
    else for (const part of ONCE) if (parts.includes(part)) run(`scripts/bench/${part}.ts`, env)
    if (status === 0 && soak === 0) console.log(`→ ${json}`)
  } finally {
    server.remove()
  }
  process.exit(status)
}

main().catch(fail)
