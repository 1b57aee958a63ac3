import { z } from 'zod'
import { normaliseUscc, usccProblem } from '@/lib/enterprises/rules/uscc-check-character'
import { dayField } from '@/lib/platform/date-fields'

const OWNERSHIPS = ['PRIVATE', 'INDIVIDUAL', 'FOREIGN', 'MIXED', 'COLLECTIVE', 'STATE', 'UNKNOWN'] as const
const text = (longest: number) =>
  z.string().trim().min(1, 'platform.field.required').max(longest, 'platform.field.tooLong')

/** A credit code, in any width and case; spaces are left out. */
export const usccField = z
  .string()
  .max(60, 'platform.field.tooLong')
  .transform(normaliseUscc)
  .refine((code) => usccProblem(code) === null, 'enterprises.field.usccInvalid')

/** An enterprise as a register sends it; the credit code is the key. What is left out stays as it is known. */
export const enterpriseFeedSchema = z.object({
  name: text(200),
  enterpriseType: text(100).nullish(),
  ownership: z.enum(OWNERSHIPS).nullish(),
  legalRepresentative: text(100).nullish(),
  registeredOn: dayField.nullish(),
  capitalText: text(100).nullish(),
  businessScope: text(10_000).nullish(),
  province: text(50).nullish(),
  city: text(50).nullish(),
  address: text(300).nullish(),
  formerNames: z.array(text(200)).max(20).nullish(),
})
