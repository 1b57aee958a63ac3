// npm test: everything from a fresh clone, with only Node installed. One suite after another; the last line adds up.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp, checkNode, generateClient, installDependencies, ROOT, Sentence } from './setup.mjs'

const SUITES = ['check', 'unit', 'database', 'browser']
const RESULTS = join(ROOT, 'test-results')
/** How long a start of the whole product may take on a slow machine. */
const START_MS = 300_000

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

function node(args, env = {}) {
  return (
    spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
      .status ?? 1
  )
}

/** Numbers of a suite that ended without a report: one failure, never silence. */
const broken = { passed: 0, failed: 1 }

function check() {
  const file = join(RESULTS, 'check.json')
  node([join(ROOT, 'scripts/check.mjs'), '--report', file])
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : broken
}

function vitest(project) {
  const file = join(RESULTS, `${project}.json`)
  const status = node([
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  if (!existsSync(file)) return broken
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const files = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + files
  return { passed: report.numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed }
}

async function browser() {
  buildApp()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'qinqing-e2e-'))
  const server = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DEMO: '1',
      WORKER_POLL_MS: '200',
      DATABASE_URL: '',
      DATABASE_OWNER_URL: '',
      SESSIONS_PER_PERSON: '20',
    },
  })
  try {
    await ready(server, `http://127.0.0.1:${port}`)
    const file = join(RESULTS, 'browser.json')
    const status = node([join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test'], {
      BASE_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: folder,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    })
    if (!existsSync(file)) return broken
    const { stats } = JSON.parse(readFileSync(file, 'utf8'))
    const failed = stats.unexpected + stats.flaky
    return { passed: stats.expected, failed: status !== 0 && failed === 0 ? 1 : failed }
  } finally {
    await end(server)
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

async function ready(server, url) {
  let output = ''
  server.stdout.on('data', (chunk) => (output += chunk))
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    if (server.exitCode !== null) throw new Error(`npm start ended with ${server.exitCode}:\n${output}`)
    if (output.includes(url)) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`npm start was not ready:\n${output}`)
}

function end(child) {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.on('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.kill('SIGTERM')
  })
}

const RUN = { check, unit: () => vitest('unit'), database: () => vitest('database'), browser }
const total = { passed: 0, failed: 0 }
const lines = []
try {
  checkNode()
  const suites = wanted()
  installDependencies()
  generateClient()
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  for (const name of suites) {
    console.log(`\n── ${name} ──`)
    const started = performance.now()
    const result = await Promise.resolve(RUN[name]()).catch((error) => {
      console.error(error)
      return broken
    })
    total.passed += result.passed
    total.failed += result.failed
    lines.push(
      `${name}: ${result.passed} passed, ${result.failed} failed (${Math.round((performance.now() - started) / 1000)} s)`,
    )
  }
} catch (error) {
  console.error(error instanceof Sentence ? error.message : error)
  total.failed += 1
}
console.log(`\n${lines.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
