'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { delegateSchema, endDelegationSchema } from './schema'

const DESKS = ['/my/delegations', '/review']

export const delegate = defineAction({
  input: delegateSchema,
  command: commands.delegate,
  revalidate: DESKS,
})
export const endDelegation = defineAction({
  input: endDelegationSchema,
  command: commands.endDelegation,
  revalidate: DESKS,
})
