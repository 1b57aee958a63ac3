import { COLUMNS } from '../schema'
import type { OrganCells, Problem, ProblemCode, Row, Sheet } from '../types'

/** An organ that is stored. */
export interface KnownOrgan {
  code: string
  path: string
  parentCode: string | null
  documentMark: string
  isDivision: boolean
  active: boolean
}

export interface PlacedOrgan {
  row: Row<OrganCells>
  path: string
  documentMark: string
}

interface Check {
  sheet: Pick<Sheet<OrganCells>, 'rows' | 'headers'>
  known: ReadonlyMap<string, KnownOrgan>
  /** Whether the importer looks after the organ with this path. */
  inCharge: (path: string) => boolean
}

/**
 * Places each organ below its parent, which is stored or stands anywhere in the file, and says which rows cannot be.
 * Parents come before their children. A stored organ never moves: paths of cases are made of its code.
 */
export function checkOrgans({ sheet, known, inCharge }: Check): { good: PlacedOrgan[]; problems: Problem[] } {
  const problems: Problem[] = []
  const say = (
    row: Row<OrganCells>,
    key: keyof OrganCells,
    code: ProblemCode,
    more: Problem['params'] = {},
  ) => {
    const value = row.values[key]
    const column = sheet.headers[key] ?? COLUMNS.organs[key].header
    problems.push({ line: row.line, column, code, params: { value: value ? String(value) : '', ...more } })
    return null
  }
  const byCode = new Map<string, Row<OrganCells>>()
  for (const row of sheet.rows) {
    const first = byCode.get(row.values.code)
    if (first) say(row, 'code', 'duplicate', { first: first.line })
    else byCode.set(row.values.code, row)
  }
  const placed = new Map<string, PlacedOrgan | null>()
  const good: PlacedOrgan[] = []

  const keep = (row: Row<OrganCells>, path: string, inherited: string | null): PlacedOrgan | null => {
    const { values } = row
    const before = known.get(values.code)
    const isDivision = values.isDivision ?? before?.isDivision ?? false
    if (!inCharge(path)) return say(row, 'code', 'not-in-charge')
    if (isDivision && inherited === null) return say(row, 'parentCode', 'division-needs-parent')
    const documentMark = values.documentMark ?? before?.documentMark ?? (isDivision ? inherited : null)
    if (!documentMark) return say(row, 'documentMark', 'required')
    const one = { row, path, documentMark }
    good.push(one)
    return one
  }

  const placeStored = (row: Row<OrganCells>, stored: KnownOrgan): PlacedOrgan | null => {
    const { parentCode } = row.values
    if (parentCode !== undefined && parentCode !== stored.parentCode)
      return say(row, 'parentCode', 'parent-changed', { stored: stored.parentCode ?? '' })
    const parent = stored.parentCode ? known.get(stored.parentCode) : null
    return keep(row, stored.path, parent ? parent.documentMark : null)
  }

  const placeNew = (row: Row<OrganCells>, below: ReadonlySet<string>): PlacedOrgan | null => {
    const { code, parentCode } = row.values
    if (!parentCode) return keep(row, `/${code}/`, null)
    if (below.has(parentCode) || parentCode === code) return say(row, 'parentCode', 'parent-circle')
    const parentRow = byCode.get(parentCode)
    const stored = known.get(parentCode)
    const parent = parentRow ? place(parentRow, new Set([...below, code])) : null
    const above = parent ?? (stored?.active ? stored : null)
    if (!above) return say(row, 'parentCode', 'parent-unknown')
    return keep(row, `${above.path}${code}/`, above.documentMark)
  }

  function place(row: Row<OrganCells>, below: ReadonlySet<string>): PlacedOrgan | null {
    const { code } = row.values
    const done = placed.get(code)
    if (done !== undefined) return done
    const stored = known.get(code)
    const one = stored ? placeStored(row, stored) : placeNew(row, below)
    placed.set(code, one)
    return one
  }

  for (const row of byCode.values()) place(row, new Set())
  return { good, problems }
}
