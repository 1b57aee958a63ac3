'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { preferencesSchema } from './schema'

export const savePreferences = defineAction({
  input: preferencesSchema,
  command: commands.savePreferences,
  revalidate: ['/my/notices/settings'],
})
