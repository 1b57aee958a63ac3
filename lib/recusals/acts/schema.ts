import { z } from 'zod'
import { caseRef, requiredParagraph } from '@/lib/cases/schema'

/** What becomes of an act done by somebody who should have been recused. */
export const DISPOSITIONS = ['MAINTAINED', 'RE_EXAMINED', 'REDONE'] as const

/** The case is the recusal decision. */
export const settleSchema = z.object({
  ...caseRef,
  matterActId: z.uuid('platform.field.required'),
  disposition: z.enum(DISPOSITIONS, 'platform.field.required'),
  reason: requiredParagraph,
})
