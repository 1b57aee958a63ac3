import { z } from 'zod'
import { BULK_EVENTS } from './rules/in-bulk'

/** So many cases at once: a page of the queue. */
export const MOST_AT_ONCE = 20

export const bulkSchema = z.object({
  event: z.enum(BULK_EVENTS, 'platform.field.required'),
  cases: z
    .array(z.object({ caseId: z.uuid('platform.field.required'), version: z.number().int().min(1) }))
    .min(1, 'review.bulk.none')
    .max(MOST_AT_ONCE, 'platform.field.tooLong'),
})
