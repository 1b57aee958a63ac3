'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { markReadSchema, markSeveralSchema, noInputSchema } from './schema'

export const markAllRead = defineAction({
  input: noInputSchema,
  command: commands.markAllRead,
  revalidate: ['/my', '/review'],
})
export const markRead = defineAction({ input: markReadSchema, command: commands.markRead })
export const markSeveralRead = defineAction({
  input: markSeveralSchema,
  command: commands.markSeveralRead,
  revalidate: ['/my', '/review'],
})
