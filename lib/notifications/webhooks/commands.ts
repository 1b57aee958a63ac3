import type { z } from 'zod'
import type { WebhookEndpoint } from '@/prisma/generated/client/client'
import { write, type Write } from '@/lib/audit/writes'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { targetProblem } from '@/lib/platform/web-target'
import { findAdministrators, later, putNotices } from '../writes'
import { endpointSecret, fingerprintOf } from './rules/signature'
import type { changeEndpointSchema, deliveryIdSchema, endpointIdSchema, endpointSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

const HOUR_MS = 3_600_000

type Checked = Pick<WebhookEndpoint, 'name' | 'address' | 'organId' | 'organPath' | 'groups' | 'withStaffNo'>

/** Looks an entry over: an address that may be written to, and an organ of the actor's subtree. */
async function check(
  w: Write,
  actor: Actor,
  input: z.output<typeof endpointSchema>,
): Promise<Result<Checked>> {
  const problem = targetProblem(input.address, env().WEBHOOK_TARGETS)
  if (problem) return refuse('webhooks', problem, { fields: { address: `webhooks.field.${problem}` } })
  const organ = await w.tx.organ.findFirst({ where: { id: input.organId, active: true } })
  if (!organ || !mayAdminister(actor, 'webhooks', organ.path))
    return refuse('webhooks', 'organ-outside', { fields: { organId: 'webhooks.field.organ-outside' } })
  const { name, address, organId, groups, withStaffNo } = input
  return ok({ name, address: new URL(address).href, organId, organPath: organ.path, groups, withStaffNo })
}

/**
 * Enters an endpoint; it stays off until it has a secret and is switched on. By the security administrator. Refusals:
 * `not-allowed`, `too-many`, `organ-outside`, and what is wrong with the address.
 */
export function addEndpoint({ actor, clock, input, requestKey }: Command<typeof endpointSchema>) {
  return write({ who: actor, clock, command: 'webhooks.add', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'webhooks')) return refuse('webhooks', 'not-allowed')
    const most = env().WEBHOOKS_MOST
    if ((await w.tx.webhookEndpoint.count()) >= most)
      return refuse('webhooks', 'too-many', { params: { count: most } })
    const checked = await check(w, actor, input)
    if (!checked.ok) return checked
    const id = uuidv7(w.at)
    await w.tx.webhookEndpoint.createMany({
      data: [{ id, ...checked.value, createdAt: w.at, updatedAt: w.at }],
    })
    w.touch('WebhookEndpoint', { id })
    return ok({ id })
  })
}

/**
 * Changes an endpoint. With another address it is switched off, until its receiver has a secret. By the security
 * administrator. Refusals: as `addEndpoint`, `not-found`, `changed-meanwhile`.
 */
export function changeEndpoint({ actor, clock, input, requestKey }: Command<typeof changeEndpointSchema>) {
  return write({ who: actor, clock, command: 'webhooks.change', requestKey, input }, async (w) => {
    const before = await take(w, actor, input.id)
    if (!before.ok) return before
    const checked = await check(w, actor, input)
    if (!checked.ok) return checked
    const moved = before.value.address !== checked.value.address
    const changed = await w.tx.webhookEndpoint.updateMany({
      where: { id: input.id, version: input.version },
      data: {
        ...checked.value,
        ...(moved ? { active: false } : {}),
        version: { increment: 1 },
        updatedAt: w.at,
      },
    })
    if (changed.count === 0) return refuse('webhooks', 'changed-meanwhile')
    w.touch('WebhookEndpoint', { id: input.id })
    return ok(undefined)
  })
}

/**
 * Gives an endpoint a new secret and answers it, once. The one before goes on signing beside it for a while. By the
 * security administrator. Refusals: `not-allowed`, `not-found`.
 */
export async function issueSecret({
  actor,
  clock,
  input,
}: Command<typeof endpointIdSchema>): Promise<Result<{ secret: string }>> {
  // The secret is no part of what is kept for a repeated request.
  const issued = await write({ who: actor, clock, command: 'webhooks.issue-secret' }, async (w) => {
    const before = await take(w, actor, input.id)
    if (!before.ok) return before
    const generation = before.value.generation + 1
    const secret = endpointSecret(env().NEXTAUTH_SECRET, input.id, generation)
    await w.tx.webhookEndpoint.updateMany({
      where: { id: input.id, generation: before.value.generation },
      data: {
        generation,
        fingerprint: fingerprintOf(secret),
        previousUntil: generation > 1 ? later(w.at, env().WEBHOOK_OVERLAP_HOURS * HOUR_MS) : null,
        version: { increment: 1 },
        updatedAt: w.at,
      },
    })
    w.touch('WebhookEndpoint', { id: input.id })
    return ok({ generation })
  })
  if (!issued.ok) return issued
  return ok({ secret: endpointSecret(env().NEXTAUTH_SECRET, input.id, issued.value.generation) })
}

/** Ends the time of the secret before, when it is known to others. By the security administrator. Refusals: as above, `nothing-changed`. */
export function dropPreviousSecret({ actor, clock, input, requestKey }: Command<typeof endpointIdSchema>) {
  return write({ who: actor, clock, command: 'webhooks.drop-previous', requestKey, input }, async (w) => {
    const before = await take(w, actor, input.id)
    if (!before.ok) return before
    return set(w, input.id, { previousUntil: { not: null } }, { previousUntil: null })
  })
}

