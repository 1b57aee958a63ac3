import { env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { splitRecords } from './rules/split-records'
import type { SourceFile, SourceRecord, WorkbookLimits } from './types'
import { listSheets, readWorkbook } from './workbook/queries'

/** Rows that a page shows before anything is checked. */
const SAMPLE_ROWS = 5
/** Sheets among which one with rows is looked for. */
const SHEETS_TRIED = 10
/** Longest cell of these, in characters. */
const SAMPLE_LENGTH = 60

/** The settings that keep a workbook from unpacking to more than the machine has. */
export function workbookLimits(): WorkbookLimits {
  const { IMPORT_XLSX_PARTS, IMPORT_XLSX_BYTES, IMPORT_XLSX_TEXT_BYTES, IMPORT_XLSX_RATIO } = env()
  return {
    parts: IMPORT_XLSX_PARTS,
    bytes: IMPORT_XLSX_BYTES,
    textBytes: IMPORT_XLSX_TEXT_BYTES,
    ratio: IMPORT_XLSX_RATIO,
  }
}

/** The records of a kept file from its first, one after the other; no more of it is in memory. `onBytes` sees a text's bytes. */
export async function* readRecords(
  file: SourceFile,
  onBytes?: (bytes: Uint8Array) => void,
): AsyncGenerator<SourceRecord> {
  if (file.format === 'xlsx') yield* readWorkbook(file.bytes, file.sheet ?? '', workbookLimits())
  else yield* splitRecords(decoded(file, onBytes))
}

async function* decoded(file: SourceFile, onBytes?: (bytes: Uint8Array) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(file.encoding === 'GB18030' ? 'gb18030' : 'utf-8')
  let isFirst = true
  for await (const chunk of file.bytes.read()) {
    onBytes?.(chunk)
    const text = decoder.decode(chunk, { stream: true })
    yield isFirst ? text.replace(/^\uFEFF/, '') : text
    isFirst = false
  }
  yield decoder.decode()
}

export interface Inspected {
  sheet: string | null
  sheets: string[]
  headers: string[]
  sample: string[][]
}

/**
 * The header and the first rows of a file, of a workbook's first sheet with rows unless another is named. Refusals: `no-header`,
 * `no-rows`, `workbook-broken`, `workbook-too-large`, `sheet-unknown`.
 */
export async function inspectFile(file: SourceFile): Promise<Result<Inspected>> {
  if (file.format !== 'xlsx') return inspectSheet(file, [])
  const listed = await listSheets(file.bytes, workbookLimits())
  if (!listed.ok) return listed
  const sheets = listed.value
  if (file.sheet !== null)
    return sheets.includes(file.sheet) ? inspectSheet(file, sheets) : refuse('imports', 'sheet-unknown')
  let first: Result<Inspected> = refuse('imports', 'no-rows')
  // The first sheet is often a page of instructions.
  for (const sheet of sheets.slice(0, SHEETS_TRIED)) {
    const inspected = await inspectSheet({ ...file, sheet }, sheets)
    if (inspected.ok) return inspected
    first = first.refusal.code === 'no-rows' ? inspected : first
  }
  return first
}

async function inspectSheet(file: SourceFile, sheets: string[]): Promise<Result<Inspected>> {
  const records: string[][] = []
  let hasRows = false
  for await (const { cells, openQuote } of readRecords(file)) {
    hasRows ||= records.length > 0
    if (openQuote) break
    records.push(cells)
    if (records.length > SAMPLE_ROWS) break
  }
  const [head, ...body] = records
  const headers = (head ?? []).map((header) => header.trim())
  // Empty columns at the end are a spreadsheet's habit.
  while (headers.at(-1) === '') headers.pop()
  if (headers.length === 0) return refuse('imports', 'no-header')
  if (!hasRows) return refuse('imports', 'no-rows')
  const sample = body.map((cells) => headers.map((_, at) => cut(cells[at] ?? '')))
  return ok({ sheet: file.sheet, sheets, headers, sample })
}

function cut(text: string): string {
  const points = [...text.slice(0, SAMPLE_LENGTH * 2)]
  return points.length > SAMPLE_LENGTH ? `${points.slice(0, SAMPLE_LENGTH).join('')}…` : points.join('')
}
