'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { accountSchema, officialSchema, officialStateSchema, organSchema, organStateSchema } from './schema'

export const saveOrgan = defineAction({
  input: organSchema,
  command: commands.saveOrgan,
  revalidate: ['/admin'],
})
export const deactivateOrgan = defineAction({
  input: organStateSchema,
  command: commands.deactivateOrgan,
  revalidate: ['/admin'],
})
export const reactivateOrgan = defineAction({
  input: organStateSchema,
  command: commands.reactivateOrgan,
  revalidate: ['/admin'],
})
export const saveOfficial = defineAction({
  input: officialSchema,
  command: commands.saveOfficial,
  revalidate: ['/admin'],
})
export const deactivateOfficial = defineAction({
  input: officialStateSchema,
  command: commands.deactivateOfficial,
  revalidate: ['/admin'],
})
export const reactivateOfficial = defineAction({
  input: officialStateSchema,
  command: commands.reactivateOfficial,
  revalidate: ['/admin'],
})
export const disableAccount = defineAction({
  input: accountSchema,
  command: commands.disableAccount,
  revalidate: ['/admin'],
})
export const enableAccount = defineAction({
  input: accountSchema,
  command: commands.enableAccount,
  revalidate: ['/admin'],
})
export const endSessions = defineAction({
  input: accountSchema,
  command: commands.endSessions,
  revalidate: ['/admin'],
})
