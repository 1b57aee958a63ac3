// Real processes of the product on one scratch database: apps, workers, their output, and how they are ended.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freshDatabase, type TestDatabase } from '@/lib/platform/testing'
import { systemClock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { DEMO_PASSWORD } from '@/prisma/personas'
import { seedDirectory, seedRules, type Seeded } from '@/prisma/seed/base'
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY, startS3 } from '@/scripts/s3-server.mjs'

const ROOT = process.cwd()
const START_MS = 90_000
const BUCKET = 'qinqing'
const SECRET = 'a secret that only these tests know'

export interface Running {
  child: ChildProcess
  /** Everything it printed, both streams. */
  output(): string
  /** SIGKILL, as a machine that loses its power; answers when it is gone. */
  kill(): Promise<void>
}
export interface App extends Running {
  address: string
}

export class Installation {
  private readonly running = new Set<Running>()
  private processes = 0
  private constructor(
    readonly database: TestDatabase,
    readonly owner: Client,
    readonly seeded: Seeded,
    private readonly folder: string,
    private readonly store: Awaited<ReturnType<typeof startS3>>,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** The demo's people and rules without its cases, one file store, and settings that all processes share. */
  static async open(settings: Readonly<Record<string, string>>): Promise<Installation> {
    const database = await freshDatabase()
    process.env.NEXTAUTH_SECRET = SECRET
    const now = systemClock.now()
    await asSystem(now, seedRules)
    const seeded = await asSystem(now, (tx) => seedDirectory(tx, now))
    const owner = new Client(database.ownerUrl)
    await owner.connect()
    await owner.query(`SELECT set_config('app.actor', 'system', false)`)
    const folder = mkdtempSync(join(tmpdir(), 'qinqing-processes-'))
    const store = await startS3({ folder: join(folder, 'store'), bucket: BUCKET })
    return new Installation(database, owner, seeded, folder, store, settings)
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((one) => one.kill()))
    await this.owner.end()
    await this.store.stop()
    rmSync(this.folder, { recursive: true, force: true })
    await this.database.close()
  }

  private start(args: string[], more: Readonly<Record<string, string>>): Running {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: process.env.DATABASE_URL,
        // Each has a folder of its own, as on a machine of its own: what they share is the database and the store.
        DATA_DIR: join(this.folder, `process-${(this.processes += 1)}`),
        S3_ENDPOINT: this.store.endpoint,
        S3_BUCKET: BUCKET,
        S3_ACCESS_KEY_ID: ACCESS_KEY_ID,
        S3_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
        DATABASE_POOL: '5',
        DEMO: '0',
        NEXTAUTH_SECRET: SECRET,
        MIGRATIONS_DIR: join(ROOT, 'prisma/migrations'),
        LOG_LEVEL: 'debug',
        ...this.settings,
        ...more,
      },
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    const gone = new Promise<void>((done) => child.on('exit', () => done()))
    const one: Running = {
      child,
      output: () => text,
      kill: async () => {
        this.running.delete(one)
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
        await gone
      },
    }
    this.running.add(one)
    return one
  }

  /** An app of the production build, once it says that it is ready. */
  async app(more: Readonly<Record<string, string>> = {}): Promise<App> {
    const port = await freePort()
    const address = `http://127.0.0.1:${port}`
    const running = this.start([join(ROOT, 'scripts/app.mjs')], {
      PORT: String(port),
      HOST: '127.0.0.1',
      NEXTAUTH_URL: address,
      ...more,
    })
    await until(async () => {
      if (running.child.exitCode !== null) throw new Error(`the app ended:\n${running.output()}`)
      return (await fetch(`${address}/api/ready`).catch(() => null))?.status === 200
    }, 'an app is ready')
    return { ...running, address }
  }

  /** A worker of the build. */
  worker(more: Readonly<Record<string, string>> = {}): Running {
    return this.start([join(ROOT, 'scripts/run-worker.mjs')], more)
  }

  /** A worker that is not the product's. */
  workerOf(script: string): Running {
    return this.start(['--import', 'tsx', join(ROOT, script)], {})
  }

  async one<T>(statement: string, values: unknown[] = []): Promise<T> {
    const { rows } = await this.owner.query(statement, values)
    return rows[0] as T
  }
}

/** Waits for something; a sentence about what it was when it does not come. */
export async function until(
  holds: () => Promise<boolean>,
  what: string,
  { ms = START_MS, every = 50 } = {},
): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, every))
  }
  throw new Error(`waited ${ms / 1000} s in vain until ${what}`)
}

export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => done(typeof place === 'object' && place ? place.port : 0))
    })
  })
}

/** A person's cookies, as a browser keeps them. */
export class Visitor {
  private readonly jar = new Map<string, string>()

  async ask(address: string, options: RequestInit = {}): Promise<Response> {
    const headers = new Headers(options.headers)
    headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '))
    if (options.method === 'POST') headers.set('origin', new URL(address).origin)
    const response = await fetch(address, { redirect: 'manual', ...options, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) this.jar.set(name, value ?? '')
    }
    return response
  }

  /** Signs in at one app, as the sign-in page does; whether a session was opened. */
  async signIn(app: App, identifier: string, password = DEMO_PASSWORD): Promise<boolean> {
    const { csrfToken } = (await (await this.ask(`${app.address}/api/auth/csrf`)).json()) as {
      csrfToken: string
    }
    const response = await this.ask(`${app.address}/api/auth/callback/credentials`, {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, identifier, password, json: 'true' }),
    })
    return response.status === 200
  }

  /** Whether an app takes this visitor for somebody. */
  async isKnown(app: App): Promise<boolean> {
    return (await this.ask(`${app.address}/api/officials?q=x`)).status === 200
  }
}
