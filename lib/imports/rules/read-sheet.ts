import { refuse, type Result } from '@/lib/platform/result'
import type { CivilDate } from '@/lib/platform/dates'
import type { Column, Columns, Encoding, Parsed, Problem, ProblemCode, Row, Sheet } from '../types'
import { cellText } from './parse-cell'
import type { Records, SourceRecord } from './split-records'

interface Limits {
  rows: number
  /** Characters of a cell that a message repeats. */
  shown: number
}

interface Bound {
  key: string
  at: number
  /** As in the file. */
  header: string
  column: Column<unknown>
}

/**
 * Rows of one kind from the records of a file: the first is the header. A row with a problem is left out of `rows`.
 * Refusals: `no-header`, `missing-columns`, `column-twice`, `no-rows`, `too-many-rows`.
 */
export function readSheet<T>(
  { records, openQuoteAt }: Records,
  columns: Columns<T>,
  encoding: Encoding,
  today: CivilDate,
  limits: Limits,
): Result<Sheet<T>> {
  const [head, ...body] = records
  if (!head) return refuse('imports', 'no-header')
  const bound = bindColumns(head, columns as Columns<Record<string, unknown>>)
  if (!bound.ok) return bound
  const rowsTotal = body.length + (openQuoteAt ? 1 : 0)
  if (rowsTotal === 0) return refuse('imports', 'no-rows')
  if (rowsTotal > limits.rows)
    return refuse('imports', 'too-many-rows', { params: { count: rowsTotal, limit: limits.rows } })
  const problems: Problem[] = bound.value.ignored.map((column) => ({
    line: head.line,
    column,
    code: 'column-ignored',
  }))
  const rows: Row<T>[] = []
  for (const record of body) {
    const { values, wrong } = readRow(record, head.cells.length, bound.value.columns, today, limits.shown)
    if (wrong.length > 0) problems.push(...wrong)
    // Required cells are filled and every cell was parsed by the column of its own member.
    else rows.push({ line: record.line, values: values as T })
  }
  if (openQuoteAt) problems.push({ line: openQuoteAt, column: null, code: 'quote-not-closed' })
  const headers = Object.fromEntries(bound.value.columns.map((one) => [one.key, one.header]))
  return {
    ok: true,
    value: {
      encoding,
      rowsTotal,
      rows,
      problems,
      headers: headers as Partial<Record<keyof T, string>>,
    },
  }
}

const fold = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*]/g, '')

function bindColumns(
  head: SourceRecord,
  columns: Columns<Record<string, unknown>>,
): Result<{ columns: Bound[]; ignored: string[] }> {
  const known = new Map<string, string>()
  for (const [key, { header, aliases }] of Object.entries(columns))
    for (const word of [header, key, ...aliases]) known.set(fold(word), key)
  const found: Bound[] = []
  const ignored: string[] = []
  for (const [at, raw] of head.cells.entries()) {
    const header = raw.trim()
    const key = known.get(fold(header))
    const column = key ? columns[key] : undefined
    if (!key || !column) {
      if (header) ignored.push(header.slice(0, 100))
      continue
    }
    if (found.some((one) => one.key === key))
      return refuse('imports', 'column-twice', { params: { column: header } })
    found.push({ key, at, header, column })
  }
  if (found.length === 0) return refuse('imports', 'no-header')
  const missing = Object.entries(columns)
    .filter(([key, column]) => column.required && !found.some((one) => one.key === key))
    .map(([, column]) => column.header)
  if (missing.length > 0)
    return refuse('imports', 'missing-columns', { params: { columns: missing.join('、') } })
  return { ok: true, value: { columns: found, ignored } }
}

function readRow(
  { line, cells }: SourceRecord,
  width: number,
  columns: readonly Bound[],
  today: CivilDate,
  shown: number,
): { values: Record<string, unknown>; wrong: Problem[] } {
  const values: Record<string, unknown> = {}
  const wrong: Problem[] = []
  // Empty cells at the end are a spreadsheet's habit; anything else has shifted the columns.
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (cells.length < width || filled > width)
    return {
      values,
      wrong: [{ line, column: null, code: 'field-count', params: { found: cells.length, expected: width } }],
    }
  for (const { key, at, header, column } of columns) {
    const read = readCell(cells[at] ?? '', column, today)
    if ('value' in read) values[key] = read.value
    else {
      const params = { value: cut(cellText(cells[at] ?? ''), shown), ...read.params }
      wrong.push({ line, column: header, code: read.wrong, params })
    }
  }
  return { values, wrong }
}

function readCell(raw: string, column: Column<unknown>, today: CivilDate): Parsed<unknown> {
  const text = cellText(raw)
  if (text === '') return column.required ? { wrong: 'required' } : { value: null }
  if (text.includes('\uFFFD')) return { wrong: 'unreadable-characters' satisfies ProblemCode }
  if ([...text].length > column.longest) return { wrong: 'too-long', params: { limit: column.longest } }
  return column.parse(text, today)
}

/** A text as a message shows it. */
function cut(text: string, longest: number): string {
  const points = [...text.replace(/\s+/g, ' ')]
  return points.length > longest ? `${points.slice(0, longest).join('')}…` : points.join('')
}
