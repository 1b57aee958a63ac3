'use server'
import { defineAction } from '@/lib/identity/define-action'
import * as commands from './commands'
import { applyImportSchema, chooseSheetSchema, importSchema, mapImportSchema } from './schema'

const PAGES = ['/admin/imports', '/admin/imports/[id]']

export const applyImport = defineAction({
  input: applyImportSchema,
  command: commands.applyImport,
  revalidate: PAGES,
})
export const mapImport = defineAction({
  input: mapImportSchema,
  command: commands.mapImport,
  revalidate: PAGES,
})
export const chooseSheet = defineAction({
  input: chooseSheetSchema,
  command: commands.chooseSheet,
  revalidate: PAGES,
})
export const stopImport = defineAction({
  input: importSchema,
  command: commands.stopImport,
  revalidate: PAGES,
})
export const discardImport = defineAction({
  input: importSchema,
  command: commands.discardImport,
  revalidate: PAGES,
})
export const undoImport = defineAction({
  input: importSchema,
  command: commands.undoImport,
  revalidate: PAGES,
})
