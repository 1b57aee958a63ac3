import { z } from 'zod'

export const conflictSchema = z.object({
  caseId: z.uuid(),
  version: z.number().int().min(1),
  reason: z.string().trim().min(1, 'platform.field.required').max(2000, 'platform.field.tooLong'),
})
