import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import type { TourName } from './tours'

/** Whether the actor has seen an introduction to its end, or skipped it. */
export function hasSeenTour(actor: Actor, tour: TourName, now: Date): Promise<boolean> {
  return asActor(actor, now, async (tx) => {
    const visit = await tx.tourVisit.findUnique({
      where: { officialId_tour: { officialId: actor.officialId, tour } },
      select: { seenAt: true },
    })
    return Boolean(visit?.seenAt)
  })
}
