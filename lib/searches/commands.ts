import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write, type Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse } from '@/lib/platform/result'
import { maySave } from './policy'
import type { defaultSearchSchema, renameSearchSchema, savedSearchSchema, saveSearchSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

const taken = () => refuse('searches', 'name-taken', { fields: { name: 'searches.refusal.name-taken' } })

/** Keeps a search under a name. Refusals: `no-desk`, `empty`, `name-taken`, `too-many`. */
export function saveSearch({ actor, clock, input, requestKey }: Command<typeof saveSearchSchema>) {
  return write<{ searchId: string }>(
    { who: actor, clock, command: 'searches.save', requestKey, input: input as JsonValue },
    async (w) => {
      const { desk, name } = input
      if (!maySave(actor, desk)) return refuse('searches', 'no-desk')
      const filters = Object.fromEntries(Object.entries(input.filters).filter(([, value]) => value))
      if (Object.keys(filters).length === 0) return refuse('searches', 'empty')
      await lockOwn(w, actor)
      if (await isTaken(w, actor, desk, name)) return taken()
      const most = env().SAVED_SEARCHES_PER_PERSON
      const kept = await w.tx.savedSearch.count({ where: { officialId: actor.officialId } })
      if (kept >= most) return refuse('searches', 'too-many', { params: { most } })
      const id = uuidv7(w.at)
      await w.tx.savedSearch.createMany({
        data: [
          {
            id,
            officialId: actor.officialId,
            desk,
            name,
            filters: filters as Prisma.InputJsonValue,
            createdAt: w.at,
          },
        ],
      })
      w.touch('SavedSearch', { id })
      return ok({ searchId: id })
    },
  )
}

/** Gives an own search another name. Refusals: `not-found`, `name-taken`. */
export function renameSearch({ actor, clock, input, requestKey }: Command<typeof renameSearchSchema>) {
  return write({ who: actor, clock, command: 'searches.rename', requestKey, input }, async (w) => {
    await lockOwn(w, actor)
    const own = await w.tx.savedSearch.findFirst({
      where: { id: input.searchId, officialId: actor.officialId },
    })
    if (!own) return refuse('searches', 'not-found')
    if (own.name !== input.name && (await isTaken(w, actor, own.desk, input.name))) return taken()
    await w.tx.savedSearch.updateMany({ where: { id: own.id }, data: { name: input.name } })
    w.touch('SavedSearch', { id: own.id })
    return ok(undefined)
  })
}

/** Opens the list with this search from now on, or no longer. One a desk. Refusal: `not-found`. */
export function setDefaultSearch({ actor, clock, input, requestKey }: Command<typeof defaultSearchSchema>) {
  return write({ who: actor, clock, command: 'searches.set-default', requestKey, input }, async (w) => {
    await lockOwn(w, actor)
    const own = await w.tx.savedSearch.findFirst({
      where: { id: input.searchId, officialId: actor.officialId },
    })
    if (!own) return refuse('searches', 'not-found')
    const before = await w.tx.savedSearch.findMany({
      where: { officialId: actor.officialId, desk: own.desk, isDefault: true },
      select: { id: true },
    })
    await w.tx.savedSearch.updateMany({
      where: { id: { in: before.map(({ id }) => id) } },
      data: { isDefault: false },
    })
    if (input.isDefault)
      await w.tx.savedSearch.updateMany({ where: { id: own.id }, data: { isDefault: true } })
    for (const { id } of [...before, own]) w.touch('SavedSearch', { id })
    return ok(undefined)
  })
}

/** Removes an own search. A schedule that was made of it goes on with its own copy. Refusal: `not-found`. */
export function removeSearch({ actor, clock, input, requestKey }: Command<typeof savedSearchSchema>) {
  return write({ who: actor, clock, command: 'searches.remove', requestKey, input }, async (w) => {
    const removed = await w.tx.savedSearch.deleteMany({
      where: { id: input.searchId, officialId: actor.officialId },
    })
    if (removed.count === 0) return refuse('searches', 'not-found')
    w.touch('SavedSearch', { id: input.searchId })
    return ok(undefined)
  })
}

/** Two at once could each see the other not there. */
async function lockOwn(w: Write, actor: Actor): Promise<void> {
  await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`searches:${actor.officialId}`}, 0))`
}

async function isTaken(w: Write, actor: Actor, desk: string, name: string): Promise<boolean> {
  return (await w.tx.savedSearch.count({ where: { officialId: actor.officialId, desk, name } })) > 0
}
