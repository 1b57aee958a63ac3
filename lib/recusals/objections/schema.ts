import { z } from 'zod'
import { caseRef, requiredParagraph as reason } from '@/lib/cases/schema'
import { optionalDayField } from '@/lib/platform/date-fields'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'

export const stepSchema = z.object({ ...caseRef })
/** The case is the decision. */
export const fileSchema = z.object({ ...caseRef, reasons: reason })
export const reasonSchema = z.object({ ...caseRef, reason })
/** What the reviewer makes of the decision; everything else stays as it says it. */
export const varySchema = z.object({
  ...caseRef,
  reason,
  scope: z.array(z.enum(ACTS)).min(1, 'platform.field.required'),
  termFrom: optionalDayField.default(''),
  termTo: optionalDayField.default(''),
  substituteId: z.uuid('platform.field.required'),
})

/** The changes as an objection keeps them. */
export const changesSchema = z.object({
  scope: z.array(z.enum(ACTS)),
  termFrom: z.string().nullable(),
  termTo: z.string().nullable(),
  substituteId: z.uuid(),
})
export type Changes = z.output<typeof changesSchema>
