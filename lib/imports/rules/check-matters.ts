import { columnsOf } from '../schema'
import type { MatterCells, Problem, ProblemCode, Row, Sheet } from '../types'

/** As on the page where matters are registered. */
export const MOST_ENTERPRISES = 20
export const MOST_HANDLERS = 50

export interface KnownMatter {
  organCode: string
  /** Enterprises and handlers there already: they are not counted twice. */
  enterpriseCodes: readonly string[]
  handlerStaffNos: readonly string[]
}

interface Check {
  sheet: Sheet<MatterCells>
  known: ReadonlyMap<string, KnownMatter>
  organs: ReadonlyMap<string, { path: string; active: boolean }>
  /** Credit codes that are stored. */
  enterprises: ReadonlySet<string>
  /** Staff numbers of officials in service. */
  officials: ReadonlySet<string>
  /** `<matter number> <staff number>` of whom a recusal keeps out of the matter. */
  recused: ReadonlySet<string>
  inCharge: (path: string) => boolean
}

/**
 * Which matters can be taken over: organ, enterprises and handlers are stored, a stored matter stays with its organ, and
 * nobody whom a recusal decision took off a matter comes back to it by a file (公务员回避规定 14).
 */
export function checkMatters(check: Check): { good: Row<MatterCells>[]; problems: Problem[] } {
  const problems: Problem[] = []
  const numbers = new Map<string, number>()
  const good = check.sheet.rows.filter((row) => {
    const first = numbers.get(row.values.number)
    numbers.set(row.values.number, first ?? row.line)
    const found =
      first === undefined ? findProblem(row, check) : (['number', 'duplicate', { first }] as const)
    if (!found) return true
    const [key, code, params] = found
    const column = check.sheet.headers[key] ?? columnsOf('matters')[key]?.header ?? null
    const value = row.values[key]
    const shown = Array.isArray(value) ? value.join('、') : String(value ?? '')
    problems.push({ line: row.line, column, code, params: { value: shown, ...params } })
    return false
  })
  return { good, problems }
}

type Found = readonly [keyof MatterCells, ProblemCode, NonNullable<Problem['params']>]

function findProblem({ values }: Row<MatterCells>, check: Check): Found | null {
  const { number, organCode, enterpriseCodes, handlerStaffNos } = values
  const before = check.known.get(number)
  const organ = check.organs.get(organCode)
  if (before && before.organCode !== organCode)
    return ['organCode', 'organ-changed', { stored: before.organCode }]
  if (!organ || (!organ.active && !before)) return ['organCode', 'organ-unknown', {}]
  if (!check.inCharge(organ.path)) return ['organCode', 'not-in-charge', {}]
  const codes = enterpriseCodes ?? []
  if (codes.length > MOST_ENTERPRISES)
    return ['enterpriseCodes', 'too-many-values', { limit: MOST_ENTERPRISES }]
  if (handlerStaffNos.length > MOST_HANDLERS)
    return ['handlerStaffNos', 'too-many-values', { limit: MOST_HANDLERS }]
  const unknown = codes.find((code) => !check.enterprises.has(code))
  if (unknown) return ['enterpriseCodes', 'enterprise-unknown', { value: unknown }]
  const stranger = handlerStaffNos.find(
    (staffNo) => !check.officials.has(staffNo) && !before?.handlerStaffNos.includes(staffNo),
  )
  if (stranger) return ['handlerStaffNos', 'handler-unknown', { value: stranger }]
  const kept = handlerStaffNos.find((staffNo) => check.recused.has(`${number} ${staffNo}`))
  return kept ? ['handlerStaffNos', 'handler-recused', { value: kept }] : null
}
