'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { removeSchema } from './schema'

export const removeAttachment = defineAction({ input: removeSchema, command: commands.removeAttachment })
