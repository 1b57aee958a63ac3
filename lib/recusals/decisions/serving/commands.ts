import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import type { ServiceMethod } from '@/prisma/generated/client/enums'
import { indexCase } from '@/lib/cases/finding/writes'
import { cancelTimers, setTimer } from '@/lib/cases/limits/writes'
import { moveCase, nextNumber, orderDocument } from '@/lib/cases/writes'
import { contentHash } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, instantOf, type CivilDate } from '@/lib/platform/dates'
import { documentNumber } from '@/lib/platform/format'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { tellClerks } from '@/lib/recusals/requests/writes'
import { getRulebook } from '@/lib/rulebook/queries'
import { missingContents } from '../commands'
import { SERVICE_ARTICLE, serviceDay } from '../rules/service-day'
import type { serveSchema, serveUnitSchema, stepSchema } from '../schema'
import { beginDecision, type TakenDecision } from '../writes'
import { takeEffect } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Gives the document its number (issue → ISSUED): without gaps, per organ and year, e.g. 云住建回避决〔2026〕3号. */
export function issueDecision({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.issue', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'issue')
    if (!begun.ok) return begun
    const missing = missingContents(begun.value)
    if (missing) return missing
    const { row, decision, to } = begun.value
    const organ = await w.tx.organ.findUniqueOrThrow({
      where: { id: decision.issuingOrganId },
      select: { documentMark: true },
    })
    const year = Number(civilDateOf(w.at).slice(0, 4))
    const serial = await nextNumber(w, `DOC:${decision.issuingOrganId}:${year}`)
    const number = documentNumber(`${organ.documentMark}回避决`, year, serial)
    const hash = contentHash({
      number,
      subject: row.subjectId,
      matter: row.matterId,
      ground: row.groundCode,
      article: row.groundArticle,
      facts: decision.facts,
      evidence: decision.evidence,
      scope: decision.scope,
      substitute: row.substituteId,
    })
    await w.tx.recusalDecision.updateMany({
      where: { caseId: row.id },
      data: { issuedAt: w.at, seriesYear: year, seriesNumber: serial, contentHash: hash },
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'issue',
      to,
      data: { documentNumber: number },
      limit: 'decisionServe',
      set: { documentNumber: number },
    })
    if (!moved.ok) return moved
    await indexCase(w, row.id, [decision.facts, decision.whyDue, decision.notFiled])
    await tellClerks(w, moved.value, 'decision-issued')
    await orderDocument(w, row.id, 'DECISION')
    return ok({ caseId: row.id, documentNumber: number })
  })
}

/**
 * Records an attempt at service; a successful one serves (serve → SERVED) and, in the same transaction, takes effect. An
 * announcement serves only when its period is over (announce; 民诉法 95). Electronic only with consent on record (民诉法 90).
 * Refusals: `no-electronic-consent`, `served-before-issue`, `served-in-the-future`, `no-other-way-failed`,
 * `announcement-runs`, `proof-unknown`.
 */
export function serveDecision({ actor, clock, input, requestKey }: Command<typeof serveSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.serve', requestKey, input }, async (w) => {
    const announces = input.method === 'ANNOUNCEMENT' && input.succeeded
    const event = announces ? 'announce' : input.succeeded ? 'serve' : 'attemptService'
    const begun = await beginDecision(w, actor, input, event)
    if (!begun.ok) return begun
    const { row, decision, to } = begun.value
    const counts = await dayThatCounts(w, begun.value, input)
    if (!counts.ok) return counts
    const recorded = await recordAttempt(w, actor, row.id, input, counts.value)
    if (!recorded.ok) return recorded
    const step = {
      reason: input.note,
      data: {
        method: input.method,
        servedAt: counts.value.toISOString(),
        receivedBy: input.receivedBy,
        witnesses: input.witnesses,
        trackingNumber: input.trackingNumber,
      },
    }
    if (event === 'attemptService') {
      const moved = await moveCase(w, row, { event, to, ...step })
      return moved.ok ? ok({ caseId: row.id, status: row.status }) : moved
    }
    const article = SERVICE_ARTICLE[input.method]
    if (event === 'announce') {
      await w.tx.recusalDecision.updateMany({
        where: { caseId: row.id },
        data: { announcedUntil: counts.value },
      })
      w.touch('RecusalDecision', { caseId: row.id })
      // The clerk has done what there was to do; the period runs by itself.
      const moved = await moveCase(w, row, { event, to, ...step, article, limit: null })
      if (!moved.ok) return moved
      await setTimer(w, row.id, 'announced', counts.value)
      return ok({ caseId: row.id, status: row.status })
    }
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { servedAt: counts.value } })
    await cancelTimers(w, row.id, ['announced'])
    const served = await moveCase(w, row, { event, to, ...step, article, limit: null })
    if (!served.ok) return served
    return takeEffect(w, { row: served.value, decision, status: 'SERVED' }, counts.value)
  })
}

