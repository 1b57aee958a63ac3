import { z } from 'zod'
import { EARLIEST_YEAR, isCivilDate, LATEST_YEAR, type CivilDate } from '@/lib/platform/dates'

/** Longest texts in characters. */
export const TEXT_LIMIT = { name: 40, source: 300, rows: 8000 } as const

export const DAY_KINDS = ['HOLIDAY', 'MAKE_UP_WORKDAY'] as const
export type DayKind = (typeof DAY_KINDS)[number]

const civilDay = z
  .string()
  .refine(isCivilDate, 'platform.field.invalidDate')
  .transform((text) => text as CivilDate)
const year = z.coerce.number().int().min(EARLIEST_YEAR).max(LATEST_YEAR)

/** One day that differs from the plain week. */
export const daySchema = z.object({
  date: civilDay,
  kind: z.enum(DAY_KINDS, 'platform.field.required'),
  name: z.string().trim().max(TEXT_LIMIT.name, 'platform.field.tooLong').default(''),
})

/** One day to take out again. */
export const dateSchema = z.object({ date: civilDay })

/** A year as the State Council published it, with the text it rests on. */
export const publishYearSchema = z.object({
  year,
  source: z
    .string()
    .trim()
    .min(1, 'platform.field.required')
    .max(TEXT_LIMIT.source, 'platform.field.tooLong'),
})

/** A whole year as lines `date,kind,name`. */
export const importYearSchema = publishYearSchema.extend({
  rows: z.string().trim().min(1, 'platform.field.required').max(TEXT_LIMIT.rows, 'platform.field.tooLong'),
})

/** The year that the page shows, as it stands in the address. */
export const yearFilterSchema = z.object({ year: year.optional().catch(undefined) })
