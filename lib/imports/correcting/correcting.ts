// Sheets that people fill in or correct and import: templates, and the rows of a file that had problems.
import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import { BOM, csvLine } from '@/lib/platform/csv'
import { neutraliseFormula } from '@/lib/platform/text'
import { DIGITS_LOST } from '../rules/parse-cell'
import type { ImportFormat, Problem } from '../types'
import type { ProblemSheet } from './queries'

type Words = (key: string, params?: Record<string, string | number>) => string
type Rows = Iterable<string[]> | AsyncIterable<string[]>

const TYPE: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** Characters that are sent at once. */
const PART = 65_536

/** A sheet of texts as bytes, made while it is sent. */
export function sheetStream(format: ImportFormat, rows: Rows): ReadableStream<Uint8Array> {
  return format === 'xlsx'
    ? writeXlsxStream(rows, { name: 'Sheet1' })
    : (Readable.toWeb(Readable.from(csvBytes(rows), { objectMode: false })) as ReadableStream<Uint8Array>)
}

async function* csvBytes(rows: Rows): AsyncGenerator<Buffer> {
  let text = BOM
  for await (const row of rows) {
    // What a spreadsheet would run gets an apostrophe in front; imports leave it away again.
    text += csvLine(row.map(neutraliseFormula))
    if (text.length < PART) continue
    yield Buffer.from(text, 'utf8')
    text = ''
  }
  yield Buffer.from(text, 'utf8')
}

/** The header and the rows that had problems, each with a last column that says what is wrong and what to do. */
export async function* correctionRows(sheet: ProblemSheet, words: Words): AsyncGenerator<string[]> {
  yield [...sheet.headers, words('imports.problems.sheetColumn')]
  for await (const { line, cells, problems } of sheet.rows()) {
    const width = sheet.headers.length
    const own = Array.from({ length: width }, (_, at) => (cells[at] ?? '').replace(DIGITS_LOST, ''))
    // What stood beyond the header may be what shifted the row.
    yield [...own, problems.map((one) => sentence(one, words)).join(' '), ...cells.slice(width)].map(
      (cell, at) => (at === width ? `${words('imports.problems.sheetLine', { line })} ${cell}` : cell),
    )
  }
}

function sentence({ column, code, params }: Problem, words: Words): string {
  const where = column ?? words('imports.problems.row')
  return words('imports.problems.sheetProblem', {
    column: where,
    problem: words(`imports.problem.${code}`, params),
    advice: words(`imports.advice.${code}`, params),
  })
}

/** Headers of an answer that is a sheet to be saved. */
export function sheetHeaders(name: string, format: ImportFormat): Record<string, string> {
  const encoded = encodeURIComponent(`${name}.${format}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': TYPE[format],
    'Content-Disposition': `attachment; filename="import.${format}"; filename*=UTF-8''${encoded}`,
  }
}
