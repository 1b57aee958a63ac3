'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { acceptSchema, forwardSchema, refuseSchema } from './schema'

const DESK = ['/review/applications']

export const acceptApplication = defineAction({
  input: acceptSchema,
  command: commands.acceptApplication,
  revalidate: DESK,
})
export const forwardApplication = defineAction({
  input: forwardSchema,
  command: commands.forwardApplication,
  revalidate: DESK,
})
export const refuseApplication = defineAction({
  input: refuseSchema,
  command: commands.refuseApplication,
  revalidate: DESK,
})
