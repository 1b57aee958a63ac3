import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaClient, type Prisma } from '@/prisma/generated/client/client'
import { civilDateOf } from './dates'
import { env } from './env'

export type Tx = Prisma.TransactionClient

const holder = globalThis as typeof globalThis & { qinqingPrisma?: PrismaClient; qinqingPool?: Pool }

/** The one client of the process. Tables of cases answer nothing through it: they need `asActor` or `asSystem`. */
export function db(): PrismaClient {
  if (holder.qinqingPrisma) return holder.qinqingPrisma
  holder.qinqingPool = new Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    options: '-c timezone=UTC',
    idle_in_transaction_session_timeout: 30_000,
  })
  holder.qinqingPrisma = new PrismaClient({
    adapter: new PrismaPg(holder.qinqingPool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  return holder.qinqingPrisma
}

/** Connections of this process: all, unused ones, and how many wait for one. */
export function poolState(): { total: number; idle: number; waiting: number } {
  const pool = holder.qinqingPool
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** Closes the pool; for the worker, scripts and tests. */
export async function closeDb(): Promise<void> {
  await holder.qinqingPrisma?.$disconnect()
  holder.qinqingPrisma = undefined
  holder.qinqingPool = undefined
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
