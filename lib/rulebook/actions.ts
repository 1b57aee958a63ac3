'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { publishPolicySchema } from './schema'

export const publishPolicy = defineAction({
  input: publishPolicySchema,
  command: commands.publishPolicy,
  revalidate: ['/admin/policy'],
})
