import { z } from 'zod'
import { ENTERPRISES } from './enterprises/schema'
import { MATTERS } from './matters/schema'
import { OFFICIALS } from './officials/schema'
import { ORGANS } from './organs/schema'
import { IMPORT_FORMATS, IMPORT_KINDS, IMPORT_MODES, type CellsOf, type Columns } from './types'

/** Problems that a page lists; the downloaded sheet has all of them. */
export const PROBLEMS_SHOWN = 200
/** Notes that are kept with a file: they keep no row out. */
export const MOST_NOTES = 1000
/** Longest cell that a message repeats, in characters. */
export const SHOWN_VALUE_LENGTH = 40
/** Columns that a file may have. */
const MOST_COLUMNS = 200

const id = z.uuid('platform.field.required')

export const applyImportSchema = z.object({
  batchId: id,
  mode: z.enum(IMPORT_MODES, 'platform.field.required'),
})

/** What names nothing but the import. */
export const importSchema = z.object({ batchId: id })

export const mapImportSchema = z.object({
  batchId: id,
  /** The field of each column in order; empty for one that is not read. */
  mapping: z.array(z.string().max(40)).max(MOST_COLUMNS),
})

export const chooseSheetSchema = z.object({ batchId: id, sheet: z.string().max(200) })

export const importKindSchema = z.enum(IMPORT_KINDS)
export const importFormatSchema = z.enum(IMPORT_FORMATS)

/** What a file of each kind may hold: one table, from which headers, checks and templates come. */
export const COLUMNS: { readonly [K in keyof CellsOf]: Columns<CellsOf[K]> } = {
  organs: ORGANS,
  officials: OFFICIALS,
  enterprises: ENTERPRISES,
  matters: MATTERS,
}

/** The columns of a kind, whatever their cells are. */
export function columnsOf(kind: keyof CellsOf): Columns<Record<string, unknown>> {
  return COLUMNS[kind] as unknown as Columns<Record<string, unknown>>
}

/** The headers of a template, in order. */
export function templateHeaders(kind: keyof CellsOf): string[] {
  return Object.values(columnsOf(kind)).map((column) => column.header)
}
