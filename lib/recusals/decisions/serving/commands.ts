import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { dueUnder, findDecider, indexCase, moveCase, nextNumber, setTimer, tell } from '@/lib/cases/writes'
import { contentHash } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, endOfCivilDay, instantOf, startOfCivilDay, type CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { documentNumber } from '@/lib/platform/format'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { tellClerks } from '@/lib/recusals/requests/writes'
import { missingContents } from '../commands'
import type { serveSchema, stepSchema } from '../schema'
import { beginDecision, type TakenDecision } from '../writes'

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
    return ok({ caseId: row.id, documentNumber: number })
  })
}

/**
 * Records an attempt at service; a successful one serves (serve → SERVED) and, in the same transaction, takes effect.
 * Electronic only with consent on record (民诉法 90). Refusals: `no-electronic-consent`, `served-before-issue`,
 * `served-in-the-future`.
 */
export function serveDecision({ actor, clock, input, requestKey }: Command<typeof serveSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.serve', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, input.succeeded ? 'serve' : 'attemptService')
    if (!begun.ok) return begun
    const { row, decision } = begun.value
    const servedAt = await dayThatCounts(w, begun.value, input)
    if (!servedAt.ok) return servedAt
    const id = uuidv7(w.at)
    await w.tx.serviceAttempt.createMany({
      data: [
        {
          id,
          caseId: row.id,
          method: input.method,
          succeeded: input.succeeded,
          servedAt: servedAt.value,
          receivedBy: input.receivedBy,
          note: input.note,
          proofAttachmentId: input.proofAttachmentId ?? null,
          serverId: actor.officialId,
          recordedAt: w.at,
        },
      ],
    })
    w.touch('ServiceAttempt', { id })
    const data = {
      method: input.method,
      servedAt: servedAt.value.toISOString(),
      receivedBy: input.receivedBy,
    }
    const article = input.method === 'ELECTRONIC' ? 'civil-procedure-90' : 'civil-procedure-87'
    if (!input.succeeded) {
      const moved = await moveCase(w, row, {
        event: 'attemptService',
        to: row.status,
        reason: input.note,
        data,
      })
      return moved.ok ? ok({ caseId: row.id, status: row.status }) : moved
    }
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { servedAt: servedAt.value } })
    const served = await moveCase(w, row, {
      event: 'serve',
      to: begun.value.to,
      reason: input.note,
      data,
      article,
      limit: null,
    })
    if (!served.ok) return served
    return takeEffect(w, { row: served.value, decision, status: 'SERVED' }, servedAt.value)
  })
}

async function dayThatCounts(
  w: Write,
  { row, decision }: TakenDecision,
  input: z.output<typeof serveSchema>,
): Promise<Result<Date>> {
  if (input.method === 'ELECTRONIC') {
    const subject = await w.tx.official.findUniqueOrThrow({
      where: { id: row.subjectId },
      select: { electronicServiceConsentAt: true },
    })
    // It counts from its arrival in the addressee's system, which is this one.
    return subject.electronicServiceConsentAt ? ok(w.at) : refuse('recusalDecisions', 'no-electronic-consent')
  }
  const at = instantOf(input.servedAt.slice(0, 10) as CivilDate, input.servedAt.slice(11, 16))
  const problem = (code: string) =>
    refuse('recusalDecisions', code, { fields: { servedAt: `recusalDecisions.refusal.${code}` } })
  if (at.getTime() > w.at.getTime()) return problem('served-in-the-future')
  const issuedOn = decision.issuedAt ? startOfCivilDay(civilDateOf(decision.issuedAt)) : w.at
  return at.getTime() < issuedOn.getTime() ? problem('served-before-issue') : ok(at)
}

/**
 * Takes effect at service, not at acknowledgement (takeEffect → IN_FORCE): ends the person's assignment to the matter,
 * starts the substitute's, and starts the limits for acknowledgement, handover and compliance.
 */
async function takeEffect(w: Write, { row, decision }: TakenDecision, servedAt: Date) {
  await replaceHandler(w, row, servedAt)
  const acknowledge = await dueUnder(w, row.policyVersion, 'decisionAcknowledge', servedAt)
  const handOver = await dueUnder(w, row.policyVersion, 'decisionHandOver', servedAt)
  await w.tx.recusalDecision.updateMany({
    where: { caseId: row.id },
    data: {
      effectiveAt: servedAt,
      acknowledgeDueAt: acknowledge.dueAt,
      handoverDueAt: handOver.dueAt,
      handoverBy: dbDate(civilDateOf(handOver.dueAt)),
    },
  })
  w.touch('RecusalDecision', { caseId: row.id })
  // Compliance is confirmed by the supervisor, or whoever stands in.
  const confirmer = await findDecider(w, { ...row, filedById: row.subjectId }, 0)
  const moved = await moveCase(w, row, {
    event: 'takeEffect',
    to: 'IN_FORCE',
    article: 'recusal-rules-14',
    bySystem: true,
    limit: 'decisionConfirmCompliance',
    limitFrom: servedAt,
    set: {
      deciderId: confirmer?.officialId ?? row.deciderId,
      deciderWhy: confirmer?.why ?? row.deciderWhy,
      level: confirmer?.level ?? row.level,
    },
  })
  if (!moved.ok) return moved
  await setTimer(w, row.id, 'acknowledge', acknowledge.dueAt)
  await setTimer(w, row.id, 'handOver', handOver.dueAt)
  if (await actedSince(w, row, servedAt)) await setTimer(w, row.id, 'actsAfterEffect', w.at)
  if (decision.termTo) await setTimer(w, row.id, 'expire', endOfCivilDay(civilOfDbDate(decision.termTo)))
  await tell(w, [row.subjectId], 'decision-served', moved.value, 'my')
  await tell(w, [row.substituteId], 'decision-substitute', moved.value, 'my')
  await tell(w, [confirmer?.officialId], 'decision-in-force', moved.value, 'review')
  return ok({ caseId: row.id, status: 'IN_FORCE' })
}

/** Service in person counts from its hour, and is written down later: did the person act on the matter in between? */
async function actedSince(w: Write, row: TakenDecision['row'], servedAt: Date): Promise<boolean> {
  if (!row.matterId) return false
  const acts = await w.tx.matterAct.count({
    where: { matterId: row.matterId, officialId: row.subjectId, occurredAt: { gt: servedAt } },
  })
  return acts > 0
}

async function replaceHandler(w: Write, row: TakenDecision['row'], at: Date): Promise<void> {
  if (!row.matterId) return
  const ending = await w.tx.matterHandler.findMany({
    where: { matterId: row.matterId, officialId: row.subjectId, endedAt: null },
    select: { id: true, duty: true },
  })
  await w.tx.matterHandler.updateMany({
    where: { id: { in: ending.map((one) => one.id) } },
    data: { endedAt: at, endedByCaseId: row.id },
  })
  for (const one of ending) w.touch('MatterHandler', { id: one.id })
  if (!row.substituteId) return
  const already = await w.tx.matterHandler.count({
    where: { matterId: row.matterId, officialId: row.substituteId, endedAt: null },
  })
  if (already > 0) return
  const id = uuidv7(w.at)
  await w.tx.matterHandler.createMany({
    data: [
      {
        id,
        matterId: row.matterId,
        officialId: row.substituteId,
        duty: ending[0]?.duty ?? '',
        startedAt: at,
        startedByCaseId: row.id,
      },
    ],
  })
  w.touch('MatterHandler', { id })
}
