import { write, type Write } from '@/lib/audit/writes'
import { dueWithPauses } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { toDate, type Clock } from '@/lib/platform/clock'
import { civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import { ok } from '@/lib/platform/result'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LimitName } from '@/lib/rulebook/schema'
import { findPauses } from '../queries'
import { notMadeLate } from '../rules/not-made-late'
import { moveCase, takeCase, tell, type CaseRow } from '../writes'

/**
 * Counts the running limit of a case anew after a change of the calendar: a holiday announced late moves the last day, a
 * provisional day becomes final, and the people concerned are told. An end never moves into the past, a limit that was
 * capped by something else (the start of a dealing) keeps its end. By the system; harmless when repeated.
 */
export function recountLimit(clock: Clock, caseId: string) {
  const request = { who: null, clock, command: 'cases.recount-limit' }
  return write<{ moved: boolean }>(request, async (w) => {
    const taken = await takeCase(w, caseId, null)
    if (!taken.ok) return taken
    const row = taken.value
    if (!row.dueAt || !row.limitName || !row.limitFrom || row.pausedAt || row.escalatedAt)
      return ok({ moved: false })
    const capped = row.dueAt.getTime() !== endOfCivilDay(civilDateOf(row.dueAt)).getTime()
    if (capped) return ok({ moved: false })
    const counted = await countAnew(w, row, row.limitFrom, row.limitName as LimitName)
    const dueAt = notMadeLate(counted.instant, row.dueAt, w.at)
    const same = dueAt.getTime() === row.dueAt.getTime()
    if (same && counted.provisional === row.dueProvisional) return ok({ moved: false })
    const half = Math.floor((row.limitFrom.getTime() + dueAt.getTime()) / 2)
    const moved = await moveCase(w, row, {
      event: same ? 'limitFinal' : 'limitMoved',
      to: row.status,
      data: { before: row.dueAt.toISOString(), after: dueAt.toISOString() },
      extend: { dueAt, amberAt: toDate(half), provisional: counted.provisional },
    })
    if (!moved.ok) return moved
    const kind = same ? 'limit-final' : 'limit-moved'
    await tell(w, [row.deciderId], kind, moved.value, 'review')
    if (row.filedById === row.subjectId) await tell(w, [row.filedById], kind, moved.value, 'my')
    return ok({ moved: true })
  })
}

async function countAnew(w: Write, row: CaseRow, from: Date, name: LimitName) {
  const { limits } = await getRulebook(w.tx, row.policyVersion)
  const calendar = await getCalendar(w.tx)
  const pauses = await findPauses(w.tx, row.id)
  const extended = await w.tx.caseEvent.count({
    where: { caseId: row.id, event: 'extend', at: { gte: from } },
  })
  const days = limits[name] + extended * limits.requestExtension
  return dueWithPauses(from, days, pauses, calendar)
}
