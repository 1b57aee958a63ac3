import { z } from 'zod'
import { cleanText } from '@/lib/platform/text'
import { recordFiltersSchema } from '@/lib/records/schema'

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The shortest purpose that says something, and the longest. */
export const PURPOSE_LENGTH = { min: 4, max: 500 } as const

/** For which work, and who gets it. */
export const purposeField = z
  .string()
  .transform((text) => cleanText(text).trim())
  .pipe(
    z
      .string()
      .min(1, 'platform.field.required')
      .min(PURPOSE_LENGTH.min, 'platform.field.tooShort')
      .max(PURPOSE_LENGTH.max, 'platform.field.tooLong'),
  )

export const orderExportSchema = z.strictObject({
  purpose: purposeField,
  format: z.enum(EXPORT_FORMATS, 'platform.field.required'),
  locale: z.enum(['zh', 'en']).default('zh'),
  filters: recordFiltersSchema.default({}),
})

export const exportJobSchema = z.strictObject({ jobId: z.uuid() })
