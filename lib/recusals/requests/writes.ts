import type { RecusalRequest } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import { SYSTEM_STANDING, type Verdict } from '@/lib/cases/cases'
import { getStanding } from '@/lib/cases/queries'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { cancelTimers, dueUnder, setTimer } from '@/lib/cases/limits/writes'
import { findDecider, moveCase, nextNumber, openCase, takeCase, tell, type CaseRow } from '@/lib/cases/writes'
import { storeVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import { civilDateOf } from '@/lib/platform/dates'
import { insertRows } from '@/lib/platform/insert'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { getRulebook } from '@/lib/rulebook/queries'
import { groundOf, type GroundCode } from '@/lib/rulebook/rules/recusal-grounds'
import { mayRequest, type RequestFacts } from './policy'
import type { Event, Guard, Status } from './workflow'

export interface TakenRequest {
  row: CaseRow
  request: RecusalRequest
  status: Status
}

/** Reads a request for a command. Refusals: `not-found`, `changed-meanwhile`. */
export async function takeRequest(
  w: Write,
  caseId: string,
  version: number | null,
): Promise<Result<TakenRequest>> {
  const taken = await takeCase(w, caseId, version)
  if (!taken.ok) return taken
  const request = await w.tx.recusalRequest.findUnique({ where: { caseId } })
  if (!request) return refuse('cases', 'not-found')
  return ok({ row: taken.value, request, status: taken.value.status as Status })
}

/** Asks table and policy whether the actor (or the system) may take this event now. */
export async function judgeRequest(
  w: Write,
  actor: Actor | null,
  taken: TakenRequest,
  event: Event,
  facts: Partial<RequestFacts> = {},
): Promise<Result<Status>> {
  const standing = actor ? await getStanding(w.tx, actor, taken.row, w.at) : SYSTEM_STANDING
  return toResult(mayRequest(taken.status, event, standing, { ...factsOf(taken.request), ...facts }))
}

export function factsOf(request: RecusalRequest): RequestFacts {
  return {
    initiator: request.initiator,
    pledged: true,
    returns: request.returns,
    suspended: request.suspendedAt !== null,
    groundConfirmed: request.groundConfirmedById !== null,
    heard: request.heardAt !== null,
    extended: request.extendedAt !== null,
    objected: request.objectedAt !== null,
  }
}

function toResult(verdict: Verdict<Status, Guard>): Result<Status> {
  if (verdict.allowed) return ok(verdict.step.to)
  return refuse(verdict.from === 'cases' ? 'cases' : 'recusalRequests', verdict.denial)
}

/** Numbers run through the year: 2026-R00012. */
export async function requestNumber(w: Write): Promise<string> {
  const year = civilDateOf(w.at).slice(0, 4)
  return `${year}-R${String(await nextNumber(w, `RR:${year}`)).padStart(5, '0')}`
}

interface Conversion {
  report: Pick<
    CaseRow,
    'id' | 'subjectId' | 'filedById' | 'title' | 'policyVersion' | 'groundCode' | 'groundArticle'
  >
  content: JsonValue
  matterId: string
  reason: string
}

/**
 * The request that a converted report becomes (公务员法 77): submitted in the official's name, under the report's
 * policy version, linked to it. A ground that the decider confirmed stays confirmed.
 */
export async function openConvertedRequest(w: Write, conversion: Conversion): Promise<string> {
  const { report, matterId, reason } = conversion
  const filed = asObject(conversion.content)
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: report.subjectId },
    select: { personnelCategory: true },
  })
  const confirmed = await w.tx.advanceReport.findUniqueOrThrow({
    where: { caseId: report.id },
    select: { groundConfirmedById: true },
  })
  const ground = groundOf(
    subject.personnelCategory,
    (report.groundCode as GroundCode | null) ?? 'OTHER_IMPARTIALITY',
  )
  const kinship = asText(filed.relation)
  const content = {
    matterId,
    groundCode: ground.code,
    kinship: kinship && kinship !== 'NONE' && kinship !== 'UNSURE' ? kinship : null,
    personConcerned: asText(filed.personConcerned),
    enterpriseIds: asTexts(filed.enterpriseIds),
    facts: [asText(filed.situation), asText(filed.impact), reason].filter(Boolean).join('\n'),
    evidence: '',
    handover: '',
    pledge: true,
  }
  const row = await openCase(w, {
    kind: 'RECUSAL_REQUEST',
    status: 'DRAFT',
    event: 'start',
    subjectId: report.subjectId,
    filedById: report.filedById,
    title: await matterTitle(w, matterId),
    matterId,
    parentId: report.id,
    policyVersion: report.policyVersion,
    groundCode: ground.code,
    groundArticle: ground.article,
    reason,
    set: { status: 'SUBMITTED', submittedAt: w.at, number: await requestNumber(w) },
  })
  await insertRows(w.tx, 'RecusalRequest', [
    {
      caseId: row.id,
      kinship: content.kinship,
      statutoryGround: ground.statutory,
      groundConfirmedById: confirmed.groundConfirmedById,
      currentVersion: 1,
    },
  ])
  await storeVersion(w, w.who as Actor, row.id, 1, content)
  await setParties(
    w,
    row.id,
    content.enterpriseIds.map((enterpriseId) => ({ enterpriseId })),
  )
  w.touch('RecusalRequest', { caseId: row.id })
  const moved = await moveCase(w, row, { event: 'submit', to: 'SUBMITTED', limit: 'requestAccept' })
  if (!moved.ok) throw new Error('a request opened in this transaction was changed by another')
  await indexCase(w, row.id, [content.facts, content.personConcerned])
  await tellClerks(w, moved.value, 'request-submitted')
  return row.id
}

