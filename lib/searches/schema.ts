import { z } from 'zod'
import { NAME_LENGTH } from './rules/name-length'
import { cleanText } from '@/lib/platform/text'
import { recordFiltersSchema } from '@/lib/records/schema'
import { queueFilterSchema } from '@/lib/review/schema'

export const SEARCH_DESKS = ['records', 'review'] as const
export type SearchDesk = (typeof SEARCH_DESKS)[number]

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
