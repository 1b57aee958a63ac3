import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { getStanding } from '@/lib/cases/queries'
import { ladder } from '@/lib/cases/rules/who-decides'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { dueUnder, setTimer } from '@/lib/cases/limits/writes'
import {
  findDecider,
  lendCase,
  moveCase,
  nextNumber,
  openCase,
  orderDocument,
  tell,
} from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { ok, refuse } from '@/lib/platform/result'
import { checkSubstitute, takeDecision, type TakenDecision } from '@/lib/recusals/decisions/writes'
import { mayObjection } from './policy'
import { denyChange } from './rules/not-worse'
import type { fileSchema, reasonSchema, stepSchema, varySchema } from './schema'
import { beginObjection, toResult } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** How the decision came about says whether the remedy is used up; its first step knows. */
async function cameFromObjection(w: Write, decisionCaseId: string): Promise<boolean> {
  const first = await w.tx.caseEvent.findFirst({
    where: { caseId: decisionCaseId, event: 'open' },
    select: { data: true },
  })
  return typeof first?.data === 'object' && first.data !== null && 'objection' in first.data
}

/**
 * The recused person or the substitute objects to a decision in force (file → FILED): once, within five working days
 * after service. It is executed all the same. Refusals: `decision-not-in-force`, `objected-before`,
 * `objection-too-late`, `result-of-an-objection`.
 */
