'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { defaultSearchSchema, renameSearchSchema, savedSearchSchema, saveSearchSchema } from './schema'

const LISTS = ['/records', '/review']

export const saveSearch = defineAction({
  input: saveSearchSchema,
  command: commands.saveSearch,
  revalidate: LISTS,
})
export const renameSearch = defineAction({
  input: renameSearchSchema,
  command: commands.renameSearch,
  revalidate: LISTS,
})
export const setDefaultSearch = defineAction({
  input: defaultSearchSchema,
  command: commands.setDefaultSearch,
  revalidate: LISTS,
})
export const removeSearch = defineAction({
  input: savedSearchSchema,
  command: commands.removeSearch,
  revalidate: LISTS,
})