/** Switches an endpoint on; what waited goes out. By the security administrator. Refusals: as above, `no-secret`, `nothing-changed`. */
export function switchOn({ actor, clock, input, requestKey }: Command<typeof endpointIdSchema>) {
  return write({ who: actor, clock, command: 'webhooks.switch-on', requestKey, input }, async (w) => {
    const before = await take(w, actor, input.id)
    if (!before.ok) return before
    if (before.value.generation === 0) return refuse('webhooks', 'no-secret')
    await w.tx.webhookHealth.updateMany({ where: { endpointId: input.id }, data: { failingSince: null } })
    return set(w, input.id, { active: false }, { active: true, switchedOffAt: null })
  })
}

/** Switches an endpoint off: nothing new is planned, and what waits stays. By the security administrator. Refusals: as above. */
export function switchOff({ actor, clock, input, requestKey }: Command<typeof endpointIdSchema>) {
  return write({ who: actor, clock, command: 'webhooks.switch-off', requestKey, input }, async (w) => {
    const before = await take(w, actor, input.id)
    if (!before.ok) return before
    return set(w, input.id, { active: true }, { active: false })
  })
}

/** Switches an endpoint off that failed for too long, and tells the administrators. Harmless when called twice. By the system. */
export function switchOffFailing(clock: Clock, endpointId: string) {
  return write({ who: null, clock, command: 'webhooks.switch-off-failing' }, async (w) => {
    const endpoint = await w.tx.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } })
    const off = await set(w, endpointId, { active: true }, { active: false, switchedOffAt: w.at })
    if (!off.ok) return off
    const officialIds = await findAdministrators(
      w.tx,
      w.at,
      ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
      endpoint.organPath,
    )
    await putNotices(w.tx, w.at, {
      officialIds,
      kind: 'webhook-off',
      href: `/admin/webhooks/${endpointId}`,
      dedupeKey: `webhook-off:${endpointId}:${w.at.toISOString()}`,
    })
    return ok(undefined)
  })
}

/** Sends a message without content, to see whether it arrives. By the security administrator. Refusals: as above, `switched-off`. */
export function sendTest({ actor, clock, input, requestKey }: Command<typeof endpointIdSchema>) {
  return write({ who: actor, clock, command: 'webhooks.send-test', requestKey, input }, async (w) => {
    const endpoint = await take(w, actor, input.id)
    if (!endpoint.ok) return endpoint
    if (!endpoint.value.active) return refuse('webhooks', 'switched-off')
    const id = uuidv7(w.at)
    await w.tx.webhookDelivery.createMany({
      data: [
        {
          id,
          endpointId: input.id,
          kind: 'test',
          state: 'WAITING',
          dedupeKey: `test:${id}`,
          body: JSON.stringify({ type: 'test', timestamp: w.at.toISOString(), data: {} }),
          dueAt: w.at,
          createdAt: w.at,
        },
      ],
    })
    return ok({ id })
  })
}

/** Sends a message once more, under its own id. By the system or the security administrator. Refusals: `not-allowed`, `not-found`, `still-waiting`, `switched-off`. */
export function resendDelivery({ actor, clock, input, requestKey }: Command<typeof deliveryIdSchema>) {
  return write({ who: actor, clock, command: 'webhooks.resend', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'deliveries')) return refuse('webhooks', 'not-allowed')
    const row = await w.tx.webhookDelivery.findUnique({
      where: { id: input.deliveryId },
      select: { endpoint: { select: { active: true } } },
    })
    if (!row) return refuse('webhooks', 'not-found')
    if (!row.endpoint.active) return refuse('webhooks', 'switched-off')
    const again = await w.tx.webhookDelivery.updateMany({
      where: { id: input.deliveryId, state: { not: 'WAITING' } },
      data: { state: 'WAITING', attempts: 0, dueAt: w.at, claimedUntil: null, deliveredAt: null },
    })
    return again.count === 1 ? ok(undefined) : refuse('webhooks', 'still-waiting')
  })
}

async function take(w: Write, actor: Actor, id: string): Promise<Result<WebhookEndpoint>> {
  if (!mayAdminister(actor, 'webhooks')) return refuse('webhooks', 'not-allowed')
  const endpoint = await w.tx.webhookEndpoint.findUnique({ where: { id } })
  return endpoint && mayAdminister(actor, 'webhooks', endpoint.organPath)
    ? ok(endpoint)
    : refuse('webhooks', 'not-found')
}

interface EndpointChange {
  active?: boolean
  previousUntil?: Date | null
  switchedOffAt?: Date | null
}

async function set(
  w: Write,
  id: string,
  unless: { active?: boolean; previousUntil?: { not: null } },
  change: EndpointChange,
): Promise<Result<undefined>> {
  const changed = await w.tx.webhookEndpoint.updateMany({
    where: { id, ...unless },
    data: { ...change, version: { increment: 1 }, updatedAt: w.at },
  })
  if (changed.count === 0) return refuse('webhooks', 'nothing-changed')
  w.touch('WebhookEndpoint', { id })
  return ok(undefined)
}
