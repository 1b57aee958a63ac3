// The limit that runs on a case, and the timers that tell when it is half over and over.
import { Prisma } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import { amberAt, dueAt, dueWithPauses } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { uuidv7 } from '@/lib/platform/ids'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LimitName } from '@/lib/rulebook/schema'
import type { CaseRow, Move } from '../writes'

/** The working days of a limit, counted from an instant under the case's own policy version. */
export async function dueUnder(
  w: Write,
  policyVersion: number,
  name: LimitName,
  from: Date,
): Promise<{ amberAt: Date; dueAt: Date; provisional: boolean }> {
  const { limits } = await getRulebook(w.tx, policyVersion)
  const calendar = await getCalendar(w.tx)
  const due = dueAt(from, limits[name], calendar)
  return { dueAt: due.instant, amberAt: amberAt(from, due.instant), provisional: due.provisional }
}

export type LimitFields = Pick<
  CaseRow,
  'limitName' | 'limitFrom' | 'amberAt' | 'dueAt' | 'dueProvisional' | 'pausedAt' | 'escalatedAt'
>

/** What a move makes of the running limit; null when it leaves it alone. */
export async function limitFields(w: Write, row: CaseRow, move: Move): Promise<LimitFields | null> {
  const { limitName, limitFrom, amberAt: amber, dueAt: due, dueProvisional } = row
  if (move.clock === 'pause')
    return {
      limitName,
      limitFrom,
      amberAt: amber,
      dueAt: due,
      dueProvisional,
      pausedAt: w.at,
      escalatedAt: null,
    }
  if (move.clock === 'resume' && row.pausedAt && limitFrom && limitName) return resumed(w, row, move)
  if (move.extend) {
    const { provisional, ...end } = move.extend
    return { limitName, limitFrom, ...end, dueProvisional: provisional, pausedAt: null, escalatedAt: null }
  }
  if (move.limit === undefined) return null
  if (move.limit === null)
    return {
      limitName: null,
      limitFrom: null,
      amberAt: null,
      dueAt: null,
      dueProvisional: false,
      pausedAt: null,
      escalatedAt: null,
    }
  const from = move.limitFrom ?? w.at
  const full = await dueUnder(w, row.policyVersion, move.limit, from)
  return notLaterThan({ limitName: move.limit, limitFrom: from, ...full }, move.notAfter)
}

/** The clock runs on after a return: working days within the pause do not count. */
async function resumed(w: Write, row: CaseRow, move: Move): Promise<LimitFields> {
  const name = row.limitName as LimitName
  const from = row.limitFrom as Date
  const { limits } = await getRulebook(w.tx, row.policyVersion)
  const calendar = await getCalendar(w.tx)
  const due = dueWithPauses(from, limits[name], [{ from: row.pausedAt as Date, to: w.at }], calendar)
  return notLaterThan(
    {
      limitName: name,
      limitFrom: from,
      dueAt: due.instant,
      amberAt: amberAt(from, due.instant),
      provisional: due.provisional,
    },
    move.notAfter,
  )
}

function notLaterThan(
  limit: { limitName: LimitName; limitFrom: Date; dueAt: Date; amberAt: Date; provisional: boolean },
  notAfter: Date | null | undefined,
): LimitFields {
  const earlier = notAfter && notAfter.getTime() < limit.dueAt.getTime() ? notAfter : null
  return {
    limitName: limit.limitName,
    limitFrom: limit.limitFrom,
    dueAt: earlier ?? limit.dueAt,
    amberAt: earlier ? amberAt(limit.limitFrom, earlier) : limit.amberAt,
    dueProvisional: earlier ? false : limit.provisional,
    pausedAt: null,
    escalatedAt: null,
  }
}

/** The timers of a limit as it runs now: half of it, and its end. */
export async function setLimitTimers(w: Write, caseId: string, limit: LimitFields): Promise<void> {
  await cancelTimers(w, caseId, ['amber', 'limit'])
  if (limit.pausedAt) return
  const { amberAt: amber, dueAt: due } = limit
  await setTimers(w, caseId, { ...(amber && { amber }), ...(due && { limit: due }) })
}

/**
 * Sets a timer; the same one twice is one, and one that was cancelled runs again (returned and resubmitted on one day).
 * It fires once, after `fireAt`, also when the worker was down.
 */
export function setTimer(w: Write, caseId: string, name: string, fireAt: Date): Promise<void> {
  return setTimers(w, caseId, { [name]: fireAt })
}

/** As `setTimer` for several, by name. */
async function setTimers(w: Write, caseId: string, timers: Record<string, Date>): Promise<void> {
  const rows = Object.entries(timers).map(
    ([name, fireAt]) => Prisma.sql`(${uuidv7(w.at)}::uuid, ${caseId}::uuid, ${name}, ${fireAt}, ${w.at})`,
  )
  if (rows.length === 0) return
  await w.tx.$executeRaw`
    INSERT INTO "Timer" (id, "caseId", name, "fireAt", "createdAt") VALUES ${Prisma.join(rows)}
    ON CONFLICT ("caseId", name, "fireAt") DO UPDATE SET "cancelledAt" = NULL
    WHERE "Timer"."firedAt" IS NULL AND "Timer"."cancelledAt" IS NOT NULL`
}

/** Cancels the timers of a case that have not fired. */
export async function cancelTimers(w: Write, caseId: string, names: readonly string[]): Promise<void> {
  await w.tx.timer.updateMany({
    where: { caseId, name: { in: [...names] }, firedAt: null, cancelledAt: null },
    data: { cancelledAt: w.at },
  })
}
