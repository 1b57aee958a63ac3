import type { Refusal } from '@/prisma/generated/client/client'
import type { FindingOffice, RefusalCause } from '@/prisma/generated/client/enums'
import type { Write } from '@/lib/audit/writes'
import { SYSTEM_STANDING, type Standing, type Verdict } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import {
  findDecider,
  lendCase,
  moveCase,
  nextNumber,
  openCase,
  takeCase,
  tell,
  type CaseRow,
} from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { civilDateOf } from '@/lib/platform/dates'
import type { Tx } from '@/lib/platform/db'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { findOpenActs } from '@/lib/recusals/acts/queries'
import { mayRefusal, NOTHING, type RefusalFacts } from './policy'
import type { Event, Guard, Status } from './workflow'

export interface TakenRefusal {
  row: CaseRow
  refusal: Refusal
  status: Status
}

/** Takes a refusal and asks table and policy whether the actor (or the system) may take this event now. */
export async function beginRefusal(
  w: Write,
  actor: Actor | null,
  input: { caseId: string; version: number | null },
  event: Event,
): Promise<Result<TakenRefusal & { to: Status }>> {
  const taken = await takeCase(w, input.caseId, input.version)
  if (!taken.ok) return taken
  const refusal = await w.tx.refusal.findUnique({ where: { caseId: input.caseId } })
  if (!refusal) return refuse('cases', 'not-found')
  const row = taken.value
  const status = row.status as Status
  const standing = actor ? await getStanding(w.tx, actor, row, w.at) : SYSTEM_STANDING
  const facts = await getRefusalFacts(w.tx, refusal, { row, actor, standing, now: w.at })
  const allowed = toResult(mayRefusal(status, event, standing, facts))
  return allowed.ok ? ok({ row, refusal, status, to: allowed.value }) : allowed
}

/** What the guards look at, gathered once. */
export async function getRefusalFacts(
  tx: Tx,
  refusal: Refusal,
  at: { row: CaseRow; actor: Actor | null; standing: Standing; now: Date },
): Promise<RefusalFacts> {
  const decision = await tx.case.findUnique({
    where: { id: refusal.decisionCaseId },
    select: { status: true },
  })
  const { finding, findingOffice } = refusal
  const { parties } = at.standing
  return {
    decisionStatus: decision?.status ?? '',
    now: at.now,
    demandOverAt: refusal.demandOverAt,
    reasonsGiven: refusal.reasonsAt !== null,
    reviewStarted: refusal.reviewStartedAt !== null,
    finding: finding && findingOffice ? { result: finding, office: findingOffice } : null,
    finds: null,
    office: officeOf(at.standing),
    referTo: refusal.referTo,
    actorProposedReferral: at.actor !== null && refusal.referById === at.actor.officialId,
    offices: [
      ...(parties.includes('hr') ? (['HR'] as const) : []),
      ...(parties.includes('disciplineOffice') ? (['DISCIPLINE'] as const) : []),
    ],
    actsOpen: (await findOpenActs(tx, refusal.decisionCaseId)).length,
  }
}

/** The office for which somebody weighs the reasons: who decides the case speaks as head, also when HR is theirs too. */
export function officeOf({ parties }: Standing): FindingOffice | null {
  if (parties.includes('decider')) return 'UNIT_HEAD'
  return parties.includes('hr') ? 'HR' : null
}

export function toResult(verdict: Verdict<Status, Guard>): Result<Status> {
  if (verdict.allowed) return ok(verdict.step.to)
  return refuse(verdict.from === 'cases' ? 'cases' : 'refusals', verdict.denial)
}

interface Opening {
  cause: RefusalCause
  facts?: string
  /** Who reports it; null when the system found the sign. */
  actor?: Actor
}

/**
 * Opens a refusal case SUSPECTED (公务员回避规定 17) with its cause; the same cause of the same decision is one case.
 * Refusal: `decision-not-in-force`, and who may not report.
 */
export async function openRefusal(
  w: Write,
  decision: CaseRow,
  { cause, facts = '', actor }: Opening,
): Promise<Result<{ caseId: string }>> {
  const event = actor ? 'report' : 'suspect'
  const standing = actor ? await getStanding(w.tx, actor, decision, w.at) : SYSTEM_STANDING
  const allowed = toResult(
    mayRefusal(null, event, standing, { ...NOTHING, now: w.at, decisionStatus: decision.status }),
  )
  if (!allowed.ok) return allowed
  const there = await w.tx.refusal.findUnique({
    where: { decisionCaseId_cause: { decisionCaseId: decision.id, cause } },
  })
  if (there) return actor ? refuse('refusals', 'already-reported') : ok({ caseId: there.caseId })
  const year = civilDateOf(w.at).slice(0, 4)
  const decider = decision.deciderId ? null : await findDecider(w, decision, 0)
  const row = await openCase(w, {
    kind: 'REFUSAL',
    status: allowed.value,
    event,
    subjectId: decision.subjectId,
    filedById: actor?.officialId ?? decision.decidedById ?? decision.filedById,
    title: decision.title,
    matterId: decision.matterId,
    parentId: decision.id,
    policyVersion: decision.policyVersion,
    groundCode: decision.groundCode,
    groundArticle: decision.groundArticle,
    reason: facts || null,
    data: { cause },
    set: {
      number: `${year}-F${String(await nextNumber(w, `RF:${year}`)).padStart(5, '0')}`,
      submittedAt: w.at,
      deciderId: decider?.officialId ?? decision.deciderId,
      deciderWhy: decider?.why ?? decision.deciderWhy,
      level: decider?.level ?? decision.level,
    },
  })
  await w.tx.refusal.createMany({ data: [{ caseId: row.id, decisionCaseId: decision.id, cause, facts }] })
  w.touch('Refusal', { caseId: row.id })
  const parties = await w.tx.caseParty.findMany({
    where: { caseId: decision.id },
    orderBy: { ordinal: 'asc' },
  })
  await setParties(
    w,
    row.id,
    parties.map(({ enterpriseId }) => ({ enterpriseId })),
  )
  const moved = await moveCase(w, row, { event: 'startClock', to: row.status, limit: 'refusalTakeUp' })
  if (!moved.ok) return moved
  await indexCase(w, row.id, [decision.documentNumber ?? '', facts])
  await tell(w, [row.deciderId, decision.decidedById], 'refusal-suspected', moved.value, 'review')
  return ok({ caseId: row.id })
}

/**
 * Who weighs the reasons for the organ: the unit head (for a head, the superior organ), never who made the demand, and
 * never the leader who only supervises. Their desk gets the decision to read as well.
 */
export async function appointReviewer(w: Write, { row, refusal }: TakenRefusal, level = 0) {
  const demanded = refusal.demandedById ? [refusal.demandedById] : []
  let found = await findDecider(w, row, level, demanded)
  if (found?.why === 'supervising-leader') found = await findDecider(w, row, found.level + 1, demanded)
  if (found) await lendCase(w, refusal.decisionCaseId, found.officialId, row.id)
  return found
}

/** Tells the officers of an office who are in charge of the subject's organ. */
export async function tellOffice(
  w: Write,
  row: CaseRow,
  role: 'HR' | 'DISCIPLINE',
  kind: string,
): Promise<void> {
  const found = await w.tx.roleAssignment.findMany({
    where: { role, endedAt: null, confirmedAt: { not: null } },
    select: { officialId: true, organ: { select: { path: true } } },
  })
  const ids = found
    .filter((one) => row.organPath.startsWith(one.organ.path) && one.officialId !== row.subjectId)
    .map((one) => one.officialId)
  await tell(w, ids, kind, row, 'review')
}
