// npm test: everything from a fresh clone, with only Node installed. One suite after another; the last line adds up.
// --only check,unit,database,build,processes,browser runs some of them. --records 1000000 (or E2E_RECORDS) fills the database of the
// browser suite with the benchmark's city first; what follows -- goes to Playwright.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { scratchFolder } from './scratch.mjs'
import { buildApp, checkNode, generateClient, installDependencies, ROOT, runTs, Sentence } from './setup.mjs'

const RESULTS = join(ROOT, 'test-results')
/** How long a start of the whole product may take on a slow machine. */
const START_MS = 300_000
/** How long a suite may take to end after it was asked to. */
const END_MS = 20_000
/** Numbers of a suite that ended without a report: one failure, never silence. */
const BROKEN = { passed: 0, failed: 1 }
const RUN = {
  check,
  unit: () => vitest('unit'),
  database: () => vitest('database'),
  build,
  processes,
  browser,
}
const SUITES = Object.keys(RUN)
const children = new Set()
let stopped = false

/** Which suites: all, or those after --only. */
function wanted() {
  const at = process.argv.indexOf('--only')
  const only = at > 0 ? (process.argv[at + 1] ?? '').split(',') : SUITES
  const unknown = only.filter((name) => !SUITES.includes(name))
  if (unknown.length > 0)
    throw new Sentence(
      `没有这个测试：${unknown.join(', ')}。 No such suite; choose from ${SUITES.join(', ')}.`,
    )
  return SUITES.filter((name) => only.includes(name))
}

/** How many cases the browser suite's database has beside the demo's; none unless told. */
function wantedRecords() {
  const at = process.argv.indexOf('--records')
  const records = Number((at > 0 ? process.argv[at + 1] : process.env.E2E_RECORDS) ?? 0)
  if (!Number.isInteger(records) || records < 0 || records > 1_000_000)
    throw new Sentence(
      '--records 应是 0 到 1000000 的整数。 --records takes a whole number from 0 to 1000000.',
    )
  return records
}

/** What is passed on to Playwright: everything behind a lone --. */
function forPlaywright() {
  const at = process.argv.indexOf('--')
  return at > 0 ? process.argv.slice(at + 1) : []
}

/** The demo, and beside it a city of so many cases, before anything else works with the database. */
async function fillDatabase(folder, records) {
  const { APP, startEmbedded } = await import('./embedded-postgres.mjs')
  const { migrate } = await import('./migrate.mjs')
  const server = await startEmbedded({ dataDir: folder })
  await migrate(server.ownerUrl, { appRole: APP })
  const superuser = new URL(server.adminUrl)
  superuser.pathname = new URL(server.appUrl).pathname
  const env = { DATABASE_URL: server.appUrl, DATA_DIR: folder, DEMO: '1' }
  if (runTs('prisma/seed/seed.ts', env) !== 0) throw new Error('the demo was not seeded')
  const size = {
    BENCH_SIZE: String(records),
    BENCH_ENTERPRISES: String(records),
    BENCH_SETTLED: '1',
    BENCH_FLOOR_URL: superuser.href,
  }
  if (runTs('scripts/bench/prepare-main.ts', { ...env, ...size }) !== 0)
    throw new Error('the city was not filled')
}

function start(args, { env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
  children.add(child)
  child.on('exit', () => children.delete(child))
  return child
}

/** Runs Node on a script and answers its exit code, 1 when it was killed. */
function run(args, env) {
  return new Promise((done) => start(args, { env }).on('exit', (code) => done(code ?? 1)))
}

function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
    child.on('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.kill(signal)
  })
}

