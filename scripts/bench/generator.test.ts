import { describe, expect, it } from 'vitest'
import { STATUSES as REPORT } from '@/lib/advance-reports/workflow'
import { STATUSES as DECISION } from '@/lib/recusals/decisions/workflow'
import { STATUSES as REFUSAL } from '@/lib/recusals/refusals/workflow'
import { STATUSES as REQUEST } from '@/lib/recusals/requests/workflow'
import { directory, matters, register, sizeOf, type Row, type Table } from './city'
import { cases, hashOf, peopleOf } from './generator'
import { usccProblem } from '@/lib/enterprises/rules/uscc-check-character'
import { creditCode, enterpriseName } from './names'

const STATUSES: Readonly<Record<string, readonly string[]>> = {
  ADVANCE_REPORT: REPORT,
  RECUSAL_REQUEST: REQUEST,
  RECUSAL_DECISION: DECISION,
  REFUSAL,
}
const SIZE = sizeOf(2000)
const rowsOf = (tables: Iterable<Table>, name: string): Row[] =>
  [...tables].flatMap((table) => (table.name === name ? table.rows : []))

describe('the generated city', () => {
  it('has the same rows for the same seed, and others for another', () => {
    expect(hashOf(directory(SIZE))).toBe(hashOf(directory(SIZE)))
    expect(hashOf(register(SIZE))).toBe(hashOf(register(SIZE)))
    expect(hashOf(matters(SIZE))).toBe(hashOf(matters(SIZE)))
    expect(hashOf(cases(SIZE, 0, 200))).toBe(hashOf(cases(SIZE, 0, 200)))
    expect(hashOf(directory(SIZE, 1))).not.toBe(hashOf(directory(SIZE, 2)))
    expect(hashOf(cases(SIZE, 0, 200, 1))).not.toBe(hashOf(cases(SIZE, 0, 200, 2)))
  })

  it('is a city at a million records', () => {
    expect(sizeOf(1_000_000)).toMatchObject({ units: 2000, officials: 200_000, enterprises: 1_000_000 })
  })

  it('has a tree without loose ends', () => {
    const organs = rowsOf(directory(SIZE), 'Organ')
    const paths = new Map(organs.map((organ) => [organ.id, organ.path]))
    const loose = organs.filter(
      ({ parentId, path }) => parentId !== null && !String(path).startsWith(`${String(paths.get(parentId))}`),
    )
    expect(loose).toEqual([])
    expect(organs.filter((organ) => organ.parentId === null)).toHaveLength(1)
    expect(new Set(organs.map((organ) => organ.path)).size).toBe(organs.length)
  })

  it('has cases in statuses that there are', () => {
    const rows = rowsOf(cases(SIZE, 0, 800), 'Case')
    const unknown = rows.filter((row) => !STATUSES[String(row.kind)]?.includes(String(row.status)))
    expect(unknown).toEqual([])
    expect(rows).toHaveLength(800)
  })

  it('gives most organs few cases and some many', () => {
    const size = sizeOf(20_000)
    const counts = new Map<number, number>()
    for (let number = 0; number < size.records; number += 1) {
      const { unit } = peopleOf(size, number)
      counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
    const sorted = [...counts.values()].sort((a, b) => b - a)
    expect(sorted[0]).toBeGreaterThan(4 * (sorted[Math.floor(sorted.length / 2)] ?? 0))
  })

  it('has no two rows of a table with one id', () => {
    for (const { name, rows } of cases(SIZE, 0, 800)) {
      const keys = rows.map((row) =>
        JSON.stringify([row.id ?? row.caseId, row.id ? '' : (row.enterpriseId ?? row.number ?? '')]),
      )
      expect(new Set(keys).size, name).toBe(rows.length)
    }
    const names = Array.from({ length: 10_000 }, (_, number) => enterpriseName(number))
    expect(new Set(names).size).toBe(names.length)
    const codes = Array.from({ length: 10_000 }, (_, number) => creditCode(number * 200))
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.slice(0, 100).filter((code) => usccProblem(code) !== null)).toEqual([])
  })

  it('is the same whether it is made in one piece or in several', () => {
    const spine = (from: number, to: number) => rowsOf(cases(SIZE, from, to), 'Case')
    expect([...spine(0, 60), ...spine(60, 100)]).toEqual(spine(0, 100))
  })
})
