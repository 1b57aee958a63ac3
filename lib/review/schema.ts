import { z } from 'zod'

export const QUEUE_KINDS = [
  'ADVANCE_REPORT',
  'RECUSAL_REQUEST',
  'RECUSAL_DECISION',
  'REFUSAL',
  'OBJECTION',
] as const
export const QUEUE_URGENCIES = ['overdue', 'amber', 'calm'] as const
export const QUEUE_DESKS = ['decider', 'clerk', 'drafter', 'hr', 'discipline'] as const

/** Filters of the queue as they stand in the address. What does not parse is left out, and the page says so. */
export const queueFilterSchema = z.object({
  kind: z.enum(QUEUE_KINDS).optional().catch(undefined),
  urgency: z.enum(QUEUE_URGENCIES).optional().catch(undefined),
  desk: z.enum(QUEUE_DESKS).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  scope: z.enum(['waiting', 'all']).optional().catch(undefined),
  after: z.string().max(300).optional().catch(undefined),
})
export type QueueFilter = z.infer<typeof queueFilterSchema>
