import { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { setParties } from '@/lib/cases/finding/writes'
import { openCase, tell } from '@/lib/cases/writes'
import type { Handler, TimerHandler } from '@/lib/platform/outbox'
import { ok } from '@/lib/platform/result'
import { takeRequest } from '@/lib/recusals/requests/writes'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import {
  dueRecheck,
  expireDecision,
  recountObligations,
  remindOfTerm,
  suspectActAfterEffect,
  suspectLateHandover,
  suspectNoAcknowledgement,
} from './complying/commands'
import { serveAnnounced } from './serving/commands'
import { supersedeVaried } from './varying/commands'
import { decisionNumber, findSignatory } from './writes'

/** Timers of a decision beside the common ones. */
export const decisionTimers: Readonly<Record<string, TimerHandler>> = {
  acknowledge: suspectNoAcknowledgement,
  handOver: suspectLateHandover,
  actsAfterEffect: suspectActAfterEffect,
  supersede: supersedeVaried,
  expire: expireDecision,
  recheck: dueRecheck,
  termReminder: remindOfTerm,
  announced: serveAnnounced,
}

/** What a change of the calendar moves beside the limit of a decision. */
export const decisionRecounts: TimerHandler = recountObligations

const payloadSchema = z.object({ requestId: z.uuid() })

/**
 * A request with a confirmed statutory ground was withdrawn: the decider gets a draft of a direct decision instead
 * (公务员法 77). A second delivery finds the decision and does nothing.
 */
const openInsteadOfRequest: Handler = async (payload, { clock }) => {
  const { requestId } = payloadSchema.parse(payload)
  await write({ who: null, clock, command: 'recusal-decisions.open-instead' }, async (w) => {
    const taken = await takeRequest(w, requestId, null)
    if (!taken.ok) return taken
    const { row: request, request: facts } = taken.value
    // A worker that took too long and the one that has the message now: one of them waits and finds the decision.
    await w.tx.$executeRaw`SELECT 1 FROM "Case" WHERE id = ${requestId}::uuid FOR UPDATE`
    const there = await w.tx.case.count({ where: { parentId: requestId, kind: 'RECUSAL_DECISION' } })
    if (there > 0 || !request.deciderId) return ok(undefined)
    const filed = await w.tx.filingVersion.findUnique({
      where: { caseId_number: { caseId: requestId, number: facts.currentVersion } },
    })
    const content = (filed?.content ?? {}) as { facts?: string; evidence?: string; handover?: string }
    const signatory = await findSignatory(w, request.subjectId, request.deciderId)
    const row = await openCase(w, {
      kind: 'RECUSAL_DECISION',
      status: 'DRAFT',
      event: 'open',
      subjectId: request.subjectId,
      filedById: request.deciderId,
      title: request.title,
      matterId: request.matterId,
      parentId: requestId,
      policyVersion: request.policyVersion,
      groundCode: request.groundCode,
      groundArticle: request.groundArticle,
      set: {
        number: await decisionNumber(w),
        deciderId: signatory?.officialId ?? null,
        deciderWhy: signatory?.why ?? null,
        level: signatory?.level ?? 0,
      },
    })
    await w.tx.recusalDecision.createMany({
      data: [
        {
          caseId: row.id,
          basis: 'DIRECT',
          issuingOrganId: signatory?.organId ?? request.handlingOrganId,
          drafterId: request.deciderId,
          facts: content.facts ?? '',
          evidence: content.evidence ?? '',
          handoverItems: content.handover ?? '',
          scope: [...ACTS],
        },
      ],
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const parties = await w.tx.caseParty.findMany({ where: { caseId: requestId } })
    await setParties(
      w,
      row.id,
      parties.map(({ enterpriseId }) => ({ enterpriseId })),
    )
    await tell(w, [request.deciderId], 'decision-proposed', row, 'review')
    return ok(undefined)
  })
}

/** Outbox topics that decisions answer. */
export const decisionHandlers: Readonly<Record<string, Handler>> = { 'direct-decision': openInsteadOfRequest }
