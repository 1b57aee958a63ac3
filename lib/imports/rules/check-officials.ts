import { COLUMNS } from '../schema'
import type { OfficialCells, Problem, ProblemCode, Row, Sheet } from '../types'

export interface KnownOfficial {
  active: boolean
  /** One of the three administrators, who lead nobody: a leader reads cases. */
  isAdministrator: boolean
  organCode: string
  organPath: string
  email: string | null
  /** In charge today. */
  supervisorStaffNo: string | null
}

interface Check {
  sheet: Pick<Sheet<OfficialCells>, 'rows' | 'headers'>
  organs: ReadonlyMap<string, { path: string; active: boolean }>
  known: ReadonlyMap<string, KnownOfficial>
  /** Whether the importer looks after the organ with this path. */
  inCharge: (path: string) => boolean
}

/** Which officials can be taken over: their organ is stored, and their supervising leader is stored or in the file. */
export function checkOfficials({ sheet, organs, known, inCharge }: Check): {
  good: Row<OfficialCells>[]
  problems: Problem[]
} {
  const problems: Problem[] = []
  const good = new Map<string, Row<OfficialCells>>()
  const say = (
    row: Row<OfficialCells>,
    key: keyof OfficialCells,
    code: ProblemCode,
    more: Problem['params'] = {},
  ) => {
    const value = row.values[key]
    const column = sheet.headers[key] ?? COLUMNS.officials[key].header
    problems.push({ line: row.line, column, code, params: { value: value ? String(value) : '', ...more } })
    if (code !== 'duplicate') good.delete(row.values.staffNo)
  }

  for (const row of sheet.rows) {
    const first = good.get(row.values.staffNo)
    if (first) say(row, 'staffNo', 'duplicate', { first: first.line })
    else good.set(row.values.staffNo, row)
  }
  for (const row of [...good.values()]) {
    const { staffNo, organCode } = row.values
    const organ = organs.get(organCode)
    const before = known.get(staffNo)
    if (!organ || (!organ.active && before?.organCode !== organCode)) say(row, 'organCode', 'organ-unknown')
    else if (!inCharge(organ.path) || (before && !inCharge(before.organPath)))
      say(row, 'organCode', 'not-in-charge')
  }
  checkEmails([...good.values()], known, (row) => say(row, 'email', 'email-taken'))

  const supervisorOf = (staffNo: string): string | null => {
    const entered = good.get(staffNo)?.values.supervisorStaffNo
    return entered === undefined ? (known.get(staffNo)?.supervisorStaffNo ?? null) : entered
  }
  const isNew = ({ values }: Row<OfficialCells>) =>
    !!values.supervisorStaffNo && known.get(values.staffNo)?.supervisorStaffNo !== values.supervisorStaffNo
  for (const row of [...good.values()].filter(isNew)) {
    if (row.values.supervisorStaffNo === row.values.staffNo)
      say(row, 'supervisorStaffNo', 'supervisor-is-self')
    else if (known.get(row.values.supervisorStaffNo ?? '')?.isAdministrator)
      say(row, 'supervisorStaffNo', 'supervisor-is-administrator')
    else if (goesRound(row.values.staffNo, supervisorOf)) say(row, 'supervisorStaffNo', 'supervisor-circle')
  }
  // A row left out may have been the leader of another: until nothing changes.
  for (let before = -1; before !== good.size;) {
    before = good.size
    for (const row of [...good.values()].filter(isNew)) {
      const leader = row.values.supervisorStaffNo ?? ''
      if (!good.has(leader) && !known.get(leader)?.active) say(row, 'supervisorStaffNo', 'supervisor-unknown')
    }
  }
  return { good: [...good.values()], problems }
}

function checkEmails(
  rows: readonly Row<OfficialCells>[],
  known: ReadonlyMap<string, KnownOfficial>,
  taken: (row: Row<OfficialCells>) => void,
): void {
  const owners = new Map<string, string>()
  for (const [staffNo, { email }] of known) if (email) owners.set(email, staffNo)
  // Addresses that the file itself sets free may be given to somebody else.
  for (const { values } of rows) {
    const before = known.get(values.staffNo)?.email
    if (before && values.email !== undefined && values.email !== before) owners.delete(before)
  }
  for (const row of rows) {
    const { staffNo, email } = row.values
    if (!email) continue
    const owner = owners.get(email)
    if (owner !== undefined && owner !== staffNo) taken(row)
    else owners.set(email, staffNo)
  }
}

function goesRound(start: string, supervisorOf: (staffNo: string) => string | null): boolean {
  const seen = new Set<string>()
  for (let at = supervisorOf(start); at && !seen.has(at); at = supervisorOf(at)) {
    if (at === start) return true
    seen.add(at)
  }
  return false
}
