import { z } from 'zod'
import { dayField } from '@/lib/platform/date-fields'
import type { CivilDate } from '@/lib/platform/dates'
import { EXPORT_FORMATS, purposeField } from '../schema'

export const RHYTHMS = ['DAILY', 'WEEKLY', 'MONTHLY'] as const
export const WEEKDAYS = ['1', '2', '3', '4', '5'] as const
/** The latest day of the month that every month has. */
export const LAST_MONTHDAY = 28

const whole = (from: number, to: number) =>
  z
    .string('platform.field.required')
    .regex(/^\d{1,2}$/, 'platform.field.required')
    .transform(Number)
    .pipe(z.number().min(from, 'platform.field.required').max(to, 'platform.field.required'))

const common = {
  searchId: z.uuid(),
  purpose: purposeField,
  format: z.enum(EXPORT_FORMATS, 'platform.field.required'),
  locale: z.enum(['zh', 'en']).default('zh'),
  hour: whole(0, 23),
  until: dayField.transform((day) => day as CivilDate),
}

export const createScheduleSchema = z.discriminatedUnion(
  'rhythm',
  [
    z.strictObject({ rhythm: z.literal('DAILY'), ...common }),
    z.strictObject({ rhythm: z.literal('WEEKLY'), weekday: whole(1, 5), ...common }),
    z.strictObject({ rhythm: z.literal('MONTHLY'), monthday: whole(1, LAST_MONTHDAY), ...common }),
  ],
  'platform.field.required',
)
export const scheduleSchema = z.strictObject({ scheduleId: z.uuid() })
