'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { declareEnterpriseSchema } from './schema'

export const declareEnterprise = defineAction({
  input: declareEnterpriseSchema,
  command: commands.declareEnterprise,
})
