import { z } from 'zod'

/** Marking everything as read needs no input. */
export const noInputSchema = z.object({})
/** So many notices at once: more than a page has. */
const MOST_AT_ONCE = 100
export const markSeveralSchema = z.object({
  ids: z
    .array(z.uuid('platform.field.required'))
    .min(1, 'notifications.noneChosen')
    .max(MOST_AT_ONCE, 'platform.field.tooLong'),
})
export const markReadSchema = z.object({ id: z.uuid('platform.field.required') })
