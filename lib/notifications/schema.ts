import { z } from 'zod'

/** Marking everything as read needs no input. */
export const noInputSchema = z.object({})
export const markReadSchema = z.object({ id: z.uuid('platform.field.required') })
