import type { Clock } from './clock'
import { asSystem, type Tx } from './db'
import { env } from './env'
import type { JsonValue } from './json'
import { logger } from './log'
import { metrics } from './metrics'
import { currentRequest, withRequestId } from './request-context'
import type { Refusal } from './result'

/** After so many failures a message or timer is set aside and shown; it never blocks the others. */
export const MOST_ATTEMPTS = 8
/** How many are claimed at once. */
const BATCH = 20
/** A claimed message that nobody finished is offered again after this time: the worker that had it is gone. */
const claimMs = () => env().WORKER_CLAIM_SECONDS * 1000

export interface Handled {
  clock: Clock
  signal: AbortSignal
  dedupeKey: string
}
export type Handler = (payload: JsonValue, context: Handled) => Promise<void>

interface Message {
  id: string
  topic: string
  payload: JsonValue
  dedupeKey: string | null
  requestId: string | null
  attempts: number
}

/**
 * Delivers due messages of the topics that have a handler here, each at least once: claims with SKIP LOCKED so several workers share the work, pushes the
 * claimed ones into the future, and marks each as delivered after its handler. Where one takes long, `atOnce` is one: what
 * is claimed and waits would be offered to somebody else meanwhile. Returns how many were tried.
 */
export async function deliver(
  clock: Clock,
  handlers: Readonly<Record<string, Handler>>,
  signal: AbortSignal,
  atOnce = BATCH,
): Promise<number> {
  const claimedAt = clock.now()
  const topics = Object.keys(handlers)
  const claimed = await asSystem(claimedAt, (tx) => claimMessages(tx, topics, claimedAt, atOnce))
  for (const message of claimed) {
    if (signal.aborted) break
    if (isOldClaim(claimedAt, clock) && !(await renewMessage(message, clock))) continue
    await withRequestId(message.requestId, () => deliverOne(message, { clock, handlers, signal }))
  }
  return claimed.length
}

interface Delivery {
  clock: Clock
  handlers: Readonly<Record<string, Handler>>
  signal: AbortSignal
}

async function deliverOne(message: Message, { clock, handlers, signal }: Delivery): Promise<void> {
  const { id, topic, attempts } = message
  const done = watchWork('message', topic, { id, attempts })
  try {
    const handler = handlers[topic]
    if (!handler) throw new Error(`nobody handles ${topic}`)
    await handler(message.payload, { clock, signal, dedupeKey: message.dedupeKey ?? id })
    await asSystem(clock.now(), (tx) =>
      tx.outboxMessage.updateMany({
        where: { id },
        data: { deliveredAt: clock.now(), lastError: null },
      }),
    )
    done('done')
  } catch (error) {
    done('failed')
    await failed(clock, id, topic, attempts, error, (tx, data) =>
      tx.outboxMessage.updateMany({
        where: { id, attempts, deliveredAt: null },
        data: { ...data.failure, availableAt: data.retryAt },
      }),
    )
  }
}

/** The first of a batch are handled at once; when they took long, a claim may be over before the last one's turn. */
const isOldClaim = (claimedAt: Date, clock: Clock) =>
  clock.now().getTime() - claimedAt.getTime() > claimMs() / 3

/** Claims a message anew if nobody else did meanwhile: each claim counts an attempt, so the number says whose it is. */
async function renewMessage({ id, attempts }: Message, clock: Clock): Promise<boolean> {
  const now = clock.now()
  const { count } = await asSystem(now, (tx) =>
    tx.outboxMessage.updateMany({
      where: { id, attempts, deliveredAt: null },
      data: { availableAt: later(now, claimMs()) },
    }),
  )
  return count === 1
}

/** Counts a message or timer and writes its line once it is done. */
function watchWork(kind: 'message' | 'timer', name: string, facts: { id: string; attempts: number }) {
  const started = performance.now()
  return (outcome: 'done' | 'failed'): void => {
    const ms = performance.now() - started
    metrics().work.inc({ kind, name, outcome })
    metrics().workSeconds.observe({ kind, name }, ms / 1000)
    logger.info({ ...facts, name, outcome, ms: Math.round(ms) }, kind)
  }
}

/** A handler that takes long says that it is still at it, so that nobody else is offered its message. */
export function keepClaim(tx: Tx, dedupeKey: string, now: Date): Promise<unknown> {
  return tx.outboxMessage.updateMany({
    where: { dedupeKey, deliveredAt: null },
    data: { availableAt: later(now, claimMs()) },
  })
}

function claimMessages(tx: Tx, topics: string[], now: Date, atOnce: number): Promise<Message[]> {
  return tx.$queryRaw<Message[]>`
    UPDATE "OutboxMessage" SET attempts = attempts + 1, "availableAt" = ${later(now, claimMs())}
    WHERE id IN (
      SELECT id FROM "OutboxMessage"
      WHERE "deliveredAt" IS NULL AND "poisonedAt" IS NULL AND "availableAt" <= ${now} AND topic = ANY(${topics})
      ORDER BY "availableAt" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, topic, payload, "dedupeKey", "requestId", attempts`
}

export type TimerHandler = (clock: Clock, caseId: string) => Promise<unknown>

interface DueTimer {
  id: string
  caseId: string
  name: string
  kind: string
  attempts: number
}

