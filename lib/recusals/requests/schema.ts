import { z } from 'zod'
import { keptText } from '@/lib/filing/schema'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'
import { GROUND_CODES, KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'

/** Longest texts in characters. */
export const TEXT_LIMIT = { line: 200, paragraph: 4000 } as const
/** The most enterprises one request names. */
export const MOST_ENTERPRISES = 20

const line = z.string().trim().max(TEXT_LIMIT.line, 'platform.field.tooLong')
const text = z.string().trim().max(TEXT_LIMIT.paragraph, 'platform.field.tooLong')
const required = (schema: z.ZodString) => schema.min(1, 'platform.field.required')
const id = z.uuid('platform.field.required')

/** The fields of a request; how long a text may be depends on whether it is being written or submitted. */
const fieldsOf = (line: z.ZodString, text: z.ZodString) => ({
  matterId: id.nullish(),
  groundCode: z.enum(GROUND_CODES).nullish(),
  kinship: z.enum(KINSHIPS).nullish(),
  personConcerned: line.optional(),
  enterpriseIds: z.array(id).max(MOST_ENTERPRISES, 'recusalRequests.field.tooManyEnterprises').optional(),
  facts: text.optional(),
  evidence: text.optional(),
  substituteId: id.nullish(),
  handover: text.optional(),
  urgent: z.boolean().optional(),
  pledge: z.boolean().optional(),
  /** Who applied, when it was somebody outside (公务员法 77). */
  applicant: line.optional(),
})

/** What a draft may hold: anything unfinished, however long, so that nothing typed is lost. */
export const requestDraftSchema = z.object(fieldsOf(keptText, keptText))
export type RequestDraft = z.infer<typeof requestDraftSchema>

/** A request that may be submitted. */
export const requestSchema = z
  .object(fieldsOf(line, text))
  .extend({
    matterId: id,
    groundCode: z.enum(GROUND_CODES, 'platform.field.required'),
    facts: required(text),
    handover: required(text),
    pledge: z.literal(true, 'recusalRequests.field.pledgeRequired'),
  })
  .superRefine((request, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (request.groundCode !== 'RELATIVE_INTEREST') return
    if (!request.kinship || request.kinship === 'SELF') problem('kinship', 'platform.field.required')
    if (!request.personConcerned) problem('personConcerned', 'platform.field.required')
  })
export type RequestContent = z.infer<typeof requestSchema>

const caseRef = { caseId: id, version: z.number().int().min(1) }
const reason = required(text)

export const startSchema = z.object({ matterId: id.nullish() })
export const saveDraftSchema = z.object({
  caseId: id,
  revision: z.number().int().min(0),
  tab: z.string().max(64),
  overwrite: z.boolean().optional(),
  content: requestDraftSchema,
})
export const submitSchema = z.object({ ...caseRef, content: requestDraftSchema })
export const reasonSchema = z.object({ ...caseRef, reason })
export const withdrawSchema = z.object({ ...caseRef, reason: text })
export const returnSchema = z.object({
  ...caseRef,
  defects: z.array(required(line)).min(1, 'recusalRequests.field.defectRequired').max(50),
})
export const acceptSchema = z.object({ ...caseRef })
/** The decider's steps that are no decision. */
export const reviewSchema = z.object({
  ...caseRef,
  event: z.enum(['suspend', 'resume', 'confirmGround', 'hear', 'extend']),
  reason,
})
export const denySchema = z.object({ ...caseRef, event: z.enum(['deny', 'uphold']), reason })
/** A grant orders the recusal: who takes over, which acts, by when the work is handed over. */
export const grantSchema = z.object({
  ...caseRef,
  event: z.enum(['grant', 'grantPartly', 'reverse']),
  reason: text,
  substituteId: id,
  scope: z.array(z.enum(ACTS)).default([]),
  handover: text.default(''),
})
