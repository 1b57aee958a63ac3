import { write, type Write } from '@/lib/audit/writes'
import { ladder } from '@/lib/cases/rules/who-decides'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { cancelTimers } from '@/lib/cases/limits/writes'
import { moveCase, openCase, tell } from '@/lib/cases/writes'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { ok } from '@/lib/platform/result'
import { tellClerks } from '@/lib/recusals/requests/writes'
import { decisionNumber, takeDecision, type TakenDecision } from '@/lib/recusals/decisions/writes'
import { changesSchema } from '../schema'
import { takeObjection, type TakenObjection } from '../writes'

/** Statuses of a decision that a result can still change. */
const STANDING = ['IN_FORCE', 'COMPLIED']

/**
 * What the review found is done to the decision: it is revoked, or a new one, signed by the reviewer, goes to the clerk and
 * takes its place at service. By the system, right after the result; a decision that ended meanwhile is left alone.
 */
export function applyResult(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'objections.apply' }, async (w) => {
    const taken = await takeObjection(w, caseId, null)
    if (!taken.ok) return taken
    const decided = await takeDecision(w, taken.value.objection.decisionCaseId, null)
    if (!decided.ok || !STANDING.includes(decided.value.status)) return ok({ caseId })
    return taken.value.objection.result === 'REVOKED'
      ? revoke(w, taken.value, decided.value)
      : replace(w, taken.value, decided.value)
  })
}

async function revoke(w: Write, { row: review, objection }: TakenObjection, { row }: TakenDecision) {
  await w.tx.recusalDecision.updateMany({
    where: { caseId: row.id },
    data: { endedBecause: objection.resultReason },
  })
  w.touch('RecusalDecision', { caseId: row.id })
  const moved = await moveCase(w, row, {
    event: 'revoke',
    to: 'REVOKED',
    reason: objection.resultReason,
    data: { objection: review.id },
    limit: null,
    bySystem: true,
    set: { closedAt: w.at },
  })
  if (!moved.ok) return moved
  await cancelTimers(w, row.id, ['acknowledge', 'handOver', 'expire'])
  await tell(w, [row.subjectId, row.substituteId], 'decision-revoked', moved.value, 'my')
  await tell(w, [row.decidedById], 'decision-revoked', moved.value, 'review')
  return ok({ caseId: row.id })
}

async function replace(
  w: Write,
  { row: review, objection }: TakenObjection,
  { row: old, decision }: TakenDecision,
) {
  const changes = changesSchema.parse(objection.changes)
  const facts = await findDecisionChainFacts(w.tx, old.subjectId, civilDateOf(w.at))
  const reviewer = ladder(facts).find((candidate) => candidate.officialId === review.decidedById)
  const draft = await openCase(w, {
    kind: 'RECUSAL_DECISION',
    status: 'DRAFT',
    event: 'open',
    subjectId: old.subjectId,
    filedById: decision.drafterId,
    title: old.title,
    matterId: old.matterId,
    parentId: old.id,
    policyVersion: old.policyVersion,
    groundCode: old.groundCode,
    groundArticle: old.groundArticle,
    reason: objection.resultReason,
    data: { varies: old.id, objection: review.id },
    set: {
      number: await decisionNumber(w),
      submittedAt: w.at,
      substituteId: changes.substituteId,
      deciderId: review.decidedById,
      deciderWhy: review.deciderWhy,
      level: review.level,
    },
  })
  const day = (text: string | null) => (text ? dbDate(text as CivilDate) : null)
  const { basis, whyDue, dueSince, notFiled, facts: found, evidence, actsDone, handoverItems } = decision
  await w.tx.recusalDecision.createMany({
    data: [
      {
        caseId: draft.id,
        ...{ basis, whyDue, dueSince, notFiled, facts: found, evidence, actsDone, handoverItems },
        issuingOrganId: reviewer?.organId ?? decision.issuingOrganId,
        drafterId: decision.drafterId,
        signatoryId: review.decidedById,
        signedAt: w.at,
        scope: changes.scope,
        termFrom: day(changes.termFrom),
        termTo: day(changes.termTo),
      },
    ],
  })
  w.touch('RecusalDecision', { caseId: draft.id })
  const parties = await w.tx.caseParty.findMany({ where: { caseId: old.id }, orderBy: { ordinal: 'asc' } })
  await setParties(
    w,
    draft.id,
    parties.map(({ enterpriseId }) => ({ enterpriseId })),
  )
  // The result of the review is the reviewer's signature under the changed decision.
  const signed = await moveCase(w, draft, {
    event: 'sign',
    to: 'SIGNED',
    data: { objection: review.id },
    limit: 'decisionIssue',
    bySystem: true,
    set: { decidedById: review.decidedById, decidedAt: w.at },
  })
  if (!signed.ok) return signed
  await indexCase(w, draft.id, [found, objection.resultReason ?? ''])
  await tellClerks(w, signed.value, 'decision-signed')
  return ok({ caseId: draft.id })
}
