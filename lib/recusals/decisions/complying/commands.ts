import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { cancelTimers, dueUnder, setTimer } from '@/lib/cases/limits/writes'
import { moveCase, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import { ok } from '@/lib/platform/result'
import { openRefusal } from '@/lib/recusals/refusals/writes'
import type { evidenceSchema, reasonSchema, stepSchema } from '../schema'
import { beginDecision, setRecheck, takeDecision } from '../writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** The person confirms having received it (acknowledge); the decision was in force before. */
export function acknowledgeDecision({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.acknowledge', requestKey, input },
    async (w) => {
      const begun = await beginDecision(w, actor, input, 'acknowledge')
      if (!begun.ok) return begun
      const { row, to } = begun.value
      await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { acknowledgedAt: w.at } })
      w.touch('RecusalDecision', { caseId: row.id })
      const moved = await moveCase(w, row, { event: 'acknowledge', to })
      if (!moved.ok) return moved
      await tell(w, [row.deciderId], 'decision-acknowledged', moved.value, 'review')
      await cancelTimers(w, row.id, ['acknowledge'])
      return ok({ caseId: row.id })
    },
  )
}

/** The supervisor confirms, with evidence, that the person stays out (confirmCompliance → COMPLIED). */
export function confirmCompliance({ actor, clock, input, requestKey }: Command<typeof evidenceSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.confirm-compliance', requestKey, input },
    async (w) => {
      const begun = await beginDecision(w, actor, input, 'confirmCompliance')
      if (!begun.ok) return begun
      const { row, to } = begun.value
      await w.tx.recusalDecision.updateMany({
        where: { caseId: row.id },
        data: { complianceEvidence: input.evidence, complianceConfirmedById: actor.officialId },
      })
      w.touch('RecusalDecision', { caseId: row.id })
      const moved = await moveCase(w, row, {
        event: 'confirmCompliance',
        to,
        reason: input.evidence,
        limit: null,
        set: { closedAt: w.at },
      })
      if (!moved.ok) return moved
      await setRecheck(w, moved.value)
      await tell(w, [row.subjectId], 'decision-complied', moved.value, 'my')
      return ok({ caseId: row.id })
    },
  )
}

/** A recusal that goes on is due to be checked again (recheckDue). By the system. */
export function dueRecheck(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.recheck-due' }, async (w) => {
    const begun = await beginDecision(w, null, { caseId, version: null }, 'recheckDue')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, {
      event: 'recheckDue',
      to,
      limit: 'decisionRecheck',
      set: { closedAt: null },
    })
    if (!moved.ok) return moved
    await tell(w, [row.deciderId], 'decision-recheck-due', moved.value, 'review')
    return ok({ status: to as string })
  })
}

/** The supervisor checked again, with evidence, that the person stays out (recheck); the next check follows in its time. */
export function recheckDecision({ actor, clock, input, requestKey }: Command<typeof evidenceSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.recheck', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'recheck')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, {
      event: 'recheck',
      to,
      reason: input.evidence,
      limit: null,
      set: { closedAt: w.at },
    })
    if (!moved.ok) return moved
    await setRecheck(w, moved.value)
    return ok({ caseId: row.id })
  })
}

/** The end of the term is near: the people concerned are told, nothing changes. By the system. */
export function remindOfTerm(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.remind-of-term' }, async (w) => {
    const taken = await takeDecision(w, caseId, null)
    if (!taken.ok) return taken
    const { row, status } = taken.value
    if (status !== 'IN_FORCE' && status !== 'COMPLIED') return ok({ caseId })
    await tell(w, [row.subjectId, row.substituteId], 'decision-term-ends', row, 'my')
    await tell(w, [row.deciderId], 'decision-term-ends', row, 'review')
    return ok({ caseId })
  })
}

/** Ends a recusal with reasons (lift → LIFTED), by whoever signed it. The earlier assignment does not come back. */
export function liftDecision(command: Command<typeof reasonSchema>) {
  return end(command, 'lift', 'decision-lifted')
}

/** Takes a wrong decision back with reasons (revoke → REVOKED), by whoever signed it or the next level. */
export function revokeDecision(command: Command<typeof reasonSchema>) {
  return end(command, 'revoke', 'decision-revoked')
}

