// The built product, its worker and the floor as processes on the loopback interface: started, measured, ended.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setting } from './settings'

/** As scripts/setup.mjs starts the product; the floor gets the same. */
const APP_FLAGS = ['--max-semi-space-size=32']

const ROOT = resolve(import.meta.dirname, '../..')
const START_MS = 120_000
const END_MS = 8000
/** Clock ticks a second in /proc, everywhere Linux runs. */
const TICKS = 100

export interface Server {
  url: string
  child: ChildProcess
  /** From the start of the process to its first answer, milliseconds. */
  startMs: number
  end(): Promise<void>
}

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
    child.on('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.kill('SIGTERM')
  })
}

async function serve(
  script: string,
  cwd: string,
  path: string,
  env: Record<string, string>,
): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [...APP_FLAGS, '--import', join(ROOT, 'scripts/with-parent.mjs'), script],
    {
      cwd,
      env: {
        ...process.env,
        ...env,
        NODE_ENV: 'production',
        PORT: String(port),
        HOSTNAME: '127.0.0.1',
        NEXTAUTH_URL: url,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  for (const until = started + START_MS; ; await sleep(20)) {
    const answer = await fetch(`${url}${path}`).catch(() => null)
    if (answer?.ok) break
    if (child.exitCode !== null || performance.now() > until) throw new Error(`${script} did not start`)
  }
  return { url, child, startMs: performance.now() - started, end: () => end(child) }
}

/** The product as `npm start` runs it, on the database of the run. */
export function startProduct(env: Record<string, string> = {}): Promise<Server> {
  const standalone = join(ROOT, '.next/standalone')
  return serve(join(standalone, 'server.js'), standalone, '/sign-in', {
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? randomBytes(32).toString('base64url'),
    MIGRATIONS_DIR: join(ROOT, 'prisma/migrations'),
    DEMO: '0',
    SESSIONS_PER_PERSON: '20',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'warn',
    ...env,
  })
}

/** The worker beside it. */
export function startWorker(): { child: ChildProcess; end(): Promise<void> } {
  const child = spawn(process.execPath, [join(ROOT, '.next/worker/worker.mjs')], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return { child, end: () => end(child) }
}

/** Builds the bare application of `scripts/bench/floor` unless it is built, and starts it. */
export function startFloor(): Promise<Server> {
  const folder = join(ROOT, 'scripts/bench/floor')
  const standalone = join(folder, '.next/standalone/scripts/bench/floor')
  const stamp = join(folder, '.next/floor-build')
  const wanted = sourcesOf(folder)
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const built = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/next/dist/bin/next'), 'build', folder],
      {
        cwd: folder,
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
        encoding: 'utf8',
      },
    )
    if (built.status !== 0) throw new Error(`the floor was not built:\n${built.stdout}\n${built.stderr}`)
    cpSync(join(folder, '.next/static'), join(standalone, '.next/static'), { recursive: true })
    writeFileSync(stamp, wanted)
  }
  return serve(join(standalone, 'server.js'), standalone, '/', {
    BENCH_FLOOR_URL: setting('BENCH_FLOOR_URL'),
  })
}

/** What the floor is built from, with the lockfile that names its Next.js. */
function sourcesOf(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')))
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.js') && !name.startsWith('.next'))
      hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/** Processor time that a process used so far, milliseconds; null where the system does not tell. */
export function cpuMs({ pid }: ChildProcess): number | null {
  try {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? []
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
  } catch {
    return null
  }
}

/** Memory that a process holds, megabytes; null where the system does not tell. */
export function memoryMb({ pid }: ChildProcess): number | null {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))
    return found ? Math.round(Number(found[1]) / 1024) : null
  } catch {
    return null
  }
}
