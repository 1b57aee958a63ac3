// npm run dev: as npm start, but the pages are compiled as they are asked for and change with their sources.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  checkNode,
  checkPort,
  checkSettings,
  endChild,
  environment,
  fail,
  generateClient,
  installDependencies,
  openDatabase,
  printAccounts,
  ROOT,
  runTs,
  Sentence,
  startWorker,
} from './setup.mjs'

const RESTART_MS = 2000

async function main() {
  checkNode()
  const port = Number(process.env.PORT ?? 3000)
  const host = process.env.HOST ?? '127.0.0.1'
  await checkPort(port, host)
  installDependencies()
  checkSettings()
  generateClient()
  const database = await openDatabase()
  const children = new Set()
  let stopping = false
  const stop = async (code) => {
    if (stopping) return
    stopping = true
    await Promise.all([...children].map(endChild))
    await database.release()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
  /** Keeps a child: it ends with this process, and `gone` is told when it ends before. */
  const keep = (child, gone) => {
    children.add(child)
    child.on('exit', (code) => {
      children.delete(child)
      if (!stopping) gone(code)
    })
  }
  try {
    const env = environment(database, { port, host })
    if (runTs('prisma/seed/seed.ts', { ...env, DEMO: process.env.DEMO ?? '1' }) !== 0)
      throw new Sentence('初始数据没有写入，见上面的输出。 The first data could not be written: see above.')
    if (process.env.DEMO === '0' && runTs('scripts/create-administrator.ts', env) !== 0)
      throw new Sentence('管理员没有设定，见上面的输出。 The administrators were not named: see above.')
    printAccounts()
    keep(startNext({ port, host, env }), (code) => void stop(code ?? 1))
    const work = () =>
      keep(startWorker(env, ['--import', 'tsx', 'scripts/worker.ts']), (code) => {
        console.error(
          `后台进程退出（${code}），两秒后重启。 The worker ended (${code}); it is started again in two seconds.`,
        )
        setTimeout(() => stopping || work(), RESTART_MS)
      })
    work()
  } catch (error) {
    await database.release()
    throw error
  }
}

function startNext({ port, host, env }) {
  const next = join(ROOT, 'node_modules/next/dist/bin/next')
  return spawn(process.execPath, [next, 'dev', '-p', String(port), '-H', host], {
    cwd: ROOT,
    env: { ...process.env, ...env, NODE_ENV: 'development' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

main().catch(fail)
