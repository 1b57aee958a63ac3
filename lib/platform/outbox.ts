import type { Clock } from './clock'
import { asSystem, type Tx } from './db'
import type { JsonValue } from './json'
import { logger } from './log'
import type { Refusal } from './result'

/** After so many failures a message or timer is set aside and shown; it never blocks the others. */
export const MOST_ATTEMPTS = 8
/** How many are claimed at once. */
const BATCH = 20
/** A claimed message that nobody finished is offered again after this time: the worker that had it is gone. */
const CLAIM_MS = 60_000

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
  attempts: number
}

/**
 * Delivers due messages of the topics that have a handler here, each at least once: claims with SKIP LOCKED so several workers share the work, pushes the
 * claimed ones into the future, and marks each as delivered after its handler. Returns how many were tried.
 */
export async function deliver(
  clock: Clock,
  handlers: Readonly<Record<string, Handler>>,
  signal: AbortSignal,
): Promise<number> {
  const claimed = await asSystem(clock.now(), (tx) => claimMessages(tx, Object.keys(handlers), clock.now()))
  for (const message of claimed) {
    if (signal.aborted) break
    const handler = handlers[message.topic]
    try {
      if (!handler) throw new Error(`nobody handles ${message.topic}`)
      await handler(message.payload, { clock, signal, dedupeKey: message.dedupeKey ?? message.id })
      await asSystem(clock.now(), (tx) =>
        tx.outboxMessage.updateMany({
          where: { id: message.id },
          data: { deliveredAt: clock.now(), lastError: null },
        }),
      )
    } catch (error) {
      await failed(clock, message.id, message.topic, message.attempts, error, (tx, data) =>
        tx.outboxMessage.updateMany({
          where: { id: message.id },
          data: { ...data.failure, availableAt: data.retryAt },
        }),
      )
    }
  }
  return claimed.length
}

/** A handler that takes long says that it is still at it, so that nobody else is offered its message. */
export function keepClaim(tx: Tx, dedupeKey: string, now: Date): Promise<unknown> {
  return tx.outboxMessage.updateMany({
    where: { dedupeKey, deliveredAt: null },
    data: { availableAt: later(now, CLAIM_MS) },
  })
}

function claimMessages(tx: Tx, topics: string[], now: Date): Promise<Message[]> {
  return tx.$queryRaw<Message[]>`
    UPDATE "OutboxMessage" SET attempts = attempts + 1, "availableAt" = ${later(now, CLAIM_MS)}
    WHERE id IN (
      SELECT id FROM "OutboxMessage"
      WHERE "deliveredAt" IS NULL AND "poisonedAt" IS NULL AND "availableAt" <= ${now} AND topic = ANY(${topics})
      ORDER BY "availableAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id, topic, payload, "dedupeKey", attempts`
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
  const due = await asSystem(clock.now(), (tx) => claimTimers(tx, clock.now()))
  for (const timer of due) {
    if (signal.aborted) break
    const handler = handlers[timer.kind]?.[timer.name]
    try {
      if (!handler) throw new Error(`nobody handles timer ${timer.kind} ${timer.name}`)
      const result = await handler(clock, timer.caseId)
      // Somebody acted at the same moment: ask again, the step may still be due.
      if (isRefusal(result) && result.refusal.code === 'changed-meanwhile')
        throw new Error('case changed meanwhile')
      await asSystem(clock.now(), (tx) =>
        tx.timer.updateMany({ where: { id: timer.id }, data: { firedAt: clock.now(), lastError: null } }),
      )
    } catch (error) {
      await failed(clock, timer.id, `timer ${timer.name}`, timer.attempts, error, (tx, data) =>
        tx.timer.updateMany({ where: { id: timer.id }, data: data.failure }),
      )
    }
  }
  return due.length
}

/**
 * The oldest timers that are due, in their order: after a worker was away, what happened first happens first. At the same
 * instant the name decides, so that a dealing that begins (lapse) comes before the limit that it caps.
 */
async function claimTimers(tx: Tx, now: Date): Promise<DueTimer[]> {
  const claimed = await tx.$queryRaw<(DueTimer & { fireAt: Date })[]>`
    UPDATE "Timer" t SET attempts = t.attempts + 1, "claimedUntil" = ${later(now, CLAIM_MS)}
    FROM "Case" c
    WHERE c.id = t."caseId" AND t.id IN (
      SELECT id FROM "Timer"
      WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL AND "poisonedAt" IS NULL AND "fireAt" <= ${now}
        AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now})
      ORDER BY "fireAt", name LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
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
