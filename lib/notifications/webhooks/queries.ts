import type { WebhookEndpoint, WebhookHealth } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { GROUPS } from '../notifications'
import type { DeliveryFilter } from './schema'
import type { DeliveryLine, EndpointLine, EndpointState, EndpointView } from './types'

const PAGE = 30
/** So many tries of a message are shown. */
const MOST_TRIES = 30
/** Counts stop here. */
const MOST_COUNTED = 999

type Row = WebhookEndpoint & { organ: { name: string }; health: WebhookHealth | null }

const INCLUDE = { organ: { select: { name: true } }, health: true } as const

function stateOf(row: WebhookEndpoint): EndpointState {
  if (row.active) return 'on'
  if (row.switchedOffAt) return 'switchedOff'
  return row.generation === 0 ? 'noSecret' : 'off'
}

async function lineOf(tx: Tx, row: Row): Promise<EndpointLine> {
  const count = async (state: 'WAITING' | 'DEAD') =>
    (
      await tx.webhookDelivery.findMany({
        where: { endpointId: row.id, state },
        take: MOST_COUNTED,
        select: { id: true },
      })
    ).length
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    organ: row.organ.name,
    state: stateOf(row),
    failingSince: row.health?.failingSince?.toISOString() ?? null,
    lastSuccessAt: row.health?.lastSuccessAt?.toISOString() ?? null,
    waiting: await count('WAITING'),
    dead: await count('DEAD'),
  }
}

/** The endpoints of the actor's subtree (row-level security), oldest first. */
export function listEndpoints(actor: Actor, now: Date): Promise<EndpointLine[]> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.webhookEndpoint.findMany({ orderBy: { id: 'asc' }, include: INCLUDE })
    const lines: EndpointLine[] = []
    for (const row of rows) lines.push(await lineOf(tx, row))
    return lines
  })
}

/** One endpoint of the actor's subtree; null for any other. */
export function findEndpoint(actor: Actor, id: string, now: Date): Promise<EndpointView | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.webhookEndpoint.findUnique({ where: { id }, include: INCLUDE })
    if (!row) return null
    const previous = row.previousUntil && row.previousUntil > now ? row.previousUntil : null
    return {
      ...(await lineOf(tx, row)),
      organId: row.organId,
      groups: GROUPS.filter((group) => row.groups.includes(group)),
      withStaffNo: row.withStaffNo,
      version: row.version,
      generation: row.generation,
      fingerprint: row.fingerprint,
      previousUntil: previous?.toISOString() ?? null,
      switchedOffAt: row.switchedOffAt?.toISOString() ?? null,
    }
  })
}

/** The log of an endpoint's messages, newest first, a page before `before`: which kind of step, never which case. */
export function listDeliveries(
  actor: Actor,
  endpointId: string,
  { state, before }: DeliveryFilter,
  now: Date,
): Promise<{ rows: DeliveryLine[]; next: string | null }> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.webhookDelivery.findMany({
      where: { endpointId, ...(state ? { state } : {}), ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: PAGE + 1,
      select: {
        id: true,
        kind: true,
        state: true,
        createdAt: true,
        dueAt: true,
        attempts: true,
        tries: {
          orderBy: [{ at: 'desc' }, { id: 'desc' }],
          take: MOST_TRIES,
          select: { at: true, status: true, ms: true, problem: true },
        },
      },
    })
    const page = rows.slice(0, PAGE)
    return {
      rows: page.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        dueAt: row.dueAt.toISOString(),
        tries: row.tries.map((one) => ({ ...one, at: one.at.toISOString() })),
      })),
      next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    }
  })
}
