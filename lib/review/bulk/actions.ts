'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { bulkSchema } from './schema'

export const takeInBulk = defineAction({
  input: bulkSchema,
  command: commands.takeInBulk,
  revalidate: ['/my', '/review'],
})
