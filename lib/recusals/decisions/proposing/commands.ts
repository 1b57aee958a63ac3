import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { findDecider, moveCase, openCase, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse } from '@/lib/platform/result'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { findMatter, groundArticle, mayStart } from '../commands'
import type { declineSchema, proposeSchema, reasonSchema, stepSchema } from '../schema'
import { beginDecision, decisionNumber, findSignatory } from '../writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** The discipline office proposes (propose → PROPOSED): the supervisor takes it up or declines with reasons. */
export function proposeDecision({ actor, clock, input, requestKey }: Command<typeof proposeSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.propose', requestKey, input }, async (w) => {
    const known = await w.tx.official.count({ where: { id: input.subjectId, active: true } })
    if (known === 0) return refuse('recusalDecisions', 'subject-unknown')
    const allowed = await mayStart(w, actor, input.subjectId, 'propose')
    if (!allowed.ok) return allowed
    const matter = await findMatter(w, input.matterId)
    if (!matter) return refuse('recusalDecisions', 'matter-unknown')
    const { version } = await getRulebookAt(w.tx, w.at)
    const row = await openCase(w, {
      kind: 'RECUSAL_DECISION',
      status: 'PROPOSED',
      event: 'propose',
      subjectId: input.subjectId,
      filedById: actor.officialId,
      title: matter.title,
      matterId: input.matterId,
      policyVersion: version,
      groundCode: input.groundCode,
      groundArticle: await groundArticle(w, input.subjectId, input.groundCode),
      reason: input.whyDue,
      set: { number: await decisionNumber(w), submittedAt: w.at },
    })
    const { whyDue, facts, evidence } = input
    await w.tx.recusalDecision.createMany({
      data: [
        {
          caseId: row.id,
          basis: 'DIRECT',
          proposedByOrganId: actor.unitId,
          issuingOrganId: row.handlingOrganId,
          drafterId: actor.officialId,
          whyDue,
          facts,
          evidence,
        },
      ],
    })
    w.touch('RecusalDecision', { caseId: row.id })
    await setParties(
      w,
      row.id,
      matter.enterprises.map(({ enterpriseId }) => ({ enterpriseId })),
    )
    const moved = await moveCase(w, row, { event: 'startClock', to: 'PROPOSED', limit: 'proposalTakeUp' })
    if (!moved.ok) return moved
    await indexCase(w, row.id, [facts, whyDue])
    await tell(w, [row.deciderId], 'decision-proposed', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/** Takes a proposal up (takeUp → DRAFT): the actor becomes the drafter, somebody else signs. */
export function takeUpProposal({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.take-up', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'takeUp')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const signatory = await findSignatory(w, row.subjectId, actor.officialId)
    await w.tx.recusalDecision.updateMany({
      where: { caseId: row.id },
      data: { drafterId: actor.officialId, issuingOrganId: signatory?.organId ?? row.handlingOrganId },
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'takeUp',
      to,
      limit: 'decisionSign',
      set: {
        filedById: actor.officialId,
        deciderId: signatory?.officialId ?? null,
        deciderWhy: signatory?.why ?? null,
        level: signatory?.level ?? 0,
      },
    })
    if (!moved.ok) return moved
    return ok({ caseId: row.id })
  })
}

/** Declines a proposal with reasons (decline → DECLINED); the proposer may turn to the superior organ. */
export function declineProposal({ actor, clock, input, requestKey }: Command<typeof declineSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.decline', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'decline')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, {
      event: 'decline',
      to,
      reason: input.reason,
      limit: null,
      set: { decidedById: actor.officialId, decidedAt: w.at, closedAt: w.at },
    })
    if (!moved.ok) return moved
    await tell(w, [row.filedById], 'decision-declined', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/**
 * The discipline office takes a declined proposal to the superior organ, once, with reasons (proposeAbove → PROPOSED); whoever
 * declined it has no part in it any more. Refusals: `already-proposed-above`, `nobody-above`.
 */
export function proposeAbove({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.propose-above', requestKey, input },
    async (w) => {
      const begun = await beginDecision(w, actor, input, 'proposeAbove')
      if (!begun.ok) return begun
      const { row, to } = begun.value
      const declined = row.decidedById ? [row.decidedById] : []
      const next = await findDecider(w, row, row.level + 1, declined)
      // The own unit has said no: its head is not asked again.
      const above = next?.why === 'unit-head' ? await findDecider(w, row, next.level + 1, declined) : next
      if (!above) return refuse('recusalDecisions', 'nobody-above')
      const moved = await moveCase(w, row, {
        event: 'proposeAbove',
        to,
        reason: input.reason,
        limit: 'proposalTakeUp',
        data: { nextName: above.name },
        set: {
          deciderId: above.officialId,
          deciderWhy: above.why,
          level: above.level,
          decidedById: null,
          decidedAt: null,
          closedAt: null,
        },
      })
      if (!moved.ok) return moved
      await tell(w, [above.officialId], 'decision-proposed', moved.value, 'review')
      return ok({ caseId: row.id })
    },
  )
}
