import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { indexCase, setParties } from '@/lib/cases/finding/writes'
import { moveCase, openCase, tell } from '@/lib/cases/writes'
import { saveDraft, storeVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { fieldProblems } from '@/lib/platform/field-problems'
import { insertRows } from '@/lib/platform/insert'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse } from '@/lib/platform/result'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { groundOf } from '@/lib/rulebook/rules/recusal-grounds'
import {
  requestSchema,
  type RequestContent,
  type reasonSchema,
  type saveDraftSchema,
  type startSchema,
  type submitSchema,
  type withdrawSchema,
} from './schema'
import {
  closeLater,
  contestDenial,
  judgeRequest,
  matterTitle,
  requestNumber,
  resumeParticipation,
  takeRequest,
  tellClerks,
  type TakenRequest,
} from './writes'
import type { Write } from '@/lib/audit/writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Opens an empty request (start → DRAFT; 公务员法 77: the official shall apply). */
export function startRequest({ actor, clock, input, requestKey }: Command<typeof startSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.start', requestKey, input }, async (w) => {
    const { version } = await getRulebookAt(w.tx, w.at)
    const row = await openCase(w, {
      kind: 'RECUSAL_REQUEST',
      status: 'DRAFT',
      event: 'start',
      subjectId: actor.officialId,
      filedById: actor.officialId,
      policyVersion: version,
      set: { matterId: input.matterId ?? null },
    })
    const content = { matterId: input.matterId ?? null }
    await insertRows(w.tx, 'RecusalRequest', [{ caseId: row.id }])
    await insertRows(w.tx, 'FilingDraft', [{ caseId: row.id, content, updatedAt: w.at }])
    w.touch('RecusalRequest', { caseId: row.id })
    w.touch('FilingDraft', { caseId: row.id })
    return ok({ caseId: row.id })
  })
}

/** Keeps what was typed. Refusals: `draft-changed-elsewhere`, `not-editable`. */
export function saveRequestDraft({ actor, clock, input }: Command<typeof saveDraftSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.save-draft' }, async (w) => {
    const taken = await takeRequest(w, input.caseId, null)
    if (!taken.ok) return taken
    const editable = taken.value.status === 'DRAFT' || taken.value.status === 'RETURNED'
    if (taken.value.row.filedById !== actor.officialId || !editable)
      return refuse('recusalRequests', 'not-editable')
    return saveDraft(w, input)
  })
}

/** Submits (submit → SUBMITTED). Refusals: `incomplete` with fields, `not-your-matter`, `enterprise-unknown`. */
export function submitRequest({ actor, clock, input, requestKey }: Command<typeof submitSchema>) {
  const { content, ...rest } = input
  const request = {
    who: actor,
    clock,
    command: 'recusal-requests.submit',
    requestKey,
    input: { ...rest, content } as JsonValue,
  }
  return write(request, async (w) => {
    const taken = await takeRequest(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const parsed = requestSchema.safeParse(content)
    if (!parsed.success)
      return refuse('recusalRequests', 'incomplete', { fields: fieldProblems(parsed.error) })
    return acceptFiling(w, actor, taken.value, parsed.data)
  })
}

async function acceptFiling(w: Write, actor: Actor, taken: TakenRequest, content: RequestContent) {
  const { row, request, status } = taken
  const allowed = await judgeRequest(w, actor, taken, 'submit', { pledged: content.pledge })
  if (!allowed.ok) return allowed
  const handled = await w.tx.matterHandler.count({
    where: { matterId: content.matterId, officialId: row.subjectId, endedAt: null },
  })
  if (handled === 0)
    return refuse('recusalRequests', 'not-your-matter', {
      fields: { matterId: 'recusalRequests.refusal.not-your-matter' },
    })
  const enterpriseIds = content.enterpriseIds?.length
    ? content.enterpriseIds
    : await partiesOf(w, content.matterId)
  const known = await w.tx.enterprise.count({ where: { id: { in: enterpriseIds } } })
  if (known !== new Set(enterpriseIds).size) return refuse('recusalRequests', 'enterprise-unknown')
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: row.subjectId },
    select: { personnelCategory: true },
  })
  const ground = groundOf(subject.personnelCategory, content.groundCode)
  const version = request.currentVersion + 1
  const number = row.number ?? (await requestNumber(w))
  await storeVersion(w, actor, row.id, version, content)
  await w.tx.filingDraft.deleteMany({ where: { caseId: row.id } })
  w.touch('FilingDraft', { caseId: row.id })
  await setParties(
    w,
    row.id,
    enterpriseIds.map((enterpriseId) => ({ enterpriseId })),
  )
  await w.tx.recusalRequest.updateMany({
    where: { caseId: row.id },
    data: {
      kinship: content.kinship ?? null,
      urgent: content.urgent ?? false,
      statutoryGround: ground.statutory,
      substituteProposedId: content.substituteId ?? null,
      currentVersion: version,
    },
  })
  w.touch('RecusalRequest', { caseId: row.id })
  const moved = await moveCase(w, row, {
    event: 'submit',
    to: allowed.value,
    article: 'civil-servants-77',
    data: { version },
    limit: 'requestAccept',
    clock: status === 'RETURNED' ? 'resume' : undefined,
    set: {
      number,
      title: await matterTitle(w, content.matterId),
      submittedAt: status === 'RETURNED' ? row.submittedAt : w.at,
      matterId: content.matterId,
      groundCode: ground.code,
      groundArticle: ground.article,
    },
  })
  if (!moved.ok) return moved
  await indexCase(w, row.id, [content.facts, content.evidence ?? '', content.personConcerned ?? ''])
  await tellClerks(w, moved.value, 'request-submitted')
  return ok({ caseId: row.id, number })
}

