import { COLUMNS } from '../schema'
import type { EnterpriseCells, Problem, ProblemCode, Row, Sheet } from '../types'
import { matchName } from './match-name'

export interface KnownEnterprise {
  id: string
  uscc: string | null
  name: string
}

export interface MatchedEnterprise<K> {
  row: Row<EnterpriseCells>
  /** The stored enterprise that the row is about; null for a new one. */
  stored: K | null
}

/**
 * Finds for each row the enterprise that is meant: by credit code, or without one by the exact name, bracket widths
 * aside. An enterprise stored without a code gets the code of the row with its name.
 */
export function checkEnterprises<K extends KnownEnterprise>(
  sheet: Pick<Sheet<EnterpriseCells>, 'rows' | 'headers'>,
  known: readonly K[],
): { good: MatchedEnterprise<K>[]; problems: Problem[] } {
  const problems: Problem[] = []
  const say = (
    row: Row<EnterpriseCells>,
    key: keyof EnterpriseCells,
    code: ProblemCode,
    more: Problem['params'] = {},
  ) => {
    const column = sheet.headers[key] ?? COLUMNS.enterprises[key].header
    problems.push({ line: row.line, column, code, params: { value: String(row.values[key] ?? ''), ...more } })
  }
  const byCode = new Map(known.flatMap((one) => (one.uscc ? [[one.uscc, one] as const] : [])))
  const byName = new Map<string, K[]>()
  for (const one of known) {
    const key = matchName(one.name)
    byName.set(key, [...(byName.get(key) ?? []), one])
  }
  const codes = new Map<string, number>()
  const names = new Map<string, number>()
  const taken = new Set<string>()
  const good: MatchedEnterprise<K>[] = []

  // Rows with a code first: a row without one may only be about what they are not about.
  const ordered = [...sheet.rows].sort(
    (a, b) => Number(!a.values.uscc) - Number(!b.values.uscc) || a.line - b.line,
  )
  for (const row of ordered) {
    const { uscc, name } = row.values
    const key = matchName(name)
    const first = uscc ? codes.get(uscc) : names.get(key)
    if (first !== undefined) {
      say(row, uscc ? 'uscc' : 'name', 'duplicate', { first })
      continue
    }
    if (uscc) codes.set(uscc, row.line)
    names.set(key, names.get(key) ?? row.line)
    const sameName = (byName.get(key) ?? []).filter((one) => !taken.has(one.id))
    const candidates = uscc ? sameName.filter((one) => !one.uscc) : sameName
    const stored = (uscc ? byCode.get(uscc) : undefined) ?? candidates[0] ?? null
    if (candidates.length > 1 && stored === candidates[0]) {
      say(row, 'name', 'name-ambiguous', { count: candidates.length })
      continue
    }
    if (stored) taken.add(stored.id)
    good.push({ row, stored })
  }
  return { good, problems }
}
