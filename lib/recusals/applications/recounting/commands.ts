import { write } from '@/lib/audit/writes'
import { notMadeLate } from '@/lib/cases/rules/not-made-late'
import { dueUnder } from '@/lib/cases/limits/writes'
import { toDate, type Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { ok } from '@/lib/platform/result'
import { enqueueOverdue, tellDesk } from '../writes'

/** So many applications are looked up at once. */
const BATCH = 200

/**
 * Counts the time for an answer anew after a change of the calendar, for every application that waits and whose last day is
 * not before `from`. By the system; harmless when repeated. The holder of the query code reads the new day, the desk is told.
 */
export async function recountApplications(clock: Clock, from: Date, signal: AbortSignal): Promise<void> {
  for (let after: string | undefined; !signal.aborted;) {
    const rows = await asSystem(clock.now(), (tx) =>
      tx.publicApplication.findMany({
        where: { status: 'RECEIVED', dueAt: { gte: from }, ...(after ? { id: { gt: after } } : {}) },
        orderBy: { id: 'asc' },
        take: BATCH,
        select: { id: true },
      }),
    )
    for (const { id } of rows) {
      if (signal.aborted) return
      await recountAnswer(clock, id)
    }
    after = rows.at(-1)?.id
    if (rows.length < BATCH) return
  }
}

function recountAnswer(clock: Clock, id: string) {
  return write<{ moved: boolean }>({ who: null, clock, command: 'applications.recount-limit' }, async (w) => {
    const row = await w.tx.publicApplication.findUniqueOrThrow({ where: { id } })
    const counted = await dueUnder(w, row.policyVersion, 'applicationAnswer', row.receivedAt)
    const dueAt = notMadeLate(counted.dueAt, row.dueAt, w.at)
    if (row.status !== 'RECEIVED' || dueAt.getTime() === row.dueAt.getTime()) return ok({ moved: false })
    const amberAt = toDate(Math.floor((row.receivedAt.getTime() + dueAt.getTime()) / 2))
    const changed = await w.tx.publicApplication.updateMany({
      where: { id, version: row.version, status: 'RECEIVED' },
      data: { dueAt, amberAt, version: row.version + 1, updatedAt: w.at },
    })
    // Answered at this very moment: there is nothing to count any more.
    if (changed.count !== 1) return ok({ moved: false })
    w.touch('PublicApplication', { id })
    await enqueueOverdue(w, { id, dueAt })
    await tellDesk(w, { id, number: row.number, version: row.version + 1 }, 'application-limit-moved')
    return ok({ moved: true })
  })
}
