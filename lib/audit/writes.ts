import { createHash, randomBytes } from 'node:crypto'
import type { Prisma } from '@/prisma/generated/client/client'
import { asActor, asSystem, type Tx } from '@/lib/platform/db'
import { commitment, listHash } from '@/lib/platform/hash-chain'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import { canonicalise, type JsonValue } from '@/lib/platform/json'
import { markFired } from '@/lib/platform/outbox'
import { currentRequest, noteCommand } from '@/lib/platform/request-context'
import { ok, refuse, type Result } from '@/lib/platform/result'
import type { Clock } from '@/lib/platform/clock'

/** Who does something, as the log and the timeline name them. `null` is the system. */
export interface Who {
  officialId: string
  name: string
  post: string
  /** The access token through which the person or the service acts; a session has none. */
  via?: string
}

/** A stored row that the log commits to. */
export interface RowRef {
  table: string
  key: Record<string, string | number>
}

/** One command in progress: its transaction, who and when, and what the log will say. */
export interface Write {
  tx: Tx
  who: Who | null
  at: Date
  command: string
  caseId: string | null
  policyVersion: number | null
  /** Marks a row as written; the log entry commits to its final state. */
  touch(table: string, key: Record<string, string | number>): void
  /** As `touch` for many rows of a table with the key `id`: one commitment a row instead of one a column. */
  touchAll(table: string, ids: readonly string[]): void
  /** Puts a message for the worker into the same transaction. The dedupe key makes a second one harmless. */
  enqueue(
    topic: string,
    payload: JsonValue,
    options?: { dedupeKey?: string; availableAt?: Date },
  ): Promise<void>
}

export interface WriteRequest {
  who: Who | null
  clock: Clock
  /** The command's name in the log, e.g. `advance-reports.submit`. */
  command: string
  /** Sent by the form or the API client; the same key with the same input answers the first result again. */
  requestKey?: string
  /** What the request key stands for. */
  input?: JsonValue
  /** Milliseconds that the transaction may take, when the usual ones are too few. */
  timeout?: number
}

/** Rows that are read for the log in one statement. */
const ROWS_AT_ONCE = 250

class Refused extends Error {
  constructor(readonly result: Result<never>) {
    super('refused')
  }
}

/**
 * One write: one transaction with the request key first, the business in the middle and the log entry last. A refusal
 * rolls everything back. A repeated request key answers what was answered, or `request-key-reused` when the input
 * differs.
 */
export async function write<T extends JsonValue | undefined>(
  request: WriteRequest,
  business: (write: Write) => Promise<Result<T>>,
): Promise<Result<T>> {
  noteCommand(request.command)
  const at = request.clock.now()
  const run = (tx: Tx) => inTransaction(tx, at, request, business)
  const options = request.timeout ? { timeout: request.timeout } : undefined
  try {
    return request.who ? await asActor(request.who, at, run, options) : await asSystem(at, run, options)
  } catch (error) {
    if (error instanceof Refused) return error.result
    throw error
  }
}

async function inTransaction<T extends JsonValue | undefined>(
  tx: Tx,
  at: Date,
  request: WriteRequest,
  business: (write: Write) => Promise<Result<T>>,
): Promise<Result<T>> {
  const rows = new Map<string, RowRef>()
  const many = new Map<string, Set<string>>()
  const w: Write = {
    tx,
    who: request.who,
    at,
    command: request.command,
    caseId: null,
    policyVersion: null,
    touch(table, key) {
      rows.set(`${table} ${canonicalise(key)}`, { table, key })
    },
    touchAll(table, ids) {
      const known = many.get(table) ?? new Set()
      for (const id of ids) known.add(id)
      if (known.size > 0) many.set(table, known)
    },
    async enqueue(topic, payload, options = {}) {
      const rows = [
        {
          id: uuidv7(at),
          topic,
          payload: (payload ?? {}) as Prisma.InputJsonValue,
          dedupeKey: options.dedupeKey ?? null,
          requestId: currentRequest()?.id ?? null,
          availableAt: options.availableAt ?? at,
          createdAt: at,
        },
      ]
      await insertRows(tx, 'OutboxMessage', rows, { skipDuplicates: true })
    },
  }
  const repeated = await claimRequestKey<T>(w, request)
  if (repeated) return repeated
  const result = await business(w)
  if (!result.ok) throw new Refused(result)
  if (!request.who && !(await markFired(tx, at))) throw new Refused(refuse('platform', 'changed-meanwhile'))
  await append(w, [...rows.values()], many)
  if (request.who && request.requestKey) {
    await tx.idempotencyKey.updateMany({
      where: { actorId: request.who.officialId, key: request.requestKey },
      data: { response: { value: result.value ?? null } },
    })
  }
  return result
}

