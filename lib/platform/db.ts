import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient, type Prisma } from '@/prisma/generated/client/client'
import { civilDateOf } from './dates'
import { env } from './env'
import { logger } from './log'

export type Tx = Prisma.TransactionClient

const holder = globalThis as typeof globalThis & {
  qinqingPrisma?: PrismaClient
  qinqingPool?: pg.Pool
  qinqingReads?: pg.Pool
}

/** How long a transaction may take. */
const LONGEST_MS = 20_000

/** The one client of the process. Tables of cases answer nothing through it: they need `asActor` or `asSystem`. */
export function db(): PrismaClient {
  if (holder.qinqingPrisma) return holder.qinqingPrisma
  holder.qinqingPool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    options: '-c timezone=UTC',
    idle_in_transaction_session_timeout: 30_000,
  })
  holder.qinqingPrisma = new PrismaClient({
    adapter: new PrismaPg(holder.qinqingPool, { disposeExternalPool: true }),
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
    options: '-c timezone=UTC',
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

/**
 * One statement as an official, in one round trip: the transaction, who reads and the statement are sent together, and the
 * server takes them in that order. For hot lists; values are Date, string, number or parsed JSON as `pg` reads them.
 */
export async function readAs<Row>(
  actor: { officialId: string },
  now: Date,
  statement: Prisma.Sql,
): Promise<Row[]> {
  const client = await reads().connect()
  const sent = [
    client.query('BEGIN READ ONLY'),
    client.query(`SELECT set_config('app.actor', $1, true), set_config('app.today', $2, true)`, [
      actor.officialId,
      civilDateOf(now),
    ]),
    client.query(statement.text, statement.values),
    client.query('COMMIT'),
  ] as const
  const answers = await Promise.allSettled(sent)
  const failed = answers.find((answer) => answer.status === 'rejected')
  // What failed may be the connection: it is not used again.
  client.release(failed ? true : undefined)
  if (failed) throw failed.reason
  const [, , found] = answers
  return (found as PromiseFulfilledResult<pg.QueryResult>).value.rows as Row[]
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
