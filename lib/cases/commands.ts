import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { getCalendar } from '@/lib/calendar/queries'
import { dueAt } from '@/lib/calendar/calendar'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse } from '@/lib/platform/result'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LimitName } from '@/lib/rulebook/schema'
import { isClerkLimit, isFilerLimit } from './rules/whose-limit'
import type { conflictSchema } from './schema'
import { setTimer } from './limits/writes'
import { findDecider, moveCase, takeCase, tell } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * A decider declares a conflict of their own: the case goes to the next on the ladder, and the page says who has it.
 * Refusals: `not-in-charge`, `nobody-eligible` never — the case then waits for the superior organ, visibly.
 */
export function declareConflict({ actor, clock, input, requestKey }: Command<typeof conflictSchema>) {
  return write({ who: actor, clock, command: 'cases.declare-conflict', requestKey, input }, async (w) => {
    const taken = await takeCase(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const row = taken.value
    if (row.deciderId !== actor.officialId) return refuse('cases', 'not-in-charge')
    if (row.closedAt) return refuse('cases', 'not-possible-in-status')
    await w.tx.caseConflict.createMany({
      data: [{ caseId: row.id, officialId: actor.officialId, reason: input.reason, declaredAt: w.at }],
    })
    w.touch('CaseConflict', { caseId: row.id, officialId: actor.officialId })
    const next = await findDecider(w, row, row.level, [actor.officialId])
    const moved = await moveCase(w, row, {
      event: 'declareConflict',
      to: row.status,
      reason: input.reason,
      data: { nextId: next?.officialId ?? null, nextName: next?.name ?? null },
      set: {
        deciderId: next?.officialId ?? null,
        deciderWhy: next?.why ?? null,
        level: next?.level ?? row.level + 1,
      },
    })
    if (!moved.ok) return moved
    await tell(w, [next?.officialId], 'case-handed-over', moved.value, 'review')
    return ok({ caseId: row.id, nextName: next?.name ?? null })
  })
}

/** Half of a limit has passed: those who must act are reminded. By the system. */
export function remind(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'cases.remind' }, async (w) => {
    const taken = await takeCase(w, caseId, null)
    if (!taken.ok) return taken
    const row = taken.value
    if (row.closedAt || !row.limitName || row.pausedAt) return ok(undefined)
    await tell(w, await responsible(row), 'limit-half', row, isFilerLimit(row.limitName) ? 'my' : 'review')
    return ok(undefined)
  })
}

/**
 * A limit has passed (domain section 5: no deemed approval). A decider's limit moves the case to the next level, which
 * alone decides from then on; a clerk's or the declarant's is recorded and told. By the system.
 */
export function escalate(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'cases.escalate' }, async (w) => {
    const taken = await takeCase(w, caseId, null)
    if (!taken.ok) return taken
    const row = taken.value
    const late = row.dueAt && row.dueAt.getTime() <= w.at.getTime()
    if (row.closedAt || !row.limitName || row.pausedAt || !late) return ok(undefined)
    const name = row.limitName as LimitName
    const filer = isFilerLimit(name)
    const next = filer || isClerkLimit(name) ? null : await findDecider(w, row, row.level + 1)
    const moved = await moveCase(w, row, {
      event: next ? 'escalate' : 'overdue',
      to: row.status,
      data: { limit: name, nextId: next?.officialId ?? null, nextName: next?.name ?? null },
      set: {
        escalatedAt: w.at,
        ...(next ? { deciderId: next.officialId, deciderWhy: next.why, level: next.level } : {}),
      },
    })
    if (!moved.ok) return moved
    // The limit stays visibly passed; the next level gets the same days before the case climbs again.
    if (next) {
      const { limits } = await getRulebook(w.tx, row.policyVersion)
      const calendar = await getCalendar(w.tx)
      await setTimer(w, row.id, 'limit', dueAt(w.at, limits[name], calendar).instant)
    }
    await tell(
      w,
      [next?.officialId ?? (filer ? row.filedById : row.deciderId)],
      next ? 'case-escalated' : 'limit-passed',
      moved.value,
      filer ? 'my' : 'review',
    )
    if (next) await tell(w, [row.deciderId], 'case-taken-away', moved.value, 'review')
    return ok(undefined)
  })
}

async function responsible(row: { limitName: string | null; filedById: string; deciderId: string | null }) {
  return [row.limitName && isFilerLimit(row.limitName) ? row.filedById : row.deciderId]
}