async function partiesOf(w: Write, matterId: string): Promise<string[]> {
  const rows = await w.tx.matterEnterprise.findMany({ where: { matterId }, select: { enterpriseId: true } })
  return rows.map((row) => row.enterpriseId)
}

/**
 * Takes a request back (withdraw → WITHDRAWN). A confirmed statutory ground does not go away with it: the decider
 * opens a direct decision instead (公务员法 77), put on its way in the same transaction.
 */
export function withdrawRequest({ actor, clock, input, requestKey }: Command<typeof withdrawSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.withdraw', requestKey, input }, async (w) => {
    const taken = await takeRequest(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const allowed = await judgeRequest(w, actor, taken.value, 'withdraw')
    if (!allowed.ok) return allowed
    const { row, request, status } = taken.value
    const moved = await moveCase(w, row, {
      event: 'withdraw',
      to: allowed.value,
      reason: input.reason,
      limit: null,
      set: { closedAt: w.at },
    })
    if (!moved.ok) return moved
    await resumeParticipation(w, row)
    if (status !== 'DRAFT') {
      await closeLater(w, row.id, row.policyVersion)
      await tell(w, [row.deciderId], 'request-withdrawn', moved.value, 'review')
    }
    if (request.groundConfirmedById)
      await w.enqueue('direct-decision', { requestId: row.id }, { dedupeKey: `direct-decision:${row.id}` })
    return ok({ caseId: row.id })
  })
}

/** Contests a denial once (object → OBJECTED): another person, one level up, decides. */
export function objectToDenial({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.object', requestKey, input }, async (w) => {
    const taken = await takeRequest(w, input.caseId, input.version)
    if (!taken.ok) return taken
    const allowed = await judgeRequest(w, actor, taken.value, 'object')
    if (!allowed.ok) return allowed
    return contestDenial(w, taken.value.row, allowed.value, input.reason)
  })
}

/** Nothing more can follow (close → CLOSED). By the system. */
export function closeRequest(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-requests.close' }, async (w) => {
    const taken = await takeRequest(w, caseId, null)
    if (!taken.ok) return taken
    const allowed = await judgeRequest(w, null, taken.value, 'close')
    if (!allowed.ok) return allowed
    const { row } = taken.value
    const moved = await moveCase(w, row, {
      event: 'close',
      to: allowed.value,
      limit: null,
      data: { outcome: row.status },
      set: { closedAt: row.closedAt ?? w.at },
    })
    return moved.ok ? ok({ status: 'CLOSED' }) : moved
  })
}
