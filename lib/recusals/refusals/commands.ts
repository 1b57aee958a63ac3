import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { dueUnder } from '@/lib/cases/limits/writes'
import { moveCase, orderDocument, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok } from '@/lib/platform/result'
import { takeDecision } from '@/lib/recusals/decisions/writes'
import type { demandSchema, evidenceSchema, reasonSchema, reasonsSchema, reportSchema } from './schema'
import { appointReviewer, beginRefusal, openRefusal, tellOffice, type TakenRefusal } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** The supervisor, the signatory or the superior organ reports a refusal (report → SUSPECTED). Refusal: `already-reported`. */
export function reportRefusal({ actor, clock, input, requestKey }: Command<typeof reportSchema>) {
  return write({ who: actor, clock, command: 'refusals.report', requestKey, input }, async (w) => {
    const taken = await takeDecision(w, input.caseId, input.version)
    if (!taken.ok) return taken
    return openRefusal(w, taken.value.row, { cause: 'REPORTED', facts: input.facts, actor })
  })
}

/** Demands that the person complies or gives reasons (催告; demand → DEMANDED), within three working days. */
export function demandCompliance({ actor, clock, input, requestKey }: Command<typeof demandSchema>) {
  return write({ who: actor, clock, command: 'refusals.demand', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'demand')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const { dueAt } = await dueUnder(w, row.policyVersion, 'refusalDemand', w.at)
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { demandedById: actor.officialId, demandedAt: w.at, demand: input.demand, demandOverAt: dueAt },
    })
    w.touch('Refusal', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'demand',
      to,
      reason: input.demand,
      limit: 'refusalDemand',
    })
    if (!moved.ok) return moved
    await tell(w, [row.subjectId], 'refusal-demanded', moved.value, 'my')
    await orderDocument(w, row.id, 'DEMAND')
    return ok({ caseId: row.id })
  })
}

/** The person gives reasons (giveReasons), once; the unit head and HR weigh them from now on. */
export function giveReasons({ actor, clock, input, requestKey }: Command<typeof reasonsSchema>) {
  return write({ who: actor, clock, command: 'refusals.give-reasons', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'giveReasons')
    if (!begun.ok) return begun
    const { row, refusal, to } = begun.value
    await w.tx.refusal.updateMany({
      where: { caseId: row.id },
      data: { reasons: input.reasons, reasonsAt: w.at },
    })
    w.touch('Refusal', { caseId: row.id })
    if (!refusal.reviewStartedAt)
      return startReview(w, begun.value, { event: 'giveReasons', reason: input.reasons })
    const moved = await moveCase(w, row, { event: 'giveReasons', to, reason: input.reasons })
    if (!moved.ok) return moved
    await tell(w, [row.deciderId], 'refusal-reasons', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/** The time for an answer is over (startReview): silence is weighed as it stands. By the system. */
export function reviewWithoutAnswer(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'refusals.start-review' }, async (w) => {
    const begun = await beginRefusal(w, null, { caseId, version: null }, 'startReview')
    if (!begun.ok) return begun
    return startReview(w, begun.value, { event: 'startReview', reason: null })
  })
}

async function startReview(
  w: Write,
  taken: TakenRefusal & { to: string },
  step: { event: 'giveReasons' | 'startReview'; reason: string | null },
) {
  const { row } = taken
  const reviewer = await appointReviewer(w, taken)
  await w.tx.refusal.updateMany({ where: { caseId: row.id }, data: { reviewStartedAt: w.at } })
  w.touch('Refusal', { caseId: row.id })
  const moved = await moveCase(w, row, {
    event: step.event,
    to: taken.to,
    reason: step.reason,
    limit: 'refusalReview',
    data: { nextName: reviewer?.name ?? null },
    set: {
      deciderId: reviewer?.officialId ?? null,
      deciderWhy: reviewer?.why ?? null,
      level: reviewer?.level ?? row.level,
    },
  })
  if (!moved.ok) return moved
  await tell(w, [reviewer?.officialId], 'refusal-review', moved.value, 'review')
  await tellOffice(w, moved.value, 'HR', 'refusal-review')
  return ok({ caseId: row.id })
}

/** The person does what the decision says after all, with evidence (comply → COMPLIED). */
export function recordCompliance({ actor, clock, input, requestKey }: Command<typeof evidenceSchema>) {
  return write({ who: actor, clock, command: 'refusals.comply', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'comply')
    if (!begun.ok) return begun
    const { row, status, to } = begun.value
    const moved = await moveCase(w, row, { event: 'comply', to, reason: input.evidence, limit: null })
    if (!moved.ok) return moved
    // Whoever was never asked to answer has not been told of the suspicion either.
    if (status !== 'SUSPECTED') await tell(w, [row.subjectId], 'refusal-complied', moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

/** Nothing is left to do (close → CLOSED); every affected act has been settled before. Refusal: `acts-not-settled`. */
export function closeRefusal({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return write({ who: actor, clock, command: 'refusals.close', requestKey, input }, async (w) => {
    const begun = await beginRefusal(w, actor, input, 'close')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, {
      event: 'close',
      to,
      reason: input.reason,
      limit: null,
      set: { closedAt: w.at },
    })
    return moved.ok ? ok({ caseId: row.id }) : moved
  })
}
