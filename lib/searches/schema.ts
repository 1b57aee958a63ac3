import { z } from 'zod'
import { cleanText } from '@/lib/platform/text'
import { recordFiltersSchema } from '@/lib/records/schema'
import { queueFilterSchema } from '@/lib/review/schema'

export const SEARCH_DESKS = ['records', 'review'] as const
export type SearchDesk = (typeof SEARCH_DESKS)[number]

/** The longest name of a saved search, so that it fits on a chip. */
export const NAME_LENGTH = 40

const name = z
  .string()
  .transform((text) => cleanText(text).replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1, 'platform.field.required').max(NAME_LENGTH, 'platform.field.tooLong'))

export const saveSearchSchema = z.discriminatedUnion('desk', [
  z.strictObject({ desk: z.literal('records'), name, filters: recordFiltersSchema }),
  z.strictObject({ desk: z.literal('review'), name, filters: queueFilterSchema.omit({ after: true }) }),
])
export const renameSearchSchema = z.strictObject({ searchId: z.uuid(), name })
export const savedSearchSchema = z.strictObject({ searchId: z.uuid() })
export const defaultSearchSchema = z.strictObject({ searchId: z.uuid(), isDefault: z.boolean() })
