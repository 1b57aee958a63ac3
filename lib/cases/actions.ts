'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { conflictSchema } from './schema'

export const declareConflict = defineAction({
  input: conflictSchema,
  command: commands.declareConflict,
  revalidate: ['/review'],
})
