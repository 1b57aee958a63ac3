import { z } from 'zod'
import { dayField, minuteField, optionalDayField } from '@/lib/platform/date-fields'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import { GROUND_CODES, POST_GROUNDS } from '@/lib/rulebook/rules/recusal-grounds'

/** Longest texts in characters. */
export const TEXT_LIMIT = { line: 200, paragraph: 4000 } as const
/** The ladder of service (民诉法 87–95). */
export const SERVICE_METHODS = ['DIRECT', 'ELECTRONIC', 'LEAVE_BEHIND', 'POST', 'ANNOUNCEMENT'] as const

const line = z.string().trim().max(TEXT_LIMIT.line, 'platform.field.tooLong')
const text = z.string().trim().max(TEXT_LIMIT.paragraph, 'platform.field.tooLong')
const required = (schema: z.ZodString) => schema.min(1, 'platform.field.required')
const id = z.uuid('platform.field.required')
const reason = required(text)
const caseRef = { caseId: id, version: z.number().int().min(1) }

const contents = {
  groundCode: z.enum(GROUND_CODES, 'platform.field.required'),
  /** Why recusal is due, since when, and what was not filed. */
  whyDue: reason,
  dueSince: dayField,
  notFiled: reason,
  facts: reason,
  evidence: reason,
  actsDone: text.default(''),
  scope: z.array(z.enum(ACTS)).min(1, 'platform.field.required'),
  termFrom: optionalDayField.default(''),
  termTo: optionalDayField.default(''),
  substituteId: id,
  handoverItems: text.default(''),
  urgent: z.boolean().default(false),
  hearingSkippedBecause: text.default(''),
}

function coherent(
  value: { urgent: boolean; hearingSkippedBecause: string; termFrom: string; termTo: string },
  context: z.RefinementCtx,
): void {
  if (value.urgent && !value.hearingSkippedBecause)
    context.addIssue({ code: 'custom', path: ['hearingSkippedBecause'], message: 'platform.field.required' })
  if (value.termFrom && value.termTo && value.termTo < value.termFrom)
    context.addIssue({
      code: 'custom',
      path: ['termTo'],
      message: 'recusalDecisions.field.termEndsBeforeStart',
    })
}

/** A direct decision against somebody who should have recused and did not (公务员法 77). */
export const openSchema = z.object({ subjectId: id, matterId: id, ...contents }).superRefine(coherent)
export type OpenDecision = z.output<typeof openSchema>
export const editSchema = z.object({ ...caseRef, ...contents }).superRefine(coherent)
export const proposeSchema = z.object({
  subjectId: id,
  matterId: id,
  groundCode: z.enum(GROUND_CODES, 'platform.field.required'),
  whyDue: reason,
  facts: reason,
  evidence: text.default(''),
})
const postContents = {
  groundCode: z.enum(POST_GROUNDS, 'platform.field.required'),
  postToLeave: required(line),
  whyDue: reason,
  dueSince: dayField,
  notFiled: reason,
  facts: reason,
  evidence: reason,
  substituteId: id.nullish(),
  handoverItems: text.default(''),
}
/** A post recusal (公务员法 74): no matter, no term, and never without a hearing (公务员回避规定 8). */
export const openPostSchema = z.object({ subjectId: id, ...postContents })
export const editPostSchema = z.object({ ...caseRef, ...postContents })
export const declineSchema = z.object({ ...caseRef, reason })
export const stepSchema = z.object({ ...caseRef })
/** Items of a handover: which, and what there is to say. */
export const itemsSchema = z.object({
  ...caseRef,
  items: z.array(id).max(200).default([]),
  note: text.default(''),
})
export const clearSchema = z.object({
  ...caseRef,
  declared: z.literal(true, 'recusalDecisions.field.declarationRequired').default(true),
})
export const opinionSchema = z.object({ ...caseRef, opinion: reason })
export const evidenceSchema = z.object({ ...caseRef, evidence: reason })
export const reasonSchema = z.object({ ...caseRef, reason })
/** What a variation changes; everything else stays as the decision says it. */
export const varySchema = z
  .object({
    ...caseRef,
    reason,
    scope: contents.scope,
    termFrom: contents.termFrom,
    termTo: contents.termTo,
    substituteId: contents.substituteId,
    handoverItems: contents.handoverItems,
  })
  .superRefine((value, context) => coherent({ ...value, urgent: false, hearingSkippedBecause: '' }, context))
/** One attempt at service, with the day that counts. */
export const serveSchema = z
  .object({
    ...caseRef,
    method: z.enum(SERVICE_METHODS, 'platform.field.required'),
    succeeded: z.boolean(),
    servedAt: minuteField.or(z.literal('')).default(''),
    receivedBy: line.default(''),
    /** Names and units of who saw it left behind. */
    witnesses: line.default(''),
    trackingNumber: line.default(''),
    note: text.default(''),
    proofAttachmentId: id.nullish(),
  })
  .superRefine((attempt, context) => {
    const { method, succeeded } = attempt
    const ask = (path: 'servedAt' | 'receivedBy' | 'witnesses' | 'trackingNumber' | 'note') => {
      if (!attempt[path])
        context.addIssue({ code: 'custom', path: [path], message: 'platform.field.required' })
    }
    if (method !== 'ELECTRONIC') ask('servedAt')
    if (!succeeded) return ask('note')
    // What the law asks of each way: signature, witnesses or video, receipt, place of the announcement.
    if (method === 'DIRECT') ask('receivedBy')
    if (method === 'LEAVE_BEHIND' && !attempt.proofAttachmentId) ask('witnesses')
    if (method === 'POST') ask('trackingNumber')
    if (method === 'ANNOUNCEMENT') ask('note')
  })
/** The copy for the unit. */
export const serveUnitSchema = z.object({
  ...caseRef,
  unitReceivedBy: required(line),
  unitServedAt: minuteField,
})
