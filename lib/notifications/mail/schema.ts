import { z } from 'zod'

export const noInputSchema = z.object({})
export const mailIdSchema = z.object({ id: z.uuid() })
export const addresseeSchema = z.object({ officialId: z.uuid() })

export const MAIL_STATES = ['WAITING', 'SENT', 'SKIPPED', 'REFUSED', 'DEAD'] as const

/** Filters of the list of mails, as they stand in the address. */
export const mailFilterSchema = z.object({
  state: z.enum(MAIL_STATES).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})
export type MailFilter = z.output<typeof mailFilterSchema>
