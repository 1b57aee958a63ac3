import { z } from 'zod'

/** Longest file name in characters. */
export const FILE_NAME_LENGTH = 200

export const removeSchema = z.object({ id: z.uuid('platform.field.required') })