export function fileObjection({ actor, clock, input, requestKey }: Command<typeof fileSchema>) {
  return write({ who: actor, clock, command: 'objections.file', requestKey, input }, async (w) => {
    const taken = await takeDecision(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const { row: decided, decision } = taken.value
    const before = await w.tx.objection.count({
      where: { decisionCaseId: decided.id, objectorId: actor.officialId },
    })
    const due = decision.servedAt
      ? await dueUnder(w, decided.policyVersion, 'objectionFile', decision.servedAt)
      : null
    const allowed = toResult(
      mayObjection(null, 'file', await getStanding(w.tx, actor, decided, w.at), {
        now: w.at,
        decisionStatus: decided.status,
        dueAt: due?.dueAt ?? null,
        objectedBefore: before > 0,
        resultOfObjection: await cameFromObjection(w, decided.id),
      }),
    )
    if (!allowed.ok) return allowed
    const reviewer = await findReviewer(w, taken.value)
    const year = civilDateOf(w.at).slice(0, 4)
    const row = await openCase(w, {
      kind: 'OBJECTION',
      status: allowed.value,
      event: 'file',
      subjectId: decided.subjectId,
      filedById: actor.officialId,
      title: decided.title,
      matterId: decided.matterId,
      parentId: decided.id,
      policyVersion: decided.policyVersion,
      groundCode: decided.groundCode,
      groundArticle: decided.groundArticle,
      reason: input.reasons,
      set: {
        number: `${year}-O${String(await nextNumber(w, `RO:${year}`)).padStart(5, '0')}`,
        submittedAt: w.at,
        deciderId: reviewer?.officialId ?? null,
        deciderWhy: reviewer?.why ?? null,
        level: reviewer?.level ?? decided.level + 1,
      },
    })
    await w.tx.objection.createMany({
      data: [
        {
          caseId: row.id,
          decisionCaseId: decided.id,
          objectorId: actor.officialId,
          reasons: input.reasons,
        },
      ],
    })
    w.touch('Objection', { caseId: row.id })
    const parties = await w.tx.caseParty.findMany({
      where: { caseId: decided.id },
      orderBy: { ordinal: 'asc' },
    })
    await setParties(
      w,
      row.id,
      parties.map(({ enterpriseId }) => ({ enterpriseId })),
    )
    const moved = await moveCase(w, row, { event: 'startClock', to: row.status, limit: 'objectionDecide' })
    if (!moved.ok) return moved
    await indexCase(w, row.id, [decided.documentNumber ?? '', input.reasons])
    if (reviewer) await lendCase(w, decided.id, reviewer.officialId, row.id)
    await tell(w, [reviewer?.officialId], 'objection-filed', moved.value, 'review')
    return ok({ caseId: row.id })
  })
}

/** Another, unconflicted person one level above whoever signed; at the top, another person of the same level. */
async function findReviewer(w: Write, { row, decision }: TakenDecision) {
  const involved = [row.decidedById ?? '', decision.drafterId]
  const facts = await findDecisionChainFacts(w.tx, row.subjectId, civilDateOf(w.at))
  const signed = ladder(facts).find((candidate) => candidate.officialId === row.decidedById)
  const level = signed?.level ?? row.level
  const search = { ...row, filedById: row.subjectId }
  return (await findDecider(w, search, level + 1, involved)) ?? findDecider(w, search, level, involved)
}

/** The reviewer takes the objection up (takeUp → UNDER_REVIEW). */
export function takeUpObjection({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'objections.take-up', requestKey, input }, async (w) => {
    const begun = await beginObjection(w, actor, input, 'takeUp')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const moved = await moveCase(w, row, { event: 'takeUp', to })
    if (!moved.ok) return moved
    await tell(w, [row.filedById], 'objection-taken-up', moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

/** The decision stands as it is (maintain → DECISION_MAINTAINED). */
export function maintainDecision(command: Command<typeof reasonSchema>) {
  return settle(command, 'maintain')
}

/** The decision is taken back (revoke → DECISION_REVOKED). */
export function revokeOnObjection(command: Command<typeof reasonSchema>) {
  return settle(command, 'revoke')
}

function settle(
  { actor, clock, input, requestKey }: Command<typeof reasonSchema>,
  event: 'maintain' | 'revoke',
) {
  return write({ who: actor, clock, command: `objections.${event}`, requestKey, input }, async (w) => {
    const begun = await beginObjection(w, actor, input, event)
    if (!begun.ok) return begun
    await w.tx.objection.updateMany({
      where: { caseId: input.caseId },
      data: { result: event === 'revoke' ? 'REVOKED' : 'MAINTAINED', resultReason: input.reason },
    })
    return finish(w, begun.value, event, actor, input.reason)
  })
}

/**
 * The decision goes on with fewer acts, a shorter term or another substitute (vary → DECISION_VARIED). Refusals:
 * `wider-scope`, `longer-term` (no result is worse for the subject), `nothing-changed`, the substitute's.
 */
export function varyOnObjection({ actor, clock, input, requestKey }: Command<typeof varySchema>) {
  return write({ who: actor, clock, command: 'objections.vary', requestKey, input }, async (w) => {
    const begun = await beginObjection(w, actor, input, 'vary')
    if (!begun.ok) return begun
    const { row, objection } = begun.value
    const decided = await w.tx.case.findUnique({
      where: { id: objection.decisionCaseId },
      include: { decision: true, conflicts: true },
    })
    if (!decided?.decision) return refuse('cases', 'not-found')
    if (decided.decision.recusalType === 'POST')
      return refuse('recusalDecisions', 'post-recusal-has-no-scope')
    const day = (date: Date | null) => date && civilOfDbDate(date)
    const changes = {
      scope: input.scope,
      termFrom: (input.termFrom || null) as CivilDate | null,
      termTo: (input.termTo || null) as CivilDate | null,
      substituteId: input.substituteId,
    }
    const { scope, termFrom, termTo } = decided.decision
    const before = {
      scope,
      termFrom: day(termFrom),
      termTo: day(termTo),
      substituteId: decided.substituteId,
    }
    const worse = denyChange(before, changes)
    if (worse)
      return refuse('objections', worse, {
        fields: {
          [worse === 'wider-scope' ? 'scope' : worse === 'longer-term' ? 'termTo' : 'reason']:
            `objections.refusal.${worse}`,
        },
      })
    const conflicted = decided.conflicts.map((one) => one.officialId)
    const fit = await checkSubstitute(w, input.substituteId, decided.subjectId, conflicted)
    if (!fit.ok) return fit
    await w.tx.objection.updateMany({
      where: { caseId: row.id },
      data: { result: 'VARIED', resultReason: input.reason, changes },
    })
    return finish(w, begun.value, 'vary', actor, input.reason)
  })
}

async function finish(
  w: Write,
  { row, to }: { row: Parameters<typeof moveCase>[1]; to: string },
  event: 'maintain' | 'vary' | 'revoke',
  actor: Actor,
  reason: string,
) {
  w.touch('Objection', { caseId: row.id })
  const moved = await moveCase(w, row, {
    event,
    to,
    reason,
    limit: null,
    set: { closedAt: w.at, decidedById: actor.officialId, decidedAt: w.at },
  })
  if (!moved.ok) return moved
  // The decision itself changes by the system: the reviewer may sit where they cannot write it.
  if (event !== 'maintain') await setTimer(w, row.id, 'applyResult', w.at)
  await tell(w, [row.filedById], `objection-${event}`, moved.value, 'my')
  await orderDocument(w, row.id, 'REVIEW')
  return ok({ caseId: row.id })
}
