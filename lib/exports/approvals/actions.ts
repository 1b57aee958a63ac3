'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { approveRequestSchema, declineRequestSchema } from './schema'

const DESK = ['/records/exports']

export const approveRequest = defineAction({
  input: approveRequestSchema,
  command: commands.approveRequest,
  revalidate: DESK,
})
export const declineRequest = defineAction({
  input: declineRequestSchema,
  command: commands.declineRequest,
  revalidate: DESK,
})
