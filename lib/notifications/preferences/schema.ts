import { z } from 'zod'

export const MODES = ['IMMEDIATE', 'DIGEST', 'OFF'] as const
export type MailMode = (typeof MODES)[number]

const mode = z.enum(MODES, 'platform.field.required')
const wallClock = z
  .string('platform.field.required')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'platform.field.required')

/** How a person wants mail: by group of kinds, when the digest comes, and when nothing comes. */
export const preferencesSchema = z.object({
  todo: mode,
  limits: mode,
  recusal: mode,
  results: mode,
  progress: mode,
  operation: mode,
  digestAt: wallClock,
  workdaysOnly: z.boolean(),
  quiet: z.boolean(),
  quietFrom: wallClock,
  quietTo: wallClock,
  urgentBreaks: z.boolean(),
  locale: z.enum(['zh', 'en'], 'platform.field.required'),
})
export type Preferences = z.output<typeof preferencesSchema>

/** Times that are offered, half an hour apart. */
export const TIMES = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
)
