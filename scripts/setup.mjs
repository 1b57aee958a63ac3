// What start, dev, test and the command-line tools share: dependencies, settings, database, client, build.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** A sentence for the person at the terminal; everything else is a bug with its stack. */
export class Sentence extends Error {}

/** Prints a failure as one sentence (or a bug with its stack) and ends. */
export function fail(error) {
  const text = error instanceof Sentence ? error.message : explain(error)
  console.error(`\n✗ ${text}`)
  process.exit(1)
}

function explain(error) {
  if (error?.code === 'ENOSPC')
    return '磁盘已满，请清理后再试。 The disk is full: free some space and start again.'
  if (error?.code === 'EACCES' || error?.code === 'EPERM')
    return `没有权限：${error.path ?? ''} No permission: ${error.path ?? error.message}`
  if (['ECONNREFUSED', 'ENOTFOUND', '28P01', '3D000', '28000', 'ETIMEDOUT'].includes(error?.code))
    return `数据库连接不上（${error.code}），请检查 DATABASE_URL 与 DATABASE_OWNER_URL。 The database cannot be reached (${error.code}): check DATABASE_URL and DATABASE_OWNER_URL.`
  return error?.stack ?? String(error)
}

/** Refuses a Node that the dependencies do not know. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return
  throw new Sentence(
    `需要 Node.js 20.19、22.12 或 24 以上，现在是 ${process.versions.node}。 Node.js 20.19, 22.12 or 24 and later is needed; this is ${process.versions.node}.`,
  )
}

/** Whether somebody listens on the port already. */
export async function checkPort(port, host) {
  await new Promise((done, failed) => {
    const server = createServer()
      .on('error', (error) =>
        failed(
          error.code === 'EADDRINUSE'
            ? new Sentence(
                `端口 ${port} 已被占用，请设置 PORT 换一个端口。 Port ${port} is in use: choose another with PORT.`,
              )
            : new Sentence(
                `不能在 ${host}:${port} 上监听（${error.code}）。 Cannot listen on ${host}:${port} (${error.code}): check HOST and PORT.`,
              ),
        ),
      )
      .listen(port, host, () => server.close(done))
  })
}

/** Installs what the lockfile names, when it changed or nothing is there. */
export function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const stamp = join(ROOT, 'node_modules/.qinqing-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('安装依赖… Installing dependencies…')
  const npm = process.env.npm_execpath
  // Not `npm ci`: it refuses a lockfile that lacks the other platforms' optional packages. `--no-save` keeps the lockfile
  // as it is, and every version in it holds.
  const args = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
  ]
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0)
    throw new Sentence('依赖安装失败，见上面的输出。 Installing dependencies failed: see above.')
  writeFileSync(stamp, lock)
}

export function dataDir() {
  return resolve(ROOT, process.env.DATA_DIR ?? '.data')
}

/** Secrets that are made once and kept beside the data. */
export function secrets(folder = dataDir()) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'secrets.json')
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify({ session: randomBytes(32).toString('base64url') }), { mode: 0o600 })
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Starts or adopts the embedded server, or takes the external one that the environment names, and migrates. */
export async function openDatabase(folder = dataDir()) {
  const { migrate } = await import('./migrate.mjs')
  readSecretFiles()
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env
  if (appUrl && !ownerUrl)
    throw new Sentence(
      '设置了 DATABASE_URL 就要同时设置 DATABASE_OWNER_URL（用于迁移）。 With DATABASE_URL, DATABASE_OWNER_URL (for migrations) is needed too.',
    )
  if (appUrl) {
    await migrate(ownerUrl, { appRole: databaseRoles(appUrl, ownerUrl).app })
    return { appUrl, ownerUrl, stop: () => true, release: async () => {}, external: true }
  }
  const { APP, startEmbedded } = await import('./embedded-postgres.mjs')
  const server = await startEmbedded({ dataDir: folder })
  await migrate(server.ownerUrl, { appRole: APP })
  return { ...server, external: false }
}