/** The period of an announcement is over (serveAnnounced → SERVED): it takes effect. By the system. */
export function serveAnnounced(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.serve-announced' }, async (w) => {
    const begun = await beginDecision(w, null, { caseId, version: null }, 'serveAnnounced')
    if (!begun.ok) return begun
    const { row, decision, to } = begun.value
    const until = decision.announcedUntil ?? w.at
    await w.tx.recusalDecision.updateMany({ where: { caseId }, data: { servedAt: until } })
    const served = await moveCase(w, row, {
      event: 'serveAnnounced',
      to,
      article: SERVICE_ARTICLE.ANNOUNCEMENT,
      limit: null,
    })
    if (!served.ok) return served
    return takeEffect(w, { row: served.value, decision, status: 'SERVED' }, until)
  })
}

/** Records the copy for the person's unit (serveUnit; 政务处分法 46). Refusals: as of the service on the person. */
export function serveUnit({ actor, clock, input, requestKey }: Command<typeof serveUnitSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.serve-unit', requestKey, input },
    async (w) => {
      const begun = await beginDecision(w, actor, input, 'serveUnit')
      if (!begun.ok) return begun
      const { row, to } = begun.value
      const served = await dayThatCounts(w, begun.value, { method: 'DIRECT', servedAt: input.unitServedAt })
      if (!served.ok)
        return refuse('recusalDecisions', served.refusal.code, {
          fields: { unitServedAt: `recusalDecisions.refusal.${served.refusal.code}` },
        })
      await w.tx.recusalDecision.updateMany({
        where: { caseId: row.id },
        data: { unitServedAt: served.value, unitReceivedBy: input.unitReceivedBy },
      })
      w.touch('RecusalDecision', { caseId: row.id })
      const data = { servedAt: served.value.toISOString(), receivedBy: input.unitReceivedBy }
      const moved = await moveCase(w, row, { event: 'serveUnit', to, data })
      return moved.ok ? ok({ caseId: row.id }) : moved
    },
  )
}

/** Attempts are records: none is ever changed. Its proof is a file of this case. */
async function recordAttempt(
  w: Write,
  actor: Actor,
  caseId: string,
  input: z.output<typeof serveSchema>,
  servedAt: Date,
): Promise<Result<undefined>> {
  if (input.proofAttachmentId) {
    const proof = { id: input.proofAttachmentId, caseId, removedAt: null }
    if ((await w.tx.attachment.count({ where: proof })) === 0)
      return refuse('recusalDecisions', 'proof-unknown', {
        fields: { proofAttachmentId: 'recusalDecisions.refusal.proof-unknown' },
      })
  }
  const id = uuidv7(w.at)
  const { method, succeeded, receivedBy, witnesses, trackingNumber, note } = input
  await w.tx.serviceAttempt.createMany({
    data: [
      {
        id,
        caseId,
        ...{ method, succeeded, servedAt, receivedBy, witnesses, trackingNumber, note },
        proofAttachmentId: input.proofAttachmentId ?? null,
        serverId: actor.officialId,
        recordedAt: w.at,
      },
    ],
  })
  w.touch('ServiceAttempt', { id })
  return ok(undefined)
}

async function dayThatCounts(
  w: Write,
  { row, decision }: TakenDecision,
  input: { method: ServiceMethod; servedAt: string; succeeded?: boolean },
): Promise<Result<Date>> {
  if (input.method === 'ELECTRONIC') {
    const subject = await w.tx.official.findUniqueOrThrow({
      where: { id: row.subjectId },
      select: { electronicServiceConsentAt: true },
    })
    if (!subject.electronicServiceConsentAt) return refuse('recusalDecisions', 'no-electronic-consent')
  }
  const { limits } = await getRulebook(w.tx, row.policyVersion)
  const entered = input.servedAt
  // A failed attempt counts from its own hour, whatever the way.
  const method = input.succeeded === false ? 'DIRECT' : input.method
  const counts = serviceDay(method, {
    now: w.at,
    issuedAt: decision.issuedAt ?? w.at,
    at: entered ? instantOf(entered.slice(0, 10) as CivilDate, entered.slice(11, 16)) : w.at,
    announcementDays: limits.announcementDays,
  })
  return typeof counts === 'string'
    ? refuse('recusalDecisions', counts, { fields: { servedAt: `recusalDecisions.refusal.${counts}` } })
    : ok(counts)
}
