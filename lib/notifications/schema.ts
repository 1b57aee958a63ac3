import { z } from 'zod'

/** Marking everything as read needs no input. */
export const noInputSchema = z.object({})