/** Settings that may come from a file instead, as `NAME_FILE`: what nobody should read in a list of processes. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'NEXTAUTH_SECRET',
  'METRICS_TOKEN',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'OIDC_CLIENT_SECRET',
  'SMTP_PASSWORD',
]

/** Takes secrets from the files that `NAME_FILE` names; a setting that is there itself stays. */
export function readSecretFiles(env = process.env) {
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`]
    if (!file || env[name]) continue
    if (!existsSync(file))
      throw new Sentence(`没有文件 ${name}_FILE=${file}。 There is no file ${name}_FILE=${file}.`)
    env[name] = readFileSync(file, 'utf8').trim()
  }
}

/** The roles of both addresses; they must differ. */
export function databaseRoles(appUrl, ownerUrl) {
  const app = decodeURIComponent(roleOf(appUrl))
  const owner = decodeURIComponent(roleOf(ownerUrl))
  if (app === owner)
    throw new Sentence(
      'DATABASE_URL 与 DATABASE_OWNER_URL 必须是不同的角色。 DATABASE_URL and DATABASE_OWNER_URL must be different roles.',
    )
  return { app, owner }
}

function roleOf(url) {
  try {
    return new URL(url).username
  } catch {
    throw new Sentence(
      'DATABASE_URL 不是有效的地址。 DATABASE_URL is no valid address (postgresql://role:password@host:port/database).',
    )
  }
}

/** Runs a TypeScript entry of ours with tsx and waits. */
export function runTs(file, env, args = []) {
  return (
    spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, file), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    }).status ?? 1
  )
}

/** Refuses settings that are wrong or only half given, before anything is started. */
export function checkSettings() {
  const script = join(ROOT, 'scripts/check-settings.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status === 0) return
  throw stdout
    ? new Sentence(`设置有误，没有启动。 Not started: ${stdout.trim()}.`)
    : new Error(`The settings could not be checked:\n${stderr}`)
}

/** Starts the worker of the build, or with `args` that of the sources; it ends when this process does. */
export function startWorker(env, args = [WORKER]) {
  return spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** The Prisma client is generated from the schema; no engine is needed for that. */
export function generateClient() {
  const stamp = join(ROOT, 'prisma/generated/.stamp')
  const wanted = hashOf(['prisma/schema.prisma', 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('生成数据库客户端… Generating the database client…')
  const result = spawnSync(process.execPath, [join(ROOT, 'scripts/prisma.mjs'), 'generate'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}\n${result.stderr}`)
  writeFileSync(stamp, wanted)
}

/** The worker as it was built. */
export const WORKER = join(ROOT, '.next/worker/worker.mjs')

const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'prisma/personas.ts',
  'scripts/build-worker.mjs',
  'scripts/worker.ts',
  'scripts/worker-metrics.ts',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** Builds unless these very sources are built already. */
export function buildApp({ force = false } = {}) {
  const stamp = join(ROOT, '.next/qinqing-build')
  const wanted = hashOf(SOURCES)
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('构建（首次约一分钟）… Building (about a minute the first time)…')
  rmSync(stamp, { force: true })
  buildStep([join(ROOT, 'node_modules/next/dist/bin/next'), 'build'])
  buildStep([join(ROOT, 'scripts/build-worker.mjs')])
  const standalone = join(ROOT, '.next/standalone')
  cpSync(join(ROOT, '.next/static'), join(standalone, '.next/static'), { recursive: true })
  cpSync(join(ROOT, 'public'), join(standalone, 'public'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function buildStep(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Sentence(`构建失败。 The build failed:\n${stdout}\n${stderr}`)
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(ROOT, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name))
    } else if (!path.endsWith('.test.ts') && !path.endsWith('.test.tsx')) {
      hash.update(path).update(readFileSync(full))
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

/**
 * A page makes many small objects that die with it: with room for them, collecting takes a seventh less of the processor
 * (docs/performance.md). `npm run app` says the same in package.json.
 */
export const APP_FLAGS = ['--max-semi-space-size=32']

/** Starts the built app; answers the child. */
export function startApp({ port, host, env }) {
  const script = join(ROOT, '.next/standalone/server.js')
  const watch = join(ROOT, 'scripts/with-parent.mjs')
  return spawn(process.execPath, [...APP_FLAGS, '--import', watch, script], {
    cwd: join(ROOT, '.next/standalone'),
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port), HOSTNAME: host },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Waits until the app answers that it is ready. */
export async function waitReady(url, { seconds = 60, gone = () => false } = {}) {
  let last = ''
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    if (gone()) throw new Sentence('应用没有启动，见上面的输出。 The app did not start: see above.')
    try {
      const response = await fetch(`${url}/api/health`)
      last = await response.text()
      if (response.status === 200) return JSON.parse(last)
    } catch {
      last = ''
    }
    await new Promise((done) => setTimeout(done, 150))
  }
  throw new Sentence(
    `应用 ${seconds} 秒内没有就绪。 The app was not ready within ${seconds} seconds. ${last}`,
  )
}

/** The environment that app, worker and tools share. */
export function environment(database, { port, host, folder = dataDir() }) {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: '',
    DATA_DIR: folder,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secrets(folder).session,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://${shown}:${port}`,
    MIGRATIONS_DIR: join(ROOT, 'prisma/migrations'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

const STOP_MS = 8000

/** Asks a child to end and waits; one that does not is ended. */
export function endChild(child) {
  if (child.exitCode !== null || child.signalCode) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    child.on('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.kill('SIGTERM')
  })
}

/** The accounts of the demo, for the terminal. */
export function printAccounts() {
  const file = join(dataDir(), 'demo-accounts.json')
  if ((process.env.DEMO ?? '1') === '0' || !existsSync(file)) return
  const { password, accounts } = JSON.parse(readFileSync(file, 'utf8'))
  console.log(`演示账号 Demo accounts（密码 password: ${password}）`)
  for (const account of accounts)
    console.log(`  ${account.staffNo.padEnd(8)} ${account.name}  ${account.zh} / ${account.en}`)
  console.log('')
}
