'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { dateSchema, daySchema, importYearSchema, publishYearSchema } from './schema'

export const setDay = defineAction({
  input: daySchema,
  command: commands.setDay,
  revalidate: ['/admin/calendar'],
})
export const removeDay = defineAction({
  input: dateSchema,
  command: commands.removeDay,
  revalidate: ['/admin/calendar'],
})
export const publishYear = defineAction({
  input: publishYearSchema,
  command: commands.publishYear,
  revalidate: ['/admin/calendar'],
})
export const importYear = defineAction({
  input: importYearSchema,
  command: commands.importYear,
  revalidate: ['/admin/calendar'],
})
