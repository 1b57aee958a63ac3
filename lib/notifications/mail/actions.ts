'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { addresseeSchema, mailIdSchema, noInputSchema } from './schema'

const revalidate = ['/admin/deliveries']

export const sendTestMail = defineAction({
  input: noInputSchema,
  command: commands.sendTestMail,
  revalidate: ['/admin/deliveries', '/my/notices/settings'],
})
export const resendMail = defineAction({ input: mailIdSchema, command: commands.resendMail, revalidate })
export const resendDeadMails = defineAction({
  input: noInputSchema,
  command: commands.resendDeadMails,
  revalidate,
})
export const clearAddress = defineAction({
  input: addresseeSchema,
  command: commands.clearAddress,
  revalidate,
})
