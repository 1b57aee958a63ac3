import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write, type Write } from '@/lib/audit/writes'
import { findAuthority } from '@/lib/cases/queries'
import { indexCase } from '@/lib/cases/finding/writes'
import { moveCase, openCase, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { dbDate } from '@/lib/platform/db-dates'
import type { CivilDate } from '@/lib/platform/dates'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { groundOf, type GroundCode } from '@/lib/rulebook/rules/recusal-grounds'
import { tellClerks } from '@/lib/recusals/requests/writes'
import { mayDecision, NOTHING_YET } from './policy'
import type { editSchema, opinionSchema, openSchema, stepSchema } from './schema'
import {
  beginDecision,
  checkSubstitute,
  decisionNumber,
  findSignatory,
  startSigning,
  toResult,
  type TakenDecision,
} from './writes'
import type { Event, Status } from './workflow'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Who may start a decision about somebody, before there is a case. Refusals: `not-in-charge`, `own-case`. */
export async function mayStart(
  w: Write,
  actor: Actor,
  subjectId: string,
  event: Event,
): Promise<Result<Status>> {
  const standing = await findAuthority(w.tx, actor, subjectId, w.at)
  return toResult(mayDecision(null, event, standing, { ...NOTHING_YET, now: w.at }))
}

type Contents = Pick<
  z.output<typeof openSchema>,
  | 'whyDue'
  | 'dueSince'
  | 'notFiled'
  | 'facts'
  | 'evidence'
  | 'actsDone'
  | 'scope'
  | 'termFrom'
  | 'termTo'
  | 'handoverItems'
  | 'urgent'
  | 'hearingSkippedBecause'
>

function stored(input: Contents) {
  const day = (text: string) => (text ? dbDate(text as CivilDate) : null)
  return {
    whyDue: input.whyDue,
    dueSince: day(input.dueSince),
    notFiled: input.notFiled,
    facts: input.facts,
    evidence: input.evidence,
    actsDone: input.actsDone,
    scope: input.scope,
    termFrom: day(input.termFrom),
    termTo: day(input.termTo),
    handoverItems: input.handoverItems,
    urgent: input.urgent,
    hearingSkippedBecause: input.urgent ? input.hearingSkippedBecause : null,
  } satisfies Prisma.RecusalDecisionUncheckedUpdateManyInput
}

export async function groundArticle(w: Write, subjectId: string, code: GroundCode): Promise<string> {
  const subject = await w.tx.official.findUniqueOrThrow({
    where: { id: subjectId },
    select: { personnelCategory: true },
  })
  return groundOf(subject.personnelCategory, code).article
}

export async function findMatter(w: Write, matterId: string) {
  return w.tx.matter.findUnique({
    where: { id: matterId },
    select: { title: true, enterprises: { select: { enterpriseId: true } } },
  })
}

/**
 * Opens a direct decision (open → DRAFT; 公务员法 77): the supervisor or the superior organ drafts, somebody else
 * signs. Refusals: `not-in-charge`, `own-case`, `subject-unknown`, `matter-unknown`, the substitute's.
 */
export function openDecision({ actor, clock, input, requestKey }: Command<typeof openSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.open', requestKey, input }, async (w) => {
    const known = await w.tx.official.count({ where: { id: input.subjectId, active: true } })
    if (known === 0) return refuse('recusalDecisions', 'subject-unknown')
    const allowed = await mayStart(w, actor, input.subjectId, 'open')
    if (!allowed.ok) return allowed
    const matter = await findMatter(w, input.matterId)
    if (!matter) return refuse('recusalDecisions', 'matter-unknown')
    const fit = await checkSubstitute(w, input.substituteId, input.subjectId)
    if (!fit.ok) return fit
    const signatory = await findSignatory(w, input.subjectId, actor.officialId)
    const { version } = await getRulebookAt(w.tx, w.at)
    const row = await openCase(w, {
      kind: 'RECUSAL_DECISION',
      status: 'DRAFT',
      event: 'open',
      subjectId: input.subjectId,
      filedById: actor.officialId,
      title: matter.title,
      matterId: input.matterId,
      policyVersion: version,
      groundCode: input.groundCode,
      groundArticle: await groundArticle(w, input.subjectId, input.groundCode),
      set: {
        number: await decisionNumber(w),
        submittedAt: w.at,
        substituteId: input.substituteId,
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
          issuingOrganId: signatory?.organId ?? row.handlingOrganId,
          drafterId: actor.officialId,
          ...stored(input),
        },
      ],
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const enterpriseIds = matter.enterprises.map((one) => one.enterpriseId)
    const started = await startSigning(w, row, enterpriseIds, [input.facts, input.whyDue, input.notFiled])
    return started.ok ? ok({ caseId: row.id }) : started
  })
}

