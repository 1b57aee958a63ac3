import { describe, expect, it } from 'vitest'
import { STATUSES as REPORT } from '@/lib/advance-reports/workflow'
import { STATUSES as DECISION } from '@/lib/recusals/decisions/workflow'
import { STATUSES as REFUSAL } from '@/lib/recusals/refusals/workflow'
import { STATUSES as REQUEST } from '@/lib/recusals/requests/workflow'
import { cases, directory, hashOf } from './generator'

const STATUSES: Readonly<Record<string, readonly string[]>> = {
  ADVANCE_REPORT: REPORT,
  RECUSAL_REQUEST: REQUEST,
  RECUSAL_DECISION: DECISION,
  REFUSAL,
}

describe('the generated organisation', () => {
  it('has the same rows for the same seed, and others for another', () => {
    expect(hashOf(directory())).toBe(hashOf(directory()))
    expect(hashOf(cases(2000, 0, 200))).toBe(hashOf(cases(2000, 0, 200)))
    expect(hashOf(directory(1))).not.toBe(hashOf(directory(2)))
    expect(hashOf(cases(2000, 0, 200, 1))).not.toBe(hashOf(cases(2000, 0, 200, 2)))
  })

  it('has cases in statuses that there are', () => {
    const rows = cases(1000, 0, 1000).find((table) => table.name === 'Case')?.rows ?? []
    const unknown = rows.filter((row) => !STATUSES[String(row.kind)]?.includes(String(row.status)))
    expect(unknown).toEqual([])
  })

  it('is the same whether it is made in one piece or in several', () => {
    const rowsOf = (from: number, to: number) =>
      cases(1000, from, to).find((table) => table.name === 'Case')?.rows ?? []
    expect([...rowsOf(0, 60), ...rowsOf(60, 100)]).toEqual(rowsOf(0, 100))
  })
})