/** Tells the clerks of the organ that handles a case. */
export async function tellClerks(w: Write, row: CaseRow, kind: string): Promise<void> {
  const clerks = await w.tx.roleAssignment.findMany({
    where: { organId: row.handlingOrganId, role: 'CLERK', endedAt: null, confirmedAt: { not: null } },
    select: { officialId: true },
  })
  await tell(
    w,
    clerks.map((clerk) => clerk.officialId).filter((id) => id !== row.subjectId),
    kind,
    row,
    'review',
  )
}

/**
 * What follows an acceptance: the decider's time begins, first for hearing an official who did not file it, and where the
 * policy says so for this type of matter the official takes no part for now.
 */
export async function acceptTaken(w: Write, taken: TakenRequest, to: Status): Promise<Result<CaseRow>> {
  const { row, request } = taken
  const matter = row.matterId && (await w.tx.matter.findUnique({ where: { id: row.matterId } }))
  const { suspends } = await getRulebook(w.tx, row.policyVersion)
  const suspended = Boolean(matter && suspends.includes(matter.type))
  if (suspended) {
    await suspendParticipation(w, row)
    await w.tx.recusalRequest.updateMany({ where: { caseId: row.id }, data: { suspendedAt: w.at } })
    w.touch('RecusalRequest', { caseId: row.id })
  }
  const moved = await moveCase(w, row, {
    event: 'accept',
    to,
    limit: request.initiator === 'SELF' ? 'requestDecide' : 'requestHear',
    data: suspended ? { suspended } : undefined,
  })
  if (!moved.ok) return moved
  await tell(w, [row.deciderId], 'request-accepted', moved.value, 'review')
  await tellApplicant(w, taken, moved.value, 'request-accepted')
  if (suspended) await tell(w, [row.subjectId], 'request-suspended', moved.value, 'matter')
  return moved
}

/** Tells the official who filed it; an outsider asks with the query code instead. */
export async function tellApplicant(
  w: Write,
  { request, row }: Pick<TakenRequest, 'request' | 'row'>,
  now: CaseRow,
  kind: string,
): Promise<void> {
  if (request.initiator === 'SELF') await tell(w, [row.filedById], kind, now, 'my')
}

/** The official takes no part in the matter for now (interim suspension): acts are refused until it ends. */
export async function suspendParticipation(w: Write, row: CaseRow): Promise<void> {
  await changeParticipation(w, row, { suspendedByCaseId: null }, row.id)
}

/** Ends an interim suspension that this request had brought. */
export async function resumeParticipation(w: Write, row: CaseRow): Promise<void> {
  await changeParticipation(w, row, { suspendedByCaseId: row.id }, null)
}

async function changeParticipation(
  w: Write,
  { matterId, subjectId }: CaseRow,
  only: { suspendedByCaseId: string | null },
  to: string | null,
): Promise<void> {
  if (!matterId) return
  const rows = await w.tx.matterHandler.findMany({
    where: { matterId, officialId: subjectId, endedAt: null, ...only },
    select: { id: true },
  })
  for (const { id } of rows) {
    await w.tx.matterHandler.updateMany({ where: { id }, data: { suspendedByCaseId: to } })
    w.touch('MatterHandler', { id })
  }
}

/** Contests a denial (object → OBJECTED), once: another person, one level up, decides. Refusal: `objection-too-late`. */
export async function contestDenial(
  w: Write,
  row: CaseRow,
  to: Status,
  reason: string,
): Promise<Result<{ caseId: string }>> {
  if (row.dueAt && row.dueAt.getTime() < w.at.getTime())
    return refuse('recusalRequests', 'objection-too-late')
  const next = await findDecider(w, row, row.level + 1, row.decidedById ? [row.decidedById] : [])
  await w.tx.recusalRequest.updateMany({ where: { caseId: row.id }, data: { objectedAt: w.at } })
  w.touch('RecusalRequest', { caseId: row.id })
  await cancelTimers(w, row.id, ['close'])
  const moved = await moveCase(w, row, {
    event: 'object',
    to,
    reason,
    limit: 'requestObjectionDecide',
    data: { nextName: next?.name ?? null },
    set: {
      deciderId: next?.officialId ?? null,
      deciderWhy: next?.why ?? null,
      level: next?.level ?? row.level + 1,
    },
  })
  if (!moved.ok) return moved
  await tell(w, [next?.officialId], 'request-objected', moved.value, 'review')
  return ok({ caseId: row.id })
}

/** Settled requests close by themselves when the time for an objection is over. */
export async function closeLater(w: Write, caseId: string, policyVersion: number): Promise<void> {
  const { dueAt } = await dueUnder(w, policyVersion, 'requestObject', w.at)
  await setTimer(w, caseId, 'close', dueAt)
}

/** The title of a matter; it names the request and the decision about it. */
export async function matterTitle(w: Write, matterId: string): Promise<string> {
  const matter = await w.tx.matter.findUniqueOrThrow({ where: { id: matterId }, select: { title: true } })
  return matter.title
}

function asObject(value: JsonValue): Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, JsonValue>)
    : {}
}

function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function asTexts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
