// npm run audit:verify: checks the whole log, beside a running product or on its own. Ends with 1 when it finds anything.
import {
  checkNode,
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
    code = runTs('scripts/audit-verify.ts', environment(database, { port: 3000, host: '127.0.0.1' }))
  } finally {
    if (!database.adopted) database.stop()
  }
  process.exit(code)
}

main().catch(fail)
