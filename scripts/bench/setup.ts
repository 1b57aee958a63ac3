// What somebody waits for beside the product's pages: a fresh copy to its first page, the fast checks, a backup and its
// restoration. The copy has the sources of this folder; the package cache is the machine's own.
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { scratchFolder } from '../scratch.mjs'
import { append } from './figures'
import { freePort } from './servers'

const ROOT = resolve(import.meta.dirname, '../..')
/** What a fresh clone has not. */
const MADE = ['node_modules', '.next', '.data', '.git', 'generated', 'test-results', 'playwright-report']
const LONGEST_MS = 600_000

const isSource = (path: string) => !MADE.includes(basename(path)) && !path.endsWith('.tsbuildinfo')

const seconds = (ms: number) => Number((ms / 1000).toFixed(1))

/** A script of the copy in a process of its own; it knows nothing of the run, its database and its folder. */
function script(copy: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, args, {
    cwd: copy,
    env: { PATH, HOME, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** How long a script takes to its end. Fails when it does. */
function timed(copy: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const started = performance.now()
  return new Promise((done, failed) => {
    script(copy, args, env).on('exit', (code) => {
      if (code === 0) done(performance.now() - started)
      else failed(new Error(`${args.join(' ')} ended with ${String(code)}`))
    })
  })
}

/** `npm start` until a browser would see the first page; then it is ended. */
async function firstPage(copy: string, port: number): Promise<number> {
  const started = performance.now()
  const child = script(copy, ['scripts/start.mjs'], { PORT: String(port), HOST: '127.0.0.1' })
  const ended = new Promise((done) => child.on('exit', done))
  try {
    for (const until = started + LONGEST_MS; performance.now() < until;) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
      const page = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => null)
      if (page?.ok) return performance.now() - started
      await new Promise((next) => setTimeout(next, 100))
    }
    throw new Error('npm start showed no page')
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function main(): Promise<void> {
  const folder = scratchFolder('setup')
  const copy = join(folder, 'copy')
  try {
    cpSync(ROOT, copy, { recursive: true, filter: isSource })
    const port = await freePort()
    const first = await firstPage(copy, port)
    console.log(`  a fresh copy to its first page: ${seconds(first)} s`)
    const again = await firstPage(copy, port)
    console.log(`  npm start once more: ${seconds(again)} s`)
    const kept = join(folder, 'backup')
    const backup = await timed(copy, ['scripts/backup.mjs', kept])
    const restore = await timed(copy, ['scripts/restore.mjs', kept], { DATA_DIR: join(folder, 'restored') })
    console.log(`  backup of the demo: ${seconds(backup)} s, restored and checked: ${seconds(restore)} s`)
    const unit = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit']
    const checks: number[] = []
    for (let run = 0; run < 2; run += 1) {
      const check = await timed(copy, ['scripts/check.mjs'])
      checks.push(check + (await timed(copy, unit)))
    }
    const [cold = 0, warm = 0] = checks
    console.log(`  npm run check and unit tests: ${seconds(cold)} s, once more: ${seconds(warm)} s`)
    append({
      setup: {
        firstPage: seconds(first),
        again: seconds(again),
        backup: seconds(backup),
        restore: seconds(restore),
        checkAndUnit: { first: seconds(cold), again: seconds(warm) },
      },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
