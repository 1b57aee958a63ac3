import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'
import type { tourSchema } from './schema'

interface Command {
  actor: Actor
  clock: Clock
  input: z.output<typeof tourSchema>
}

/** The introduction was seen or skipped: it does not come again by itself. The first day stays. */
export function finishTour({ actor, clock, input }: Command) {
  return write({ who: actor, clock, command: 'tours.finish' }, async (w) => {
    await mark(w, actor, input.tour, w.at)
    return ok({ tour: input.tour })
  })
}

/** The introduction is shown again at the first desk. */
export function restartTour({ actor, clock, input }: Command) {
  return write({ who: actor, clock, command: 'tours.restart' }, async (w) => {
    await mark(w, actor, input.tour, null)
    return ok({ tour: input.tour })
  })
}

async function mark(w: Write, { officialId }: Actor, tour: string, seenAt: Date | null): Promise<void> {
  await w.tx.tourVisit.createMany({ data: [{ officialId, tour, seenAt }], skipDuplicates: true })
  await w.tx.tourVisit.updateMany({
    where: { officialId, tour, ...(seenAt ? { seenAt: null } : {}) },
    data: { seenAt },
  })
  w.touch('TourVisit', { officialId, tour })
}
