// npm start: everything from a fresh clone to a served page, with only Node installed. Safe to repeat.
import {
  buildApp,
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
  runTs,
  Sentence,
  startApp,
  startWorker,
  waitReady,
} from './setup.mjs'

async function main() {
  checkNode()
  const port = Number(process.env.PORT ?? 3000)
  const host = process.env.HOST ?? '127.0.0.1'
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Sentence(
      `PORT 应是 1 到 65535 的整数。 PORT must be a whole number from 1 to 65535, not "${process.env.PORT}".`,
    )
  await checkPort(port, host)
  installDependencies()
  checkSettings()
  generateClient()
  const database = await openDatabase()
  let stopping = false
  const children = []
  const stop = async (code) => {
    if (stopping) return
    stopping = true
    await Promise.all(children.map(endChild))
    await database.release()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(0))
  try {
    // At a terminal the accounts stay in sight; operators run app and worker apart, with a line for each request.
    const env = { LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', ...environment(database, { port, host }) }
    if (runTs('prisma/seed/seed.ts', { ...env, DEMO: process.env.DEMO ?? '1' }) !== 0)
      throw new Sentence('初始数据没有写入，见上面的输出。 The first data could not be written: see above.')
    if (process.env.DEMO === '0' && runTs('scripts/create-administrator.ts', env) !== 0)
      throw new Sentence('管理员没有设定，见上面的输出。 The administrators were not named: see above.')
    buildApp()
    if (stopping) return
    const app = startApp({ port, host, env })
    children.push(app)
    let worker = startWorker(env)
    children.push(worker)
    let appGone = false
    app.on('exit', (code) => {
      appGone = true
      if (stopping) return
      console.error(`应用意外退出（${code}）。 The app ended unexpectedly (${code}).`)
      void stop(1)
    })
    const watch = (child) =>
      child.on('exit', (code) => {
        if (stopping) return
        console.error(
          `后台进程退出（${code}），两秒后重启。 The worker ended (${code}); it is started again in two seconds.`,
        )
        setTimeout(() => {
          if (stopping) return
          children.splice(children.indexOf(child), 1)
          worker = startWorker(env)
          children.push(worker)
          watch(worker)
        }, 2000)
      })
    watch(worker)
    const url = env.NEXTAUTH_URL
    await waitReady(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`, { gone: () => appGone })
    if (stopping) return
    console.log(`\n亲清申报 已就绪 ready  →  ${url}\n`)
    printAccounts()
    console.log('按 Ctrl-C 停止。 Ctrl-C stops everything.')
  } catch (error) {
    await Promise.all(children.map(endChild))
    await database.release()
    throw error
  }
}

main().catch(fail)
