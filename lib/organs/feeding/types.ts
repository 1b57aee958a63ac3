/** What an upsert did. Sending the same again is `unchanged`, writes nothing and leaves no entry in the log. */
export const OUTCOMES = ['created', 'updated', 'unchanged'] as const
export type Outcome = (typeof OUTCOMES)[number]
