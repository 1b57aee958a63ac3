import type { RecusalDecision } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import { SYSTEM_STANDING, type Verdict } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import { denySubstitute } from '@/lib/cases/rules/may-substitute'
import { ladder, whoDecides, type Candidate } from '@/lib/cases/rules/who-decides'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { setTimer } from '@/lib/cases/limits/writes'
import { moveCase, nextNumber, openCase, takeCase, tell, type CaseRow } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import { addMonths, civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import type { Tx } from '@/lib/platform/db'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { getRulebook } from '@/lib/rulebook/queries'
import { ACTS, type Act } from '@/lib/rulebook/rules/excluded-acts'
import { mayDecision, type DecisionFacts } from './policy'
import type { Event, Guard, Status } from './workflow'

export interface TakenDecision {
  row: CaseRow
  decision: RecusalDecision
  status: Status
}

/** Reads a decision for a command. Refusals: `not-found`, `changed-meanwhile`. */
export async function takeDecision(
  w: Write,
  caseId: string,
  version: number | null,
): Promise<Result<TakenDecision>> {
  const taken = await takeCase(w, caseId, version)
  if (!taken.ok) return taken
  const decision = await w.tx.recusalDecision.findUnique({ where: { caseId } })
  if (!decision) return refuse('cases', 'not-found')
  return ok({ row: taken.value, decision, status: taken.value.status as Status })
}

/** Takes the decision and asks table and policy whether the actor (or the system) may take this event now. */
export async function beginDecision(
  w: Write,
  actor: Actor | null,
  input: { caseId: string; version: number | null },
  event: Event,
): Promise<Result<TakenDecision & { to: Status }>> {
  const taken = await takeDecision(w, input.caseId, input.version)
  if (!taken.ok) return taken
  const { row, decision, status } = taken.value
  const standing = actor ? await getStanding(w.tx, actor, row, w.at) : SYSTEM_STANDING
  const before = await readHistory(w.tx, row.id)
  const allowed = toResult(mayDecision(status, event, standing, factsOf(decision, row, actor, w.at, before)))
  return allowed.ok ? ok({ ...taken.value, to: allowed.value }) : allowed
}

/** What happened to a decision before and is not on its row. */
type History = Pick<DecisionFacts, 'failedAttempts' | 'proposedAbove' | 'itemsWaiting' | 'itemsListed'>

export async function readHistory(tx: Tx, caseId: string): Promise<History> {
  const items = await tx.handoverItem.findMany({ where: { caseId } })
  return {
    itemsListed: items.length > 0,
    itemsWaiting: items.filter((one) => one.handedOverAt && !one.acceptedAt).length,
    failedAttempts: await tx.serviceAttempt.count({ where: { caseId, succeeded: false } }),
    proposedAbove: (await tx.caseEvent.count({ where: { caseId, event: 'proposeAbove' } })) > 0,
  }
}

export function factsOf(
  decision: RecusalDecision,
  row: Pick<CaseRow, 'substituteId' | 'limitName' | 'conflicts'>,
  actor: Actor | null,
  now: Date,
  before: History,
): DecisionFacts {
  return {
    now,
    basis: decision.basis,
    hearingSkipped: decision.urgent && !!decision.hearingSkippedBecause,
    heard: decision.heardAt !== null,
    actorIsDrafter: actor !== null && decision.drafterId === actor.officialId,
    ...before,
    announcedUntil: decision.announcedUntil,
    unitServed: decision.unitServedAt !== null,
    acknowledged: decision.acknowledgedAt !== null,
    handedOver: decision.handedOverAt !== null,
    handoverAccepted: decision.substituteAcceptedAt !== null,
    hasSubstitute: row.substituteId !== null,
    substituteClear: decision.substituteClearedAt !== null,
    substituteUnfit: row.conflicts.some((one) => one.officialId === row.substituteId),
    actorIsSubstitute: actor !== null && row.substituteId === actor.officialId,
    recheckDue: row.limitName === 'decisionRecheck',
    isPost: decision.recusalType === 'POST',
    termEnd: decision.termTo ? endOfCivilDay(civilOfDbDate(decision.termTo)) : null,
  }
}

export function toResult(verdict: Verdict<Status, Guard>): Result<Status> {
  if (verdict.allowed) return ok(verdict.step.to)
  return refuse(verdict.from === 'cases' ? 'cases' : 'recusalDecisions', verdict.denial)
}

/** Working number of a decision until it is issued: 2026-D00003. */
export async function decisionNumber(w: Write): Promise<string> {
  const year = civilDateOf(w.at).slice(0, 4)
  return `${year}-D${String(await nextNumber(w, `RD:${year}`)).padStart(5, '0')}`
}

/**
 * Who signs: the next on the ladder at or above the drafter, never the drafter. A post recusal is signed by a head: leaders
 * below do not dispose of posts.
 */
export async function findSignatory(
  w: Write,
  subjectId: string,
  drafterId: string,
  type: 'DUTY' | 'POST' = 'DUTY',
): Promise<Candidate | null> {
  const facts = await findDecisionChainFacts(w.tx, subjectId, civilDateOf(w.at))
  const rungs = ladder(facts)
  const own = rungs.find((candidate) => candidate.officialId === drafterId)
  const head = rungs.find((candidate) => candidate.why !== 'supervising-leader')
  const least = type === 'POST' ? (head?.level ?? 0) : 0
  return whoDecides(facts, { level: Math.max(own?.level ?? 0, least), excluded: [drafterId] })
}

/** Refusals: `substitute-unknown`, `substitute-is-the-subject`, `substitute-is-a-subordinate`, `substitute-in-conflict`. */
export async function checkSubstitute(
  w: Write,
  substituteId: string,
  subjectId: string,
  conflictedIds: readonly string[] = [],
): Promise<Result<undefined>> {
  const facts = await findDecisionChainFacts(w.tx, subjectId, civilDateOf(w.at))
  const known = await w.tx.official.count({ where: { id: substituteId, active: true } })
  const denial =
    known === 0
      ? 'substitute-unknown'
      : denySubstitute(substituteId, { subjectId, conflictedIds, subordinateIds: facts.subordinateIds })
  return denial
    ? refuse('recusalDecisions', denial, { fields: { substituteId: `recusalDecisions.refusal.${denial}` } })
    : ok(undefined)
}

interface Grant {
  request: CaseRow
  /** Version of the request that was granted. */
  version: number
  substituteId: string
  /** Empty: all five kinds of act. */
  scope: readonly Act[]
  handover: string
  urgent: boolean
  reason: string
}

/** The decision that a grant creates in its own transaction (basis ON_APPLICATION, no hearing). */
export async function openGrantedDecision(w: Write, actor: Actor, grant: Grant): Promise<Result<CaseRow>> {
  const { request } = grant
  const fit = await checkSubstitute(
    w,
    grant.substituteId,
    request.subjectId,
    request.conflicts.map((one) => one.officialId),
  )
  if (!fit.ok) return fit
  const filed = await w.tx.filingVersion.findUnique({
    where: { caseId_number: { caseId: request.id, number: grant.version } },
  })
  const content = (filed?.content ?? {}) as { facts?: string; evidence?: string; handover?: string }
  const signatory = await findSignatory(w, request.subjectId, actor.officialId)
  const row = await openCase(w, {
    kind: 'RECUSAL_DECISION',
    status: 'DRAFT',
    event: 'open',
    subjectId: request.subjectId,
    filedById: actor.officialId,
    title: request.title,
    matterId: request.matterId,
    parentId: request.id,
    policyVersion: request.policyVersion,
    groundCode: request.groundCode,
    groundArticle: request.groundArticle,
    reason: grant.reason,
    set: {
      number: await decisionNumber(w),
      substituteId: grant.substituteId,
      deciderId: signatory?.officialId ?? null,
      deciderWhy: signatory?.why ?? null,
      level: signatory?.level ?? 0,
    },
  })
  await w.tx.recusalDecision.createMany({
    data: [
      {
        caseId: row.id,
        basis: 'ON_APPLICATION',
        issuingOrganId: signatory?.organId ?? request.handlingOrganId,
        whyDue: grant.reason,
        facts: content.facts ?? '',
        evidence: content.evidence ?? '',
        scope: grant.scope.length > 0 ? [...grant.scope] : [...ACTS],
        handoverItems: grant.handover || (content.handover ?? ''),
        urgent: grant.urgent,
        drafterId: actor.officialId,
      },
    ],
  })
  w.touch('RecusalDecision', { caseId: row.id })
  const parties = await w.tx.caseParty.findMany({
    where: { caseId: request.id },
    orderBy: { ordinal: 'asc' },
  })
  return startSigning(
    w,
    row,
    parties.map((party) => party.enterpriseId),
    [content.facts ?? ''],
  )
}

/** The signing limit starts; the signatory is told. */
export async function startSigning(
  w: Write,
  row: CaseRow,
  enterpriseIds: readonly string[],
  text: readonly string[],
): Promise<Result<CaseRow>> {
  await setParties(
    w,
    row.id,
    enterpriseIds.map((enterpriseId) => ({ enterpriseId })),
  )
  const moved = await moveCase(w, row, { event: 'startClock', to: row.status, limit: 'decisionSign' })
  if (!moved.ok) return moved
  await indexCase(w, row.id, text)
  await tell(w, [row.deciderId], 'decision-to-sign', moved.value, 'review')
  return moved
}

/** When a recusal that goes on is to be checked again, in months from now. */
export async function setRecheck(w: Write, row: CaseRow): Promise<void> {
  const { limits } = await getRulebook(w.tx, row.policyVersion)
  const day = addMonths(civilDateOf(w.at), limits.decisionRecheckMonths)
  await setTimer(w, row.id, 'recheck', endOfCivilDay(day))
}