/** Fires due timers. A handler finds out itself whether the step is still possible, so a late or second firing is harmless. */
export async function fire(
  clock: Clock,
  handlers: Readonly<Record<string, Readonly<Record<string, TimerHandler>>>>,
  signal: AbortSignal,
): Promise<number> {
  const claimedAt = clock.now()
  const due = await asSystem(claimedAt, (tx) => claimTimers(tx, claimedAt))
  for (const timer of due) {
    if (signal.aborted) break
    if (isOldClaim(claimedAt, clock) && !(await renewTimer(timer, clock))) continue
    const { id, attempts } = timer
    const work = () => fireOne(timer, clock, handlers[timer.kind]?.[timer.name])
    await withRequestId(null, work, { timer: { id, attempts, fired: false } })
  }
  return due.length
}

async function fireOne(timer: DueTimer, clock: Clock, handler: TimerHandler | undefined): Promise<void> {
  const { id, name, kind, attempts } = timer
  const done = watchWork('timer', name, { id, attempts })
  try {
    if (!handler) throw new Error(`nobody handles timer ${kind} ${name}`)
    const result = await handler(clock, timer.caseId)
    // Somebody acted at the same moment: ask again, the step may still be due.
    if (isRefusal(result) && result.refusal.code === 'changed-meanwhile')
      throw new Error('case changed meanwhile')
    await asSystem(clock.now(), (tx) =>
      tx.timer.updateMany({
        where: { id, firedAt: null },
        data: { firedAt: clock.now(), lastError: null },
      }),
    )
    done('done')
  } catch (error) {
    done('failed')
    await failed(clock, id, `timer ${name}`, attempts, error, (tx, data) =>
      tx.timer.updateMany({ where: { id, attempts, firedAt: null }, data: data.failure }),
    )
  }
}

/**
 * Marks the timer whose work runs here, in the transaction of that work: both happen or neither, also when the worker is
 * ended in between. False when another worker has fired it meanwhile; true when no timer's work runs here.
 */
export async function markFired(tx: Tx, now: Date): Promise<boolean> {
  const timer = currentRequest()?.timer
  if (!timer || timer.fired) return true
  const { id, attempts } = timer
  const { count } = await tx.timer.updateMany({
    where: { id, attempts, firedAt: null },
    data: { firedAt: now, lastError: null },
  })
  timer.fired = count === 1
  return timer.fired
}

/** As `renewMessage`, for a timer. */
async function renewTimer({ id, attempts }: DueTimer, clock: Clock): Promise<boolean> {
  const now = clock.now()
  const { count } = await asSystem(now, (tx) =>
    tx.timer.updateMany({
      where: { id, attempts, firedAt: null, cancelledAt: null },
      data: { claimedUntil: later(now, claimMs()) },
    }),
  )
  return count === 1
}

/**
 * The oldest timers that are due, in their order: after a worker was away, what happened first happens first. At the same
 * instant the name decides, so that a dealing that begins (lapse) comes before the limit that it caps. Of one case only the
 * first is offered, or another worker could overtake; one that failed already lets the later ones pass.
 */
async function claimTimers(tx: Tx, now: Date): Promise<DueTimer[]> {
  const claimed = await tx.$queryRaw<(DueTimer & { fireAt: Date })[]>`
    UPDATE "Timer" t SET attempts = t.attempts + 1, "claimedUntil" = ${later(now, claimMs())}
    FROM "Case" c
    WHERE c.id = t."caseId" AND t.id IN (
      SELECT d.id FROM "Timer" d
      WHERE d."firedAt" IS NULL AND d."cancelledAt" IS NULL AND d."poisonedAt" IS NULL AND d."fireAt" <= ${now}
        AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= ${now})
        AND NOT EXISTS (
          SELECT 1 FROM "Timer" e
          WHERE e."caseId" = d."caseId" AND (e."fireAt", e.name) < (d."fireAt", d.name) AND e."firedAt" IS NULL
            AND e."cancelledAt" IS NULL AND e."poisonedAt" IS NULL AND e."lastError" IS NULL)
      ORDER BY d."fireAt", d.name LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED)
    RETURNING t.id, t."caseId", t.name, c.kind::text AS kind, t.attempts, t."fireAt"`
  return claimed.sort((a, b) => a.fireAt.getTime() - b.fireAt.getTime() || (a.name < b.name ? -1 : 1))
}

function isRefusal(result: unknown): result is { ok: false; refusal: Refusal } {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false
}

interface Failure {
  failure: { lastError: string; poisonedAt?: Date }
  retryAt: Date
}

async function failed(
  clock: Clock,
  id: string,
  what: string,
  attempts: number,
  error: unknown,
  save: (tx: Tx, failure: Failure) => Promise<unknown>,
): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const poisoned = attempts >= MOST_ATTEMPTS
  logger.error({ id, what, attempts, poisoned, err: error }, 'work for later failed')
  const now = clock.now()
  await asSystem(now, (tx) =>
    save(tx, {
      failure: { lastError, ...(poisoned ? { poisonedAt: now } : {}) },
      retryAt: later(now, Math.min(60_000, 1000 * 2 ** attempts)),
    }),
  )
}

const later = (from: Date, ms: number): Date => {
  const date = structuredClone(from)
  date.setTime(from.getTime() + ms)
  return date
}
