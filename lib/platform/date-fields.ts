// Days and minutes as forms send them: real ones, in a range in which somebody can mean them.
import { z } from 'zod'
import { isCivilDate } from './dates'

const INVALID = 'platform.field.invalidDate'

/** A day, `2026-11-23`. */
export const dayField = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, INVALID)
  .refine(isCivilDate, INVALID)

/** A day or nothing. */
export const optionalDayField = dayField.or(z.literal(''))

/** A minute of Chinese wall-clock time, `2026-11-23T14:30`. */
export const minuteField = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, INVALID)
  .refine((text) => isCivilDate(text.slice(0, 10)), INVALID)