/** The file a suite reports into, without what an earlier run left. */
function reportFile(name) {
  mkdirSync(RESULTS, { recursive: true })
  const file = join(RESULTS, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

/** A suite that says failed without a failed test has one failure. */
const numbers = (status, passed, failed, names) => ({
  passed,
  failed: status !== 0 && failed === 0 ? 1 : failed,
  names,
})

/** What a failure says first, without colours: enough to know where to look. */
const firstLine = (message) => stripVTControlCharacters(message ?? '').split('\n', 1)[0]

/** The failed tests of a browser report, which are leaves of suites in suites. */
function failedSpecs({ suites = [], specs = [], file }) {
  const own = specs
    .filter((spec) => !spec.ok)
    .map(({ title, line, tests }) => {
      const error = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0]
      return `${file}:${line} › ${title}: ${firstLine(error?.message)}`
    })
  return [...own, ...suites.flatMap(failedSpecs)]
}

async function check() {
  const file = reportFile('check')
  const status = await run([join(ROOT, 'scripts/check.mjs'), '--report', file])
  const report = read(file)
  return report ? numbers(status, report.passed, report.failed, report.names) : BROKEN
}

async function vitest(project) {
  const file = reportFile(project)
  const status = await run([
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...['--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ])
  const report = read(file)
  if (!report) return BROKEN
  // A file that could not be loaded or set up counts as one.
  const files = report.testResults.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  )
  const names = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${relative(ROOT, name)} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
  )
  const loading = files.map(({ name, message }) => `${relative(ROOT, name)}: ${firstLine(message)}`)
  return numbers(status, report.numPassedTests, report.numFailedTests + files.length, [...names, ...loading])
}

async function build() {
  buildApp()
  return { passed: 1, failed: 0 }
}

/** Several processes on one database, killed and started again. */
async function processes() {
  buildApp()
  return vitest('processes')
}

async function browser() {
  buildApp()
  const port = await freePort()
  // Nobody listens there until a journey opens a mail room.
  const mail = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(await freePort()),
    MAIL_FROM: 'notice@qinqing.example',
  }
  const address = `http://127.0.0.1:${port}`
  const folder = scratchFolder('e2e')
  const records = wantedRecords()
  if (records > 0) await fillDatabase(folder, records)
  // An organ's own sign-on beside the product, as the journey of sign-on wants it.
  const signOn = {
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: 'qinqing',
    OIDC_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }
  const provider = start([join(ROOT, 'e2e/support/oidc-provider.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...signOn, BASE_URL: address },
  })
  const app = start([join(ROOT, 'scripts/start.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      NEXTAUTH_URL: address,
      DATA_DIR: folder,
      DEMO: '1',
      WORKER_POLL_MS: '200',
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
      SESSIONS_PER_PERSON: '20',
      PUBLIC_FILINGS_PER_HOUR: '100',
      PUBLIC_FORM_SECONDS: '1',
      ...signOn,
      ...mail,
      MAIL_PAUSE_MS: '1000',
      WEBHOOK_TARGETS: 'loopback',
    },
  })
  try {
    await ready(app, address)
    const file = reportFile('playwright')
    const status = await run(
      [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...forPlaywright()],
      {
        BASE_URL: address,
        DATA_DIR: folder,
        ...mail,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      },
    )
    const report = read(file)
    if (!report) return BROKEN
    const { expected, unexpected, flaky } = report.stats
    return numbers(status, expected, unexpected + flaky, report.suites.flatMap(failedSpecs))
  } finally {
    await Promise.all([end(app), end(provider)])
    rmSync(folder, { recursive: true, force: true })
  }
}

function freePort() {
  return new Promise((done, no) => {
    const probe = createServer()
    probe.on('error', no)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

/** Waits for the line with the address, which the product prints once it serves. */
async function ready(app, address) {
  let output = ''
  app.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    if (app.exitCode !== null || app.signalCode !== null) throw new Error(`npm start ended:\n${output}`)
    if (output.includes(`→  ${address}`)) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`npm start was not ready:\n${output}`)
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopped = true
    for (const child of children) void end(child, signal)
  })

const total = { passed: 0, failed: 0 }
const lines = []
const failures = []
try {
  checkNode()
  const suites = wanted()
  installDependencies()
  generateClient()
  for (const name of suites) {
    console.log(`\n── ${name} ──`)
    const started = performance.now()
    const {
      passed,
      failed,
      names = [],
    } = await RUN[name]().catch((error) => {
      console.error(error instanceof Sentence ? error.message : error)
      return BROKEN
    })
    total.passed += passed
    total.failed += failed
    const seconds = Math.round((performance.now() - started) / 1000)
    lines.push(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`)
    failures.push(...names.map((one) => `✗ ${name}: ${one}`))
    if (stopped) break
  }
} catch (error) {
  console.error(error instanceof Sentence ? error.message : error)
  total.failed += 1
}
if (stopped) total.failed = Math.max(total.failed, 1)
// Said once more at the end: what failed early is far above by then.
console.log(`\n${[...failures, ...lines].join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
