import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { cancelTimers, moveCase, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'
import { openRefusal } from '@/lib/recusals/refusals/writes'
import type { evidenceSchema, noteSchema, reasonSchema, stepSchema } from '../schema'
import { beginDecision, takeDecision } from '../writes'
import type { Event } from '../workflow'

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
      const done = await record(
        w,
        actor,
        input,
        'acknowledge',
        { acknowledgedAt: w.at },
        'decision-acknowledged',
      )
      if (done.ok) await cancelTimers(w, input.caseId, ['acknowledge'])
      return done
    },
  )
}

/** The person hands the work over (handOver), within three working days. */
export function handOverWork({ actor, clock, input, requestKey }: Command<typeof noteSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.hand-over', requestKey, input },
    async (w) => {
      const done = await record(
        w,
        actor,
        input,
        'handOver',
        { handedOverAt: w.at },
        'decision-handed-over',
        input.note,
      )
      if (done.ok) await cancelTimers(w, input.caseId, ['handOver'])
      return done
    },
  )
}

/** The substitute accepts what was handed over (acceptHandover). */
export function acceptHandover({ actor, clock, input, requestKey }: Command<typeof noteSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.accept-handover', requestKey, input }, (w) =>
    record(
      w,
      actor,
      input,
      'acceptHandover',
      { substituteAcceptedAt: w.at },
      'decision-handover-accepted',
      input.note,
    ),
  )
}

async function record(
  w: Write,
  actor: Actor,
  input: { caseId: string; version: number },
  event: Event,
  data: { acknowledgedAt?: Date; handedOverAt?: Date; substituteAcceptedAt?: Date },
  kind: string,
  note?: string,
) {
  const begun = await beginDecision(w, actor, input, event)
  if (!begun.ok) return begun
  const { row, to } = begun.value
  await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data })
  w.touch('RecusalDecision', { caseId: row.id })
  const moved = await moveCase(w, row, { event, to, reason: note || null })
  if (!moved.ok) return moved
  await tell(w, [row.deciderId], kind, moved.value, 'review')
  if (event === 'handOver') await tell(w, [row.substituteId], kind, moved.value, 'my')
  return ok({ caseId: row.id })
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
      await tell(w, [row.subjectId], 'decision-complied', moved.value, 'my')
      return ok({ caseId: row.id })
    },
  )
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
    await cancelTimers(w, row.id, ['acknowledge', 'handOver', 'expire'])
    await tell(w, [row.subjectId, row.substituteId], kind, moved.value, 'my')
    return ok({ caseId: row.id })
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
    await cancelTimers(w, row.id, ['acknowledge', 'handOver'])
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
