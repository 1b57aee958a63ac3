import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'
import type { markReadSchema, markSeveralSchema } from './schema'

/** Marks all notices of the actor as read. */
export function markAllRead({ actor, clock }: { actor: Actor; clock: Clock }) {
  return write({ who: actor, clock, command: 'notifications.mark-all-read' }, async (w) => {
    const marked = await w.tx.notice.updateMany({
      where: { officialId: actor.officialId, readAt: null },
      data: { readAt: w.at },
    })
    return ok({ marked: marked.count })
  })
}

interface MarkRead {
  actor: Actor
  clock: Clock
  input: z.output<typeof markReadSchema>
}

/** Marks one notice of the actor as read; the first time stays, and somebody else's notice is left alone. */
export function markRead({ actor, clock, input }: MarkRead) {
  return write({ who: actor, clock, command: 'notifications.mark-read' }, async (w) => {
    const marked = await w.tx.notice.updateMany({
      where: { id: input.id, officialId: actor.officialId, readAt: null },
      data: { readAt: w.at },
    })
    return ok({ marked: marked.count })
  })
}

interface MarkSeveral {
  actor: Actor
  clock: Clock
  input: z.output<typeof markSeveralSchema>
}

/** Marks several notices of the actor as read; those of others among them are left alone. */
export function markSeveralRead({ actor, clock, input }: MarkSeveral) {
  return write({ who: actor, clock, command: 'notifications.mark-several-read' }, async (w) => {
    const marked = await w.tx.notice.updateMany({
      where: { id: { in: input.ids }, officialId: actor.officialId, readAt: null },
      data: { readAt: w.at },
    })
    return ok({ marked: marked.count })
  })
}
