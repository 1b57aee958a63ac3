import { z } from 'zod'

/** Where a page of the log starts: below this index. Anything else is the first page. */
export const logFilterSchema = z.object({
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})