/** The drafter completes or corrects a draft (edit). Refusals as on opening. */
export function editDecision({ actor, clock, input, requestKey }: Command<typeof editSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.edit', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'edit')
    if (!begun.ok) return begun
    const { row, decision, to } = begun.value
    if (decision.recusalType === 'POST') return refuse('recusalDecisions', 'is-a-post-recusal')
    const fit = await checkSubstitute(
      w,
      input.substituteId,
      row.subjectId,
      row.conflicts.map((one) => one.officialId),
    )
    if (!fit.ok) return fit
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: stored(input) })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'edit',
      to,
      set: {
        substituteId: input.substituteId,
        groundCode: input.groundCode,
        groundArticle: await groundArticle(w, row.subjectId, input.groundCode),
      },
    })
    if (!moved.ok) return moved
    await indexCase(w, row.id, [input.facts, input.whyDue, input.notFiled])
    return ok({ caseId: row.id })
  })
}

/** Asks the person to be heard (hear → HEARING; 公务员回避规定 8): one working day to answer. */
export function hearSubject({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.hear', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'hear')
    if (!begun.ok) return begun
    const { row, decision, to } = begun.value
    const missing = missingContents(begun.value)
    if (missing) return missing
    const moved = await moveCase(w, row, {
      event: 'hear',
      to,
      article: 'recusal-rules-8',
      limit: 'decisionHear',
    })
    if (!moved.ok) return moved
    w.touch('RecusalDecision', { caseId: decision.caseId })
    await tell(w, [row.subjectId], 'decision-hearing', moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

/** What the person said, by themselves or as the drafter records it, also that nothing was said (recordOpinion). */
export function recordOpinion({ actor, clock, input, requestKey }: Command<typeof opinionSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-decisions.record-opinion', requestKey, input },
    async (w) => {
      const begun = await beginDecision(w, actor, input, 'recordOpinion')
      if (!begun.ok) return begun
      const { row, to } = begun.value
      await w.tx.recusalDecision.updateMany({
        where: { caseId: row.id },
        data: { hearingOpinion: input.opinion, heardAt: w.at },
      })
      w.touch('RecusalDecision', { caseId: row.id })
      const moved = await moveCase(w, row, {
        event: 'recordOpinion',
        to,
        reason: input.opinion,
        limit: 'decisionSign',
      })
      if (!moved.ok) return moved
      await tell(
        w,
        [row.filedById, row.deciderId].filter((id) => id !== actor.officialId),
        'decision-opinion',
        moved.value,
        'review',
      )
      return ok({ caseId: row.id })
    },
  )
}

/** Signs (sign → SIGNED): a leader with authority who is not the drafter. Refusal: `contents-missing` with fields. */
export function signDecision({ actor, clock, input, requestKey }: Command<typeof stepSchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.sign', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'sign')
    if (!begun.ok) return begun
    const missing = missingContents(begun.value)
    if (missing) return missing
    const { row, to } = begun.value
    await w.tx.recusalDecision.updateMany({
      where: { caseId: row.id },
      data: { signatoryId: actor.officialId, signedAt: w.at },
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'sign',
      to,
      article: row.groundArticle,
      limit: 'decisionIssue',
      set: { decidedById: actor.officialId, decidedAt: w.at },
    })
    if (!moved.ok) return moved
    await tellClerks(w, moved.value, 'decision-signed')
    return ok({ caseId: row.id })
  })
}

/** What a decision must say before it is signed (政务处分法 45): person, facts, evidence, ground, scope, substitute. */
export function missingContents({ row, decision }: TakenDecision) {
  const isPost = decision.recusalType === 'POST'
  const fields = {
    ...(isPost && !decision.postToLeave ? { postToLeave: 'platform.field.required' } : {}),
    ...(isPost || row.matterId ? {} : { matterId: 'platform.field.required' }),
    ...(row.groundCode ? {} : { groundCode: 'platform.field.required' }),
    ...(decision.facts ? {} : { facts: 'platform.field.required' }),
    ...(isPost || decision.scope.length > 0 ? {} : { scope: 'platform.field.required' }),
    ...(isPost || row.substituteId ? {} : { substituteId: 'platform.field.required' }),
    ...(decision.basis === 'DIRECT' && !decision.notFiled ? { notFiled: 'platform.field.required' } : {}),
    ...(decision.basis === 'DIRECT' && !decision.dueSince ? { dueSince: 'platform.field.required' } : {}),
  }
  return Object.keys(fields).length > 0 ? refuse('recusalDecisions', 'contents-missing', { fields }) : null
}
