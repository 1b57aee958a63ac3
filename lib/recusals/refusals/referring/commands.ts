import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { moveCase, orderDocument, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import type { CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { ok } from '@/lib/platform/result'
import type { outcomeSchema, referralSchema, stepSchema } from '../schema'
import { beginRefusal, tellOffice } from '../writes'
import { sealPacket } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** The first of four eyes: to which office a confirmed refusal goes, and why (proposeReferral). */
export function proposeReferral({ actor, clock, input, requestKey }: Command<typeof referralSchema>) {
  return write({ who: actor, clock, command: 'refusals.propose-referral', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'proposeReferral')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { referTo: input.referTo, referReason: input.reason, referById: actor.officialId },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'proposeReferral',
      to,
      reason: input.reason,
      data: { referTo: input.referTo },
    })
    if (!moved.ok) return moved
    await tell(w, [row.deciderId], 'refusal-to-refer', moved.value, 'review')
    await tellOffice(w, moved.value, 'HR', 'refusal-to-refer')
    return ok({ caseId: row.id })
  })
}

/**
 * The second person refers (refer → REFERRED): to HR for a proposal of removal, or to the discipline office as a lead,
 * with all documents and log entries sealed as they stand (公务员回避规定 17).
 */
export function referRefusal({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'refusals.refer', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'refer')
    if (!begun.ok) return begun
    const { row, refusal, to } = begun.value
    const bytes = await sealPacket(w, refusal)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { referredById: actor.officialId, referredAt: w.at, packetHash: hash },
    })
    w.touch('Refusal', { caseId: row.id })
    const office = refusal.referTo ?? 'HR'
    const moved = await moveCase(w, row, {
      event: 'refer',
      to,
      reason: refusal.referReason,
      data: { referTo: office, packetHash: hash },
      article: 'recusal-rules-17',
      limit: 'refusalOutcome',
    })
    if (!moved.ok) return moved
    await tellOffice(w, moved.value, office, 'refusal-referred')
    await orderDocument(w, row.id, 'REFERRAL')
    return ok({ caseId: row.id, packetHash: hash })
  })
}

/** The office that it was referred to records what became of it (recordOutcome → OUTCOME_RECORDED). */
export function recordOutcome({ actor, clock, input, requestKey }: Command<typeof outcomeSchema>) {
  return write({ who: actor, clock, command: 'refusals.record-outcome', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'recordOutcome')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: {
        outcome: input.outcome,
        outcomeText: input.outcomeText,
        outcomeNumber: input.outcomeNumber,
        outcomeKnownOn: dbDate(input.outcomeKnownOn as CivilDate),
        outcomeById: actor.officialId,
      },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'recordOutcome',
      to,
      reason: input.outcomeText,
      data: { outcome: input.outcome },
      limit: null,
    })
    if (!moved.ok) return moved
    await tell(w, [row.subjectId], 'refusal-outcome', moved.value, 'my')
    await tell(w, [row.deciderId], 'refusal-outcome', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}
