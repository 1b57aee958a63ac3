import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { denyDelegation } from '../rules/may-delegate'
import { mayDelegate } from './policy'
import type { delegateSchema, endDelegationSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Has somebody of the own unit decide during an absence, in their own name; who is in conflict with a case still may not.
 * Refusals: `not-in-charge`, `delegate-unknown`, and those of `denyDelegation`.
 */
export function delegate({ actor, clock, input, requestKey }: Command<typeof delegateSchema>) {
  return write({ who: actor, clock, command: 'cases.delegate', requestKey, input }, async (w) => {
    if (!mayDelegate(actor)) return refuse('cases', 'not-in-charge')
    const to = await w.tx.official.findUnique({
      where: { id: input.toId, active: true },
      select: { organ: { select: { path: true } } },
    })
    if (!to?.organ.path.startsWith(actor.unitPath))
      return refuse('cases', 'delegate-unknown', { fields: { toId: 'cases.refusal.delegate-unknown' } })
    // Two at once could each see the other not there.
    await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('delegations', 0))`
    const concerned = [actor.officialId, input.toId]
    const rows = await w.tx.delegation.findMany({
      where: { endedAt: null, OR: [{ fromId: { in: concerned } }, { toId: { in: concerned } }] },
    })
    const running = rows.map((row) => ({
      ...row,
      validFrom: civilOfDbDate(row.validFrom),
      validTo: civilOfDbDate(row.validTo),
    }))
    const { toId, validFrom, validTo, reason } = input
    const wanted = { fromId: actor.officialId, toId, validFrom, validTo }
    const denial = denyDelegation(wanted, running, civilDateOf(w.at))
    if (denial) return refuse('cases', denial)
    const id = uuidv7(w.at)
    await w.tx.delegation.createMany({
      data: [
        {
          id,
          fromId: actor.officialId,
          toId,
          validFrom: dbDate(validFrom),
          validTo: dbDate(validTo),
          reason,
          createdAt: w.at,
        },
      ],
    })
    w.touch('Delegation', { id })
    return ok({ id })
  })
}

/** Ends a delegation early, by whoever gave it or stands in. Refusal: `not-found`. */
export function endDelegation({ actor, clock, input, requestKey }: Command<typeof endDelegationSchema>) {
  return write({ who: actor, clock, command: 'cases.end-delegation', requestKey, input }, async (w) => {
    const ended = await w.tx.delegation.updateMany({
      where: {
        id: input.id,
        endedAt: null,
        OR: [{ fromId: actor.officialId }, { toId: actor.officialId }],
      },
      data: { endedAt: w.at },
    })
    if (ended.count !== 1) return refuse('cases', 'not-found')
    w.touch('Delegation', { id: input.id })
    return ok({ id: input.id })
  })
}
