import { z } from 'zod'
import { GROUND_CODES, KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'

/** Longest texts in characters. */
export const APPLICATION_LIMIT = { line: 100, facts: 4000, answer: 2000, code: 40 } as const

const line = z.string().trim().max(APPLICATION_LIMIT.line, 'platform.field.tooLong')
const text = z.string().trim().max(APPLICATION_LIMIT.facts, 'platform.field.tooLong')
const answer = z
  .string()
  .trim()
  .min(1, 'platform.field.required')
  .max(APPLICATION_LIMIT.answer, 'platform.field.tooLong')
const required = (schema: z.ZodString) => schema.min(1, 'platform.field.required')
const id = z.uuid('platform.field.required')

/** What somebody outside sends. `website` is a trap: people do not see it. */
export const applicationSchema = z
  .object({
    initiator: z.enum(['INTERESTED_PARTY', 'THIRD_PARTY_INFO'], 'platform.field.required'),
    anonymous: z.boolean().default(false),
    applicantName: line.default(''),
    applicantContact: line.default(''),
    capacity: line.default(''),
    organId: id,
    aboutHead: z.boolean().default(false),
    officialText: required(line),
    matterText: required(line),
    groundCode: z.enum(GROUND_CODES, 'platform.field.required'),
    facts: required(text),
    evidence: text.default(''),
    token: z.string().max(200),
    website: z.string().max(APPLICATION_LIMIT.facts).default(''),
  })
  .superRefine((sent, context) => {
    const need = (path: 'applicantName' | 'applicantContact' | 'capacity') => {
      if (!sent[path]) context.addIssue({ code: 'custom', path: [path], message: 'platform.field.required' })
    }
    const named = sent.initiator === 'INTERESTED_PARTY' || !sent.anonymous
    if (named) need('applicantName')
    if (named) need('applicantContact')
    if (sent.initiator === 'INTERESTED_PARTY') need('capacity')
  })
export type Application = z.output<typeof applicationSchema>

const code = z.string().trim().max(APPLICATION_LIMIT.code)
export const codeSchema = z.object({ code })
export const objectByCodeSchema = z.object({ code, reason: answer })

const ref = { id, version: z.number().int().min(1) }
export const forwardSchema = z.object({
  ...ref,
  desk: z.enum(['CLERK', 'DISCIPLINE'], 'platform.field.required'),
  organId: id,
  reason: answer,
})
export const refuseSchema = z.object({ ...ref, reason: answer })
export const acceptSchema = z.object({
  ...ref,
  subjectId: id,
  matterId: id,
  groundCode: z.enum(GROUND_CODES, 'platform.field.required'),
  kinship: z.enum(KINSHIPS).nullish().catch(null),
  personConcerned: line.default(''),
  /** Files that go into the case: others read them there. */
  fileIds: z.array(z.uuid()).max(20).default([]),
})
