'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { actSchema, matterSchema } from './schema'

export const recordAct = defineAction({
  input: actSchema,
  command: commands.recordAct,
  revalidate: ['/matters'],
})
export const registerMatter = defineAction({
  input: matterSchema,
  command: commands.registerMatter,
  revalidate: ['/matters'],
})
