'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { fileSchema, reasonSchema, stepSchema, varySchema } from './schema'

const DESKS = ['/my', '/review', '/records']

export const fileObjection = defineAction({
  input: fileSchema,
  command: commands.fileObjection,
  revalidate: DESKS,
})
export const takeUpObjection = defineAction({
  input: stepSchema,
  command: commands.takeUpObjection,
  revalidate: DESKS,
})
export const maintainDecision = defineAction({
  input: reasonSchema,
  command: commands.maintainDecision,
  revalidate: DESKS,
})
export const varyOnObjection = defineAction({
  input: varySchema,
  command: commands.varyOnObjection,
  revalidate: DESKS,
})
export const revokeOnObjection = defineAction({
  input: reasonSchema,
  command: commands.revokeOnObjection,
  revalidate: DESKS,
})
