// Days and minutes as forms send them: real ones, in a range in which somebody can mean them.
import { z } from 'zod'
import { isCivilDate } from './dates'

const INVALID = 'platform.field.invalidDate'
const REQUIRED = 'platform.field.required'

/** A day, `2026-11-23`. */
export const dayField = z
  .string(REQUIRED)
  .min(1, { message: REQUIRED, abort: true })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: INVALID, abort: true })
  .refine(isCivilDate, INVALID)

/** A day or nothing. */
export const optionalDayField = dayField.or(z.literal(''))

/** A minute of Chinese wall-clock time, `2026-11-23T14:30`. */
export const minuteField = z
  .string(REQUIRED)
  .min(1, { message: REQUIRED, abort: true })
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, { message: INVALID, abort: true })
  .refine((text) => isCivilDate(text.slice(0, 10)), INVALID)
