'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { applyImportSchema, discardImportSchema } from './schema'

const PAGES = ['/admin/imports', '/admin/organs', '/admin/officials']

export const applyImport = defineAction({
  input: applyImportSchema,
  command: commands.applyImport,
  revalidate: PAGES,
})
export const discardImport = defineAction({
  input: discardImportSchema,
  command: commands.discardImport,
  revalidate: ['/admin/imports'],
})
