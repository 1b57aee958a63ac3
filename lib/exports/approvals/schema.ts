import { z } from 'zod'
import { cleanText } from '@/lib/platform/text'

/** The shortest reason that says something, and the longest. */
export const REASON_LENGTH = { min: 4, max: 500 } as const

const reason = (min: number) =>
  z
    .string()
    .transform((text) => cleanText(text).trim())
    .pipe(
      z
        .string()
        .min(min > 0 ? 1 : 0, 'platform.field.required')
        .min(min, 'platform.field.tooShort')
        .max(REASON_LENGTH.max, 'platform.field.tooLong'),
    )

export const approveRequestSchema = z.strictObject({ requestId: z.uuid(), reason: reason(0) })
export const declineRequestSchema = z.strictObject({ requestId: z.uuid(), reason: reason(REASON_LENGTH.min) })