function end(
  { actor, clock, input, requestKey }: Command<typeof reasonSchema>,
  event: 'lift' | 'revoke',
  kind: string,
) {
  return write({ who: actor, clock, command: `recusal-decisions.${event}`, requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, event)
    if (!begun.ok) return begun
    const { row, to } = begun.value
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { endedBecause: input.reason } })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event,
      to,
      reason: input.reason,
      limit: null,
      set: { closedAt: w.at },
    })
    if (!moved.ok) return moved
    await cancelTimers(w, row.id, ['acknowledge', 'handOver', 'expire', 'recheck', 'termReminder'])
    await tell(w, [row.subjectId, row.substituteId], kind, moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

/**
 * Counts the days for acknowledgement and handover anew after a change of the calendar; what is done or overdue stays. By
 * the system; harmless when repeated.
 */
export function recountObligations(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.recount' }, async (w) => {
    const taken = await takeDecision(w, caseId, null)
    if (!taken.ok) return taken
    const { row, decision, status } = taken.value
    const { servedAt } = decision
    if (status !== 'IN_FORCE' || !servedAt) return ok({ caseId })
    const open = (due: Date | null, done: Date | null) => !done && due && due.getTime() > w.at.getTime()
    const today = endOfCivilDay(civilDateOf(w.at))
    const count = async (limit: 'decisionAcknowledge' | 'decisionHandOver', timer: string) => {
      const { dueAt } = await dueUnder(w, row.policyVersion, limit, servedAt)
      const due = dueAt.getTime() < w.at.getTime() ? today : dueAt
      await cancelTimers(w, caseId, [timer])
      await setTimer(w, caseId, timer, due)
      return due
    }
    const moved = {
      ...(open(decision.acknowledgeDueAt, decision.acknowledgedAt)
        ? { acknowledgeDueAt: await count('decisionAcknowledge', 'acknowledge') }
        : {}),
      ...(open(decision.handoverDueAt, decision.handedOverAt)
        ? { handoverDueAt: await count('decisionHandOver', 'handOver') }
        : {}),
    }
    await w.tx.recusalDecision.updateMany({ where: { caseId }, data: moved })
    w.touch('RecusalDecision', { caseId })
    return ok({ caseId })
  })
}

/** The term is over (expire → EXPIRED). By the system. */
export function expireDecision(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.expire' }, async (w) => {
    const begun = await beginDecision(w, null, { caseId, version: null }, 'expire')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, { event: 'expire', to, limit: null, set: { closedAt: w.at } })
    if (!moved.ok) return moved
    await cancelTimers(w, row.id, ['acknowledge', 'handOver', 'recheck'])
    await tell(w, [row.subjectId, row.substituteId], 'decision-expired', moved.value, 'my')
    return ok({ status: to as string })
  })
}

/** No acknowledgement in time: a sign of refusal (SUSPECTED). By the system. */
export function suspectNoAcknowledgement(clock: Clock, caseId: string) {
  return suspect(clock, caseId, 'NO_ACKNOWLEDGEMENT')
}

/** The work was not handed over in time: a sign of refusal (SUSPECTED). By the system. */
export function suspectLateHandover(clock: Clock, caseId: string) {
  return suspect(clock, caseId, 'LATE_HANDOVER')
}

/** The person acted on the matter after the decision took effect: a sign of refusal (SUSPECTED). By the system. */
export function suspectActAfterEffect(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'refusals.suspect' }, async (w) => {
    const taken = await takeDecision(w, caseId, null)
    if (!taken.ok) return taken
    return openRefusal(w, taken.value.row, { cause: 'ACT_AFTER_EFFECT' })
  })
}

function suspect(clock: Clock, caseId: string, cause: 'NO_ACKNOWLEDGEMENT' | 'LATE_HANDOVER') {
  return write({ who: null, clock, command: 'refusals.suspect' }, async (w) => {
    const taken = await takeDecision(w, caseId, null)
    if (!taken.ok) return taken
    const { row, decision, status } = taken.value
    const done = cause === 'NO_ACKNOWLEDGEMENT' ? decision.acknowledgedAt : decision.handedOverAt
    // A handover with nothing to hand over is none that could be late.
    const owed = cause === 'NO_ACKNOWLEDGEMENT' || decision.handoverItems !== ''
    if (status !== 'IN_FORCE' || done || !owed) return ok({ caseId })
    return openRefusal(w, row, { cause })
  })
}
