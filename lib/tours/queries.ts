import type { Actor } from '@/lib/identity/types'
import { Prisma } from '@/prisma/generated/client/client'
import { readAs } from '@/lib/platform/db'
import type { TourName } from './tours'

/** Whether the actor has seen an introduction to its end, or skipped it. */
export async function hasSeenTour(actor: Actor, tour: TourName, now: Date): Promise<boolean> {
  const [visit] = await readAs<{ seenAt: Date | null }>(
    actor,
    now,
    Prisma.sql`SELECT "seenAt" FROM "TourVisit" WHERE "officialId" = ${actor.officialId}::uuid AND tour = ${tour}`,
  )
  return Boolean(visit?.seenAt)
}
