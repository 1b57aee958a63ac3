import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { getStanding } from '@/lib/cases/queries'
import { moveCase, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'
import type { findingSchema, reasonSchema, stepSchema } from '../schema'
import { appointReviewer, beginRefusal, officeOf, tellOffice } from '../writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** One of the two offices says what it finds (proposeFinding): the reasons hold, or this is a refusal. */
export function proposeFinding({ actor, clock, input, requestKey }: Command<typeof findingSchema>) {
  return write({ who: actor, clock, command: 'refusals.propose-finding', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'proposeFinding')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const office = officeOf(await getStanding(w.tx, actor, row, w.at))
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: {
        finding: input.finding,
        findingOffice: office,
        findingReason: input.reason,
        findingById: actor.officialId,
      },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'proposeFinding',
      to,
      reason: input.reason,
      data: { finding: input.finding, office },
    })
    if (!moved.ok) return moved
    if (office === 'HR') await tell(w, [row.deciderId], 'refusal-finding', moved.value, 'review')
    else await tellOffice(w, moved.value, 'HR', 'refusal-finding')
    return ok({ caseId: row.id })
  })
}

/** The other office agrees that the reasons hold (justify → JUSTIFIED): the decision is to be varied or lifted. */
export function agreeJustified(command: Command<typeof stepSchema>) {
  return agree(command, 'justify')
}

/** The other office agrees that this is a refusal without good reason (confirm → CONFIRMED; 公务员回避规定 17). */
export function agreeConfirmed(command: Command<typeof stepSchema>) {
  return agree(command, 'confirm')
}

function agree(
  { actor, clock, input, requestKey }: Command<typeof stepSchema>,
  event: 'justify' | 'confirm',
) {
  return write({ who: actor, clock, command: `refusals.${event}`, requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, event)
    if (!begun.ok) return begun
    const { row, refusal, to } = begun.value
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { findingAgreedBy: actor.officialId },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event,
      to,
      reason: refusal.findingReason,
      data: { proposedBy: refusal.findingById },
      article: event === 'confirm' ? 'recusal-rules-17' : null,
      limit: event === 'confirm' ? 'refusalRefer' : null,
    })
    if (!moved.ok) return moved
    const kind = event === 'confirm' ? 'refusal-confirmed' : 'refusal-justified'
    await tell(w, [row.subjectId], kind, moved.value, 'my')
    const decision = await w.tx.case.findUnique({
      where: { id: refusal.decisionCaseId },
      select: { decidedById: true },
    })
    // Whoever signed the decision varies or lifts it now.
    await tell(w, [row.deciderId, decision?.decidedById], kind, moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/** The other office finds otherwise (disagree): nothing is found, and the next level weighs anew. */
export function disagreeWithFinding({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return write({ who: actor, clock, command: 'refusals.disagree', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'disagree')
    if (!begun.ok) return begun
    const { row, refusal, to } = begun.value
    const next = await appointReviewer(w, begun.value, row.level + 1)
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { finding: null, findingOffice: null, findingReason: null, findingById: null },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'disagree',
      to,
      reason: input.reason,
      data: { finding: refusal.finding, nextName: next?.name ?? null },
      limit: 'refusalReview',
      // Nobody above is left: the two go on weighing.
      set: next ? { deciderId: next.officialId, deciderWhy: next.why, level: next.level } : {},
    })
    if (!moved.ok) return moved
    await tell(w, [next?.officialId ?? row.deciderId], 'refusal-review', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}
