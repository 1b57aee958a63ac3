import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient, type Prisma } from '@/prisma/generated/client/client'
import { civilDateOf } from './dates'
import { env } from './env'
import { statementName } from './statement-name'
import { logger } from './log'

export type Tx = Prisma.TransactionClient

const holder = globalThis as typeof globalThis & {
  qinqingPrisma?: PrismaClient
  qinqingPool?: pg.Pool
  qinqingReads?: pg.Pool
}

/** How long a transaction may take. */
const LONGEST_MS = 20_000

/**
 * Days are compared in one zone. Helpers of a statement take some forty milliseconds to start: PostgreSQL's own guess has
 * them started for a picker, so only what reads a big table through is worth them.
 */
const SESSION = '-c timezone=UTC -c parallel_setup_cost=20000'

/** The one client of the process. Tables of cases answer nothing through it: they need `asActor` or `asSystem`. */
export function db(): PrismaClient {
  if (holder.qinqingPrisma) return holder.qinqingPrisma
  holder.qinqingPool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    options: SESSION,
    idle_in_transaction_session_timeout: 30_000,
  })
  holder.qinqingPrisma = new PrismaClient({
    adapter: new PrismaPg(holder.qinqingPool, {
      disposeExternalPool: true,
      statementNameGenerator: ({ sql }) => statementName(sql),
    }),
    transactionOptions: { maxWait: 10_000, timeout: LONGEST_MS },
  })
  return holder.qinqingPrisma
}

/** Connections of this process: all, unused ones, and how many wait for one. */
export function poolState(): { total: number; idle: number; waiting: number } {
  const pools = [holder.qinqingPool, holder.qinqingReads].filter((pool) => pool !== undefined)
  const sum = (count: (pool: pg.Pool) => number) => pools.reduce((all, pool) => all + count(pool), 0)
  return {
    total: sum((pool) => pool.totalCount),
    idle: sum((pool) => pool.idleCount),
    waiting: sum((pool) => pool.waitingCount),
  }
}

/** What was read once in a transaction: it ends with it. */
const remembered = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * What a transaction reads again and again, read once. For facts that no command changes and reads back in one
 * transaction; outside a transaction it reads every time.
 */
export function oncePer<T>(tx: Tx, what: string, read: () => Promise<T>): Promise<T> {
  if (tx === holder.qinqingPrisma) return read()
  const facts = remembered.get(tx) ?? new Map<string, Promise<unknown>>()
  remembered.set(tx, facts)
  const known = facts.get(what) as Promise<T> | undefined
  if (known) return known
  const reading = read()
  facts.set(what, reading)
  return reading
}

/** Closes the pool; for the worker, scripts and tests. */
export async function closeDb(): Promise<void> {
  await holder.qinqingPrisma?.$disconnect()
  await holder.qinqingReads?.end()
  holder.qinqingPrisma = undefined
  holder.qinqingPool = undefined
  holder.qinqingReads = undefined
}

/** Connections for `readAs`: statements that are sent together travel together. */
function reads(): pg.Pool {
  if (holder.qinqingReads) return holder.qinqingReads
  const config = {
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    options: SESSION,
    connectionTimeoutMillis: 10_000,
    statement_timeout: LONGEST_MS,
    // A client sends every statement at once instead of waiting for the answer to the one before.
    pipeline: true,
  }
  const pool = new pg.Pool(config)
  // A lost connection is told to whoever waits for an answer; without these listeners it would end the process.
  pool.on('error', (error) => logger.warn({ err: error }, 'idle connection lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  holder.qinqingReads = pool
  return pool
}

interface Reading {
  statement: Prisma.Sql
  done(rows: unknown[]): void
  failed(error: unknown): void
}

/** What was asked for in this turn of the event loop, by who asks on which day. */
const asked = new Map<string, Reading[]>()

/**
 * One statement as an official, in one round trip: the transaction, who reads and the statement are sent together, and the
 * server takes them in that order. Statements of the same official that are asked for at once, as a page and its frame do,
 * share the transaction and see the same moment. For hot lists; values are Date, string, number or parsed JSON as `pg`
 * reads them.
 */
export function readAs<Row>(actor: { officialId: string }, now: Date, statement: Prisma.Sql): Promise<Row[]> {
  const today = civilDateOf(now)
  const key = `${actor.officialId} ${today}`
  return new Promise((done, failed) => {
    const reading: Reading = { statement, done: (rows) => done(rows as Row[]), failed }
    const waiting = asked.get(key)
    if (waiting) return void waiting.push(reading)
    const together = [reading]
    asked.set(key, together)
    setImmediate(() => {
      asked.delete(key)
      readTogether(actor.officialId, today, together).catch((error: unknown) => {
        for (const one of together) one.failed(error)
      })
    })
  })
}

async function readTogether(who: string, today: string, readings: readonly Reading[]): Promise<void> {
  const client = await reads().connect()
  const sent = [
    client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    client.query(`SELECT set_config('app.actor', $1, true), set_config('app.today', $2, true)`, [who, today]),
    ...readings.map(({ statement }) => client.query(statement.text, statement.values)),
    client.query('COMMIT'),
  ]
  const answers = await Promise.allSettled(sent)
  const failed = answers.find((answer) => answer.status === 'rejected')
  // What failed may be the connection: it is not used again. What failed first is why the others did.
  client.release(failed ? true : undefined)
  if (failed) throw failed.reason
  for (const [index, reading] of readings.entries())
    reading.done((answers[index + 2] as PromiseFulfilledResult<pg.QueryResult>).value.rows)
}

/**
 * Runs `work` in one transaction as an official: row-level security shows what that person may read, today. `timeout` in
 * milliseconds, when the usual one is too short.
 */
export function asActor<T>(
  actor: { officialId: string },
  now: Date,
  work: (tx: Tx) => Promise<T>,
  options?: { timeout: number },
): Promise<T> {
  return as(actor.officialId, now, work, options)
}

/** Runs `work` in one transaction as the system: timers, outbox, start-up. Never for a request of a person. */
export function asSystem<T>(
  now: Date,
  work: (tx: Tx) => Promise<T>,
  options?: { timeout: number },
): Promise<T> {
  return as('system', now, work, options)
}

/** As `asActor`, for a long read: every statement sees the same moment, and it may take up to `timeout` milliseconds. */
export function asActorInSnapshot<T>(
  actor: { officialId: string },
  now: Date,
  timeout: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return as(actor.officialId, now, work, { isolationLevel: 'RepeatableRead', timeout })
}

/** As `asSystem`, for a long read: every statement sees the same moment, and it may take up to `timeout` milliseconds. */
export function asSystemInSnapshot<T>(now: Date, timeout: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return as('system', now, work, { isolationLevel: 'RepeatableRead', timeout })
}

/** The case that this transaction changes stays readable to its actor until the end, whoever has it afterwards. */
export async function keepCase(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`SELECT set_config('app.case', ${id}, true)`
}

function as<T>(
  who: string,
  now: Date,
  work: (tx: Tx) => Promise<T>,
  options?: { isolationLevel?: 'RepeatableRead'; timeout: number },
): Promise<T> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.actor', ${who}, true), set_config('app.today', ${civilDateOf(now)}, true)`
    return work(tx)
  }, options)
}
