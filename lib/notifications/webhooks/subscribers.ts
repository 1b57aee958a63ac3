import type { Clock } from '@/lib/platform/clock'
import { asSystem, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { logger } from '@/lib/platform/log'
import { postBody } from '@/lib/platform/web-request'
import { retryPause } from '../rules/retry-pause'
import { later } from '../writes'
import { switchOffFailing } from './commands'
import { fingerprintOf, signedHeaders } from './rules/signature'
import { secretsOf } from './writes'

/** A claim outlasts the longest that a message can take by so much. */
const SPARE_MS = 30_000
/** So many messages go to one endpoint before others get their turn. */
const LANE_LENGTH = 20
const HOUR_MS = 3_600_000

interface Claimed {
  id: string
  endpointId: string
  body: string
  attempts: number
}

interface Tried {
  status: number | null
  problem: string | null
  ms: number
}

export interface WebhookRounds {
  /** Gives every endpoint that has something due a lane of its own, unless it has one; answers how many began. */
  round(): Promise<number>
  /** Waits until the lanes that are under way have ended. */
  drain(): Promise<void>
}

/**
 * The worker's loop for webhooks. Endpoints do not wait for each other: a slow one keeps its own lane busy and nothing
 * else. A message is marked after it was answered: a worker that dies in between sends it again, under the same id.
 */
export function webhookRounds(clock: Clock, signal: AbortSignal): WebhookRounds {
  const lanes = new Map<string, Promise<void>>()
  return {
    async round() {
      const room = env().WEBHOOK_AT_ONCE - lanes.size
      if (room <= 0) return 0
      const due = await asSystem(clock.now(), (tx) => findDue(tx, [...lanes.keys()], room, clock.now()))
      for (const id of due) {
        const lane = runLane(clock, id, signal)
          .catch((error: unknown) => logger.error({ endpointId: id, err: error }, 'webhook lane failed'))
          .finally(() => lanes.delete(id))
        lanes.set(id, lane)
      }
      return due.length
    },
    async drain() {
      await Promise.all(lanes.values())
    },
  }
}

async function findDue(tx: Tx, busy: string[], room: number, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "WebhookEndpoint" e
    JOIN "WebhookDelivery" d ON d."endpointId" = e.id AND d.state = 'WAITING' AND d."dueAt" <= ${now}
      AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= ${now})
    WHERE e.active AND NOT e.id = ANY (${busy}::uuid[])
    GROUP BY e.id ORDER BY min(d."dueAt") LIMIT ${room}`
  return rows.map((row) => row.id)
}

async function runLane(clock: Clock, endpointId: string, signal: AbortSignal): Promise<void> {
  for (let sent = 0; sent < LANE_LENGTH && !signal.aborted; sent += 1) {
    const claimed = await asSystem(clock.now(), (tx) => claim(tx, endpointId, clock.now()))
    if (!claimed) return
    const tried = await attempt(clock, claimed, signal)
    // The worker stops: nobody answered yet, and the message is offered again.
    if (signal.aborted && tried.status === null) return release(clock, claimed)
    if (await asSystem(clock.now(), (tx) => record(tx, claimed, tried, clock.now())))
      await switchOffFailing(clock, endpointId)
  }
}

async function claim(tx: Tx, endpointId: string, now: Date): Promise<Claimed | null> {
  const [claimed] = await tx.$queryRaw<Claimed[]>`
    UPDATE "WebhookDelivery" SET attempts = attempts + 1, "claimedUntil" = ${later(now, env().WEBHOOK_TIMEOUT_MS + SPARE_MS)}
    WHERE id = (
      SELECT d.id FROM "WebhookDelivery" d JOIN "WebhookEndpoint" e ON e.id = d."endpointId" AND e.active
      WHERE d."endpointId" = ${endpointId}::uuid AND d.state = 'WAITING' AND d."dueAt" <= ${now}
        AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= ${now})
      ORDER BY d."dueAt", d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id, "endpointId", body, attempts`
  return claimed ?? null
}

function release(clock: Clock, { id, attempts }: Claimed): Promise<void> {
  return asSystem(clock.now(), async (tx) => {
    await tx.webhookDelivery.updateMany({
      where: { id, state: 'WAITING' },
      data: { attempts: attempts - 1, claimedUntil: null },
    })
  })
}

async function attempt(clock: Clock, { id, endpointId, body }: Claimed, signal: AbortSignal): Promise<Tried> {
  const endpoint = await asSystem(clock.now(), (tx) =>
    tx.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } }),
  )
  const now = clock.now()
  const secrets = secretsOf(endpoint, now)
  // Signed with another key than the receiver was given, it would be refused, and rightly.
  if (fingerprintOf(secrets[0] ?? '') !== endpoint.fingerprint)
    return { status: null, problem: 'key-changed', ms: 0 }
  const timestamp = Math.floor(now.getTime() / 1000)
  const started = performance.now()
  const answer = await postBody({
    address: endpoint.address,
    headers: signedHeaders({ id, timestamp, body }, secrets),
    body,
    targets: env().WEBHOOK_TARGETS,
    timeoutMs: env().WEBHOOK_TIMEOUT_MS,
    signal,
  })
  return { ...answer, ms: Math.round(performance.now() - started) }
}

/** Writes down what came back; answers whether the endpoint has failed for too long. */
async function record(
  tx: Tx,
  { id, endpointId, attempts }: Claimed,
  tried: Tried,
  now: Date,
): Promise<boolean> {
  await tx.webhookAttempt.createMany({ data: [{ id: uuidv7(now), deliveryId: id, at: now, ...tried }] })
  const waiting = { id, state: 'WAITING' as const }
  if (!tried.problem) {
    await tx.webhookDelivery.updateMany({
      where: waiting,
      data: { state: 'DELIVERED', deliveredAt: now, claimedUntil: null },
    })
    const well = { failingSince: null, lastSuccessAt: now }
    await tx.webhookHealth.upsert({ where: { endpointId }, create: { endpointId, ...well }, update: well })
    return false
  }
  logger.warn({ id, endpointId, attempts, status: tried.status, problem: tried.problem }, 'webhook failed')
  const dead = attempts >= env().WEBHOOK_ATTEMPTS
  const pause = retryPause(attempts, { firstMs: env().WEBHOOK_PAUSE_MS, factor: 4 }, Math.random())
  const next = dead ? { state: 'DEAD' as const } : { dueAt: later(now, pause) }
  await tx.webhookDelivery.updateMany({ where: waiting, data: { ...next, claimedUntil: null } })
  return isFailingLong(tx, endpointId, now)
}

async function isFailingLong(tx: Tx, endpointId: string, now: Date): Promise<boolean> {
  const before = await tx.webhookHealth.findUnique({ where: { endpointId } })
  const failingSince = before?.failingSince ?? now
  await tx.webhookHealth.upsert({
    where: { endpointId },
    create: { endpointId, failingSince },
    update: { failingSince },
  })
  return now.getTime() - failingSince.getTime() >= env().WEBHOOK_OFF_AFTER_HOURS * HOUR_MS
}
