import { z } from 'zod'
import { dayField } from '@/lib/platform/date-fields'

const REASON_LIMIT = 200

export const delegateSchema = z.object({
  toId: z.uuid('platform.field.required'),
  validFrom: dayField,
  validTo: dayField,
  reason: z.string().trim().min(1, 'platform.field.required').max(REASON_LIMIT, 'platform.field.tooLong'),
})
export const endDelegationSchema = z.object({ id: z.uuid() })
