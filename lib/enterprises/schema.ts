import { z } from 'zod'
import { normaliseUscc, usccProblem } from './rules/uscc-check-character'

/** An enterprise that a declarant writes by hand; the clerk checks it. */
export const declareEnterpriseSchema = z.object({
  name: z.string().trim().min(2, 'platform.field.required').max(200, 'platform.field.tooLong'),
  uscc: z
    .string()
    .max(60, 'platform.field.tooLong')
    .transform(normaliseUscc)
    .refine((code) => code === '' || usccProblem(code) === null, 'enterprises.field.usccInvalid'),
  legalRepresentative: z.string().trim().max(100, 'platform.field.tooLong').default(''),
})
