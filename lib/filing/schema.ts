import { z } from 'zod'

/** The longest text that a draft keeps, in characters: with the rest of the form it fits the body of an action. */
export const KEPT_LIMIT = 500_000

/** A text of a draft: kept as typed. What a filing may hold is checked when it is submitted. */
export const keptText = z.string().max(KEPT_LIMIT, 'platform.field.tooLong')
