import { z } from 'zod'

export const conflictSchema = z.object({
  caseId: z.uuid(),
  version: z.number().int().min(1),
  reason: z.string().trim().min(1, 'platform.field.required').max(2000, 'platform.field.tooLong'),
})

/** Longest paragraph of a step, in characters. */
export const PARAGRAPH_LIMIT = 4000
/** The case of a step, at the version that the page showed. */
export const caseRef = { caseId: z.uuid('platform.field.required'), version: z.number().int().min(1) }
export const paragraph = z.string().trim().max(PARAGRAPH_LIMIT, 'platform.field.tooLong')
export const requiredParagraph = paragraph.min(1, 'platform.field.required')