/** Inserts the key, or waits for the transaction that holds it and answers what that one answered. */
async function claimRequestKey<T>(w: Write, request: WriteRequest): Promise<Result<T> | null> {
  if (!w.who || !request.requestKey) return null
  const requestHash = createHash('sha256')
    .update(canonicalise([request.command, request.input ?? null]))
    .digest('hex')
  const rows = [
    {
      actorId: w.who.officialId,
      key: request.requestKey,
      command: request.command,
      requestHash,
      response: {},
      createdAt: w.at,
    },
  ]
  const claimed = await insertRows(w.tx, 'IdempotencyKey', rows, { skipDuplicates: true })
  if (claimed === 1) return null
  const first = await w.tx.idempotencyKey.findUniqueOrThrow({
    where: { actorId_key: { actorId: w.who.officialId, key: request.requestKey } },
  })
  if (first.requestHash !== requestHash) return refuse('platform', 'request-key-reused')
  const stored = first.response as { value?: T | null }
  return ok((stored.value ?? undefined) as T)
}

/**
 * Appends the entry of a write: what was done and, for each row touched, a salted commitment to every column as it is
 * now stored. Called last, because it locks the head of the log until the commit.
 */
async function append(
  w: Write,
  rows: RowRef[],
  many: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const refs = rows.map((row) => ({ table: row.table, key: stringKeys(row.key) }))
  const states = await readRows(w.tx, refs)
  const openings: { table: string; key: string; salts: Record<string, string> }[] = []
  const committed = refs.map((ref, index) => {
    const stored = states[index]
    const key = canonicalise(ref.key)
    if (!stored) return { table: ref.table, key: ref.key, removed: true }
    const salts: Record<string, string> = {}
    const columns: Record<string, string> = {}
    for (const [column, value] of Object.entries(stored)) {
      const salt = randomBytes(16).toString('hex')
      salts[column] = salt
      columns[column] = commitment(salt, ref.table, key, column, canonicalise(value))
    }
    openings.push({ table: ref.table, key, salts })
    return { table: ref.table, key: ref.key, columns }
  })
  const lists: BulkList[] = []
  for (const [table, ids] of many) lists.push(await digestRows(w.tx, table, [...ids].sort()))
  const entry = {
    v: lists.length > 0 ? 2 : 1,
    at: w.at.toISOString(),
    actor: w.who?.officialId ?? 'system',
    via: w.who?.via,
    command: w.command,
    case: w.caseId,
    policy: w.policyVersion,
    rows: committed,
    ...(lists.length > 0 ? { bulk: lists.map(({ entry: said }) => said) } : {}),
  }
  const bytes = Buffer.from(canonicalise(entry), 'utf8')
  if (lists.length > 0) {
    await w.tx.$queryRaw`
      SELECT append_log(${bytes}, ${w.at}, ${w.caseId}::uuid, ${JSON.stringify(openings)}::jsonb,
        ${lists.map((list) => list.entry.table)}::text[], ${lists.map((list) => list.keys)}::text[],
        ${lists.map((list) => list.salts)}::text[], ${lists.map((list) => list.digests)}::text[])`
    return
  }
  await w.tx.$queryRaw`
    SELECT append_log(${bytes}, ${w.at}, ${w.caseId}::uuid, ${JSON.stringify(openings)}::jsonb)`
}

interface BulkList {
  entry: { table: string; count: number; columns: string[]; list: string }
  /** Apart by commas. */
  keys: string
  /** In base 64, as the digests: the client makes a list of numbers of bytes. */
  salts: string
  digests: string
}

/**
 * A salted digest of each row as it is now stored, made where the rows are (`log_digests`); zeroes for a removed one. Keys
 * go as one text: the client wraps each member of a list.
 */
async function digestRows(tx: Tx, table: string, keys: string[]): Promise<BulkList> {
  const [{ columns }] = await tx.$queryRaw<[{ columns: string[] }]>`SELECT log_columns(${table}) AS columns`
  const [said] = await tx.$queryRaw<[{ salts: string; digests: string }]>`
    SELECT encode(salts, 'base64') AS salts, encode(digests, 'base64') AS digests
    FROM log_digests(${table}, ${columns}::text[], string_to_array(${keys.join(',')}, ',')::uuid[])`
  const digests = Buffer.from(said.digests, 'base64')
  const entry = { table, count: keys.length, columns, list: listHash(table, keys, digests) }
  return { entry, keys: keys.join(','), ...said }
}

/** Rows as they are stored, in parts: the function's answer grows with each row, and copying it would grow with the square. */
async function readRows(
  tx: Tx,
  refs: readonly { table: string; key: Record<string, string> }[],
): Promise<(Record<string, JsonValue> | null)[]> {
  const states: (Record<string, JsonValue> | null)[] = []
  for (let from = 0; from < refs.length; from += ROWS_AT_ONCE) {
    const part = JSON.stringify(refs.slice(from, from + ROWS_AT_ONCE))
    const [read] = await tx.$queryRaw<[{ rows: (Record<string, JsonValue> | null)[] }]>`
      SELECT log_rows(${part}::jsonb) AS rows`
    states.push(...read.rows)
  }
  return states
}

function stringKeys(key: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]))
}
