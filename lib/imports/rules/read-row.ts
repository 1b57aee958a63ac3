import type { CivilDate } from '@/lib/platform/dates'
import type { Bound } from '../mapping/mapping'
import type { SourceRecord } from '../source/types'
import type { Column, Parsed, Problem, ProblemCode } from '../types'
import { cellText, DIGITS_LOST } from './parse-cell'

/** What a record says, or what is wrong with it: then its values are not to be used. */
export function readRow(
  { line, cells, openQuote }: SourceRecord,
  width: number,
  columns: readonly Bound[],
  today: CivilDate,
  shown: number,
): { values: Record<string, unknown>; wrong: Problem[] } {
  const values: Record<string, unknown> = {}
  const wrong: Problem[] = []
  if (openQuote) return { values, wrong: [{ line, column: null, code: 'quote-not-closed' }] }
  // Empty cells at the end are a spreadsheet's habit; anything else has shifted the columns.
  let filled = cells.length
  while (filled > width && (cells[filled - 1] ?? '').trim() === '') filled -= 1
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
  if (text.endsWith(DIGITS_LOST)) return { wrong: 'digits-lost' satisfies ProblemCode }
  if (text.length > column.longest && [...text].length > column.longest)
    return { wrong: 'too-long', params: { limit: column.longest } }
  return column.parse(text, today)
}

/** A text as a message shows it. */
export function cut(text: string, longest: number): string {
  const points = [...text.replace(/\s+/g, ' ').replace(DIGITS_LOST, '')]
  return points.length > longest ? `${points.slice(0, longest).join('')}…` : points.join('')
}
