// npm run import -- <kind> <file>: takes a CSV file over, beside a running product or on its own.
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
    // The address is the app's setting; nothing here serves it.
    const env = environment(database, { port: 3000, host: '127.0.0.1', folder: dataDir() })
    code = runTs(
      'scripts/import.ts',
      { ...env, CALLER_DIR: process.env.INIT_CWD ?? process.cwd() },
      process.argv.slice(2),
    )
  } finally {
    if (!database.adopted) database.stop()
  }
  process.exit(code)
}

main().catch(fail)
