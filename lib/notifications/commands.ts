import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'

/** Marks the actor's notices as read. */
export function markAllRead({ actor, clock }: { actor: Actor; clock: Clock }) {
  return write({ who: actor, clock, command: 'notifications.mark-all-read' }, async (w) => {
    const marked = await w.tx.notice.updateMany({
      where: { officialId: actor.officialId, readAt: null },
      data: { readAt: w.at },
    })
    return ok({ marked: marked.count })
  })
}
