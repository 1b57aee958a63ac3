import { z } from 'zod'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { instantOf, isCivilDate, type CivilDate } from '@/lib/platform/dates'
import { keepClaim, type Handler, type TimerHandler } from '@/lib/platform/outbox'
import { recountLimit } from './recounting/commands'

const payloadSchema = z.object({ day: z.string().refine(isCivilDate) })
/** So many cases are looked up at once. */
const BATCH = 200

/** What has limits of its own that are no case's: counts those that end on or after an instant anew. */
type Beside = (clock: Clock, from: Date, signal: AbortSignal) => Promise<void>

/**
 * A change of the calendar: every limit that runs past the changed day is counted anew, one transaction a case, and what
 * kinds of cases, and others, count beside it.
 */
export const recountingHandler =
  (also: Readonly<Record<string, TimerHandler>>, ...beside: readonly Beside[]): Handler =>
  async (payload, { clock, signal, dedupeKey }) => {
    const from = instantOf(payloadSchema.parse(payload).day as CivilDate, '00:00')
    for (const count of beside) await count(clock, from, signal)
    for (let after: string | undefined; !signal.aborted;) {
      const rows = await asSystem(clock.now(), async (tx) => {
        await keepClaim(tx, dedupeKey, clock.now())
        return tx.case.findMany({
          where: {
            limitName: { not: null },
            pausedAt: null,
            OR: [{ dueAt: { gte: from } }, { dueProvisional: true }],
            ...(after ? { id: { gt: after } } : {}),
          },
          orderBy: { id: 'asc' },
          take: BATCH,
          select: { id: true, kind: true },
        })
      })
      for (const { id, kind } of rows) {
        if (signal.aborted) return
        await recountLimit(clock, id)
        await also[kind]?.(clock, id)
      }
      after = rows.at(-1)?.id
      if (rows.length < BATCH) return
    }
  }
