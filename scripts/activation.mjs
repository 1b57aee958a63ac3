// npm run activation -- <staff number>: a new activation code, for whoever keeps the server; beside a running product or not.
import {
  checkNode,
  dataDir,
  environment,
  fail,
  generateClient,
  installDependencies,
  openDatabase,
  runTs,
} from './setup.mjs'

async function main() {
  checkNode()
  installDependencies()
  generateClient()
  const database = await openDatabase()
  let code
  try {
    const port = Number(process.env.PORT ?? 3000)
    const env = environment(database, { port, host: process.env.HOST ?? '127.0.0.1', folder: dataDir() })
    code = runTs('scripts/activation.ts', env, process.argv.slice(2))
  } finally {
    if (!database.adopted) database.stop()
  }
  process.exit(code)
}

main().catch(fail)
