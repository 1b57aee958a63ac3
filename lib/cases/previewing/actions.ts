'use server'
import { defineAction } from '@/lib/identity/define-action'
import { previewPolicySchema } from '@/lib/rulebook/schema'
import * as commands from './commands'

export const previewPolicy = defineAction({ input: previewPolicySchema, command: commands.previewPolicy })
