import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { holds } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { denyAct } from './policy'
import type { actSchema, matterSchema } from './schema'
import { findActFacts } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Records an act on a matter. Refusals: `recused-from-matter` (公务员回避规定 14: a recused person takes no part),
 * `not-a-handler`, `matter-closed`, `matter-unknown`.
 */
export function recordAct({ actor, clock, input, requestKey }: Command<typeof actSchema>) {
  return write({ who: actor, clock, command: 'matters.record-act', requestKey, input }, async (w) => {
    const facts = await findActFacts(w.tx, input.matterId, actor.officialId)
    if (!facts) return refuse('matters', 'matter-unknown')
    const denial = denyAct(facts)
    if (denial) return refuse('matters', denial)
    const id = uuidv7(w.at)
    await w.tx.matterAct.createMany({
      data: [
        {
          id,
          matterId: input.matterId,
          officialId: actor.officialId,
          kind: input.kind,
          description: input.description,
          occurredAt: w.at,
          recordedAt: w.at,
        },
      ],
    })
    w.touch('MatterAct', { id })
    return ok({ actId: id })
  })
}

/** Registers a matter of the own unit with its enterprises and handlers. Refusals: `not-in-charge`, `number-taken`. */
export function registerMatter({ actor, clock, input, requestKey }: Command<typeof matterSchema>) {
  return write({ who: actor, clock, command: 'matters.register', requestKey, input }, async (w) => {
    const inCharge =
      holds(actor, 'CLERK', actor.unitPath) ||
      holds(actor, 'UNIT_HEAD', actor.unitPath) ||
      actor.leadsSomebody
    if (!inCharge) return refuse('matters', 'not-in-charge')
    const taken = await w.tx.matter.count({ where: { number: input.number } })
    if (taken > 0)
      return refuse('matters', 'number-taken', { fields: { number: 'matters.refusal.number-taken' } })
    const handlers = await w.tx.official.count({ where: { id: { in: input.handlerIds }, active: true } })
    if (handlers !== new Set(input.handlerIds).size) return refuse('matters', 'handler-unknown')
    const enterprises = await w.tx.enterprise.count({ where: { id: { in: input.enterpriseIds } } })
    if (enterprises !== new Set(input.enterpriseIds).size) return refuse('matters', 'enterprise-unknown')
    const id = uuidv7(w.at)
    const { number, title, type } = input
    await w.tx.matter.createMany({
      data: [{ id, number, title, type, organId: actor.unitId, openedOn: dbDate(civilDateOf(w.at)) }],
      skipDuplicates: true,
    })
    await w.tx.matterEnterprise.createMany({
      data: input.enterpriseIds.map((enterpriseId) => ({ matterId: id, enterpriseId })),
    })
    const rows = input.handlerIds.map((officialId) => ({
      id: uuidv7(w.at),
      matterId: id,
      officialId,
      duty: '',
      startedAt: w.at,
    }))
    await w.tx.matterHandler.createMany({ data: rows })
    w.touch('Matter', { id })
    for (const enterpriseId of input.enterpriseIds)
      w.touch('MatterEnterprise', { matterId: id, enterpriseId })
    for (const row of rows) w.touch('MatterHandler', { id: row.id })
    return ok({ matterId: id })
  })
}
