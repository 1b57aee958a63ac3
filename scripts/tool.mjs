// A tool of the product on the command line: beside a running product, or with a database of its own for as long as it runs.
import {
  checkNode,
  environment,
  fail,
  generateClient,
  installDependencies,
  openDatabase,
  runTs,
} from './setup.mjs'

async function main(script, { args, env, asOwner }) {
  checkNode()
  installDependencies()
  generateClient()
  const database = await openDatabase()
  let code
  try {
    const port = Number(process.env.PORT ?? 3000)
    const shared = environment(database, { port, host: process.env.HOST ?? '127.0.0.1' })
    const owner = asOwner ? { BACKUP_OWNER_URL: database.ownerUrl } : {}
    const caller = { CALLER_DIR: process.env.INIT_CWD ?? process.cwd() }
    code = runTs(script, { ...shared, ...caller, ...owner, ...env }, args)
  } finally {
    await database.release()
  }
  process.exit(code)
}

/** Runs a TypeScript entry with the product's database and ends with its exit code; failures are one sentence. */
export function runTool(script, { args = process.argv.slice(2), env = {}, asOwner = false } = {}) {
  main(script, { args, env, asOwner }).catch(fail)
}
