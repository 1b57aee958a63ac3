// Which column of a file is which field: by the words of the template, or as somebody said once for such a file.
import { createHash } from 'node:crypto'
import { refuse, type Result } from '@/lib/platform/result'
import type { Column, Columns } from '../types'

/** Columns of our own sheets of errors: known, and never read. */
const OURS = ['问题和处理办法', 'what is wrong and what to do']

export type AnyColumns = Columns<Record<string, unknown>>

export interface Bound {
  key: string
  at: number
  /** As in the file. */
  header: string
  column: Column<unknown>
}

export interface Proposal {
  /** The field of each column; empty for one that is not read. */
  mapping: string[]
  /** Every column is known: nobody need look. */
  sure: boolean
}

/** A header as it is compared: widths, case, spaces and marks of required columns do not count. */
export const foldHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*]/g, '')

/** Stands for the set of headers of a file, whatever their order. */
export function headersKey(headers: readonly string[]): string {
  const folded = headers.map(foldHeader).sort()
  return createHash('sha256').update(JSON.stringify(folded)).digest('hex')
}

/** What each column most likely is: as remembered for such a file, or else by its words. No field comes twice. */
export function proposeMapping(
  headers: readonly string[],
  columns: AnyColumns,
  remembered: Readonly<Record<string, string>> = {},
): Proposal {
  const known = new Map<string, string>()
  for (const [key, { header, aliases }] of Object.entries(columns))
    for (const word of [header, key, ...aliases]) known.set(foldHeader(word), key)
  const taken = new Set<string>()
  let sure = true
  const mapping = headers.map((header) => {
    const folded = foldHeader(header)
    const key = remembered[folded] ?? known.get(folded) ?? ''
    const isField = columns[key] !== undefined && !taken.has(key)
    if (isField) {
      taken.add(key)
      return key
    }
    // An empty header over an empty column, and what we wrote ourselves, need no decision.
    sure &&= folded === '' || remembered[folded] === '' || isOurs(header)
    return ''
  })
  sure &&= Object.entries(columns).every(([key, column]) => !column.required || taken.has(key))
  return { mapping, sure }
}

export function isOurs(header: string): boolean {
  return OURS.some((one) => foldHeader(one) === foldHeader(header))
}

/** The columns that are read. Refusals: `no-header`, `missing-columns`, `column-twice`. */
export function bindColumns(
  headers: readonly string[],
  mapping: readonly string[],
  columns: AnyColumns,
): Result<Bound[]> {
  const bound: Bound[] = []
  for (const [at, header] of headers.entries()) {
    const key = mapping[at] ?? ''
    const column = columns[key]
    if (!column) continue
    if (bound.some((one) => one.key === key))
      return refuse('imports', 'column-twice', { params: { column: column.header } })
    bound.push({ key, at, header, column })
  }
  if (bound.length === 0) return refuse('imports', 'no-header')
  const missing = Object.entries(columns)
    .filter(([key, column]) => column.required && !bound.some((one) => one.key === key))
    .map(([, column]) => column.header)
  return missing.length > 0
    ? refuse('imports', 'missing-columns', { params: { columns: missing.join('、') } })
    : { ok: true, value: bound }
}
