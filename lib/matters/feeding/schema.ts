import { z } from 'zod'
import { normaliseUscc, usccProblem } from '@/lib/enterprises/rules/uscc-check-character'
import { organSchema } from '@/lib/organs/schema'
import { dayField } from '@/lib/platform/date-fields'
import { MATTER_TYPES, TEXT_LIMIT } from '../schema'

const MOST = { enterprises: 20, handlers: 50 } as const
const line = z.string().trim().max(TEXT_LIMIT.line, 'platform.field.tooLong')
const required = line.min(1, 'platform.field.required')

/** A matter as an approval or inspection system sends it, whole: what is left out is taken away. */
export const matterFeedSchema = z.object({
  title: required,
  type: z.enum(MATTER_TYPES, 'platform.field.required'),
  /** Credit codes of enterprises that are in the register. */
  enterprises: z
    .array(
      z
        .string()
        .max(60, 'platform.field.tooLong')
        .transform(normaliseUscc)
        .refine((code) => usccProblem(code) === null, 'enterprises.field.usccInvalid'),
    )
    .max(MOST.enterprises)
    .default([]),
  handlers: z
    .array(z.object({ staffNo: required, duty: line.default('') }))
    .min(1, 'platform.field.required')
    .max(MOST.handlers),
  /** Without it a new matter opens today. */
  openedOn: dayField.optional(),
  closed: z.boolean().default(false),
})

/** What the outside system calls the matter: the code of its organ and its own number there. */
export const matterKey = z.object({ code: organSchema.shape.code, externalNumber: required })
