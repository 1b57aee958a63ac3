import pg from 'pg'
import type { Prisma } from '@/prisma/generated/client/client'
import { asSystem } from './db'
import { civilDateOf } from './dates'
import { env } from './env'

/** A value as the database writes it in text, or nothing. */
export type Field = string | null

/** A statement that is asked again and again with other values, planned once. */
export interface Prepared {
  name: string
  text: string
  values: unknown[]
}

/** Rows of one long statement that are fetched as they are needed; nothing more of them is in memory. */
export interface Cursor {
  /** The next rows, `size` at most; none at the end. */
  next(size: number): Promise<Field[][]>
  /** Another statement in the same snapshot, on the same connection. */
  read(prepared: Prepared): Promise<Field[][]>
  /** How many rows another statement counts in the same snapshot, asked on a connection of its own. */
  count(statement: Prisma.Sql): Promise<number>
  /** Ends what the database is doing for this cursor, wherever it is; what waits for it throws. */
  stop(now: Date): Promise<void>
}

interface Reading {
  /** Row-level security shows what this official may read today. */
  actor: { officialId: string }
  now: Date
  statement: Prisma.Sql
  /** Only one reader at a time has this lock. */
  lock: string
}

/** A reader that went away must not hold a snapshot. */
const IDLE_MS = 60_000

/**
 * Reads one statement as an official in one snapshot, through a cursor of the database on a connection of its own: the
 * pool of the requests is left alone. Answers `null` when somebody else has the lock.
 */
export async function withCursor<T>(
  { actor, now, statement, lock }: Reading,
  work: (cursor: Cursor) => Promise<T>,
): Promise<T | null> {
  const client = await connected()
  const beside: Promise<unknown>[] = []
  try {
    await begin(client, actor, now)
    const [[mine] = []] = await read(client, {
      text: `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))`,
      values: [lock],
    })
    if (mine !== 't') return null
    const [[pid, snapshot] = []] = await read(client, {
      text: 'SELECT pg_backend_pid(), pg_export_snapshot()',
      values: [],
    })
    await client.query({
      text: `DECLARE reading NO SCROLL CURSOR FOR ${statement.text}`,
      values: statement.values,
    })
    return await work({
      next: (size) => read(client, { text: `FETCH ${Math.trunc(size)} FROM reading`, values: [] }),
      read: (prepared) => read(client, prepared),
      count(counting) {
        const counted = countIn(String(snapshot), actor, now, counting)
        beside.push(counted.catch(() => undefined))
        return counted
      },
      async stop(at) {
        await asSystem(at, (tx) => tx.$queryRaw`SELECT pg_cancel_backend(${Number(pid)}::int)`)
      },
    })
  } finally {
    await Promise.all(beside)
    await client.end()
  }
}

async function countIn(
  snapshot: string,
  actor: { officialId: string },
  now: Date,
  statement: Prisma.Sql,
): Promise<number> {
  const client = await connected()
  try {
    await begin(client, actor, now, snapshot)
    const [[counted] = []] = await read(client, statement)
    return Number(counted)
  } finally {
    await client.end()
  }
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: 'qinqing export',
    // Compiling a statement costs more than it saves here, and the first row would wait for it.
    options: `-c timezone=UTC -c jit=off -c cursor_tuple_fraction=0.01 -c idle_in_transaction_session_timeout=${IDLE_MS}`,
    types: { getTypeParser: () => (text: string | Buffer) => text },
  })
  // A connection that breaks between two statements is found out by the next one.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function begin(
  client: pg.Client,
  actor: { officialId: string },
  now: Date,
  snapshot?: string,
): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  // The name comes from the database itself and has no quote in it.
  if (snapshot) await client.query(`SET TRANSACTION SNAPSHOT '${snapshot.replaceAll("'", '')}'`)
  await client.query(`SELECT set_config('app.actor', $1, true), set_config('app.today', $2, true)`, [
    actor.officialId,
    civilDateOf(now),
  ])
}

async function read(client: pg.Client, { name, text, values }: Omit<Prepared, 'name'> & { name?: string }) {
  const result = await client.query<Field[]>({ name, text, values, rowMode: 'array' })
  return result.rows
}
