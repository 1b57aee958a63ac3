'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { settleSchema } from './schema'

export const settleAct = defineAction({
  input: settleSchema,
  command: commands.settleAct,
  revalidate: ['/review', '/records'],
})
