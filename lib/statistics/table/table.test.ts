import { describe, expect, it } from 'vitest'
import { getTranslator } from '@/lib/platform/i18n'
import type { CountRow } from '../types'
import { tablesOf } from '../statistics'
import { PARTS } from '../types'
import { isPart, linesOf } from './table'

const t = getTranslator('zh') as (key: string, values?: Record<string, string>) => string
const rows: CountRow[] = [
  { part: 'all', one: null, two: null, cases: 3 },
  { part: 'status', one: 'ADVANCE_REPORT', two: 'COMPLETED', cases: 3 },
  { part: 'limit', one: 'ADVANCE_REPORT', two: 'kept', cases: 2 },
  { part: 'limit', one: 'ADVANCE_REPORT', two: 'overdue', cases: 1 },
  { part: 'month', one: '2026-01-01', two: null, cases: 1 },
  { part: 'month', one: '2026-02-01', two: null, cases: 2 },
  { part: 'type', one: 'LAND', two: null, cases: 1 },
  { part: 'type', one: null, two: null, cases: 2 },
  { part: 'scenario', one: 'MEALS', two: null, cases: 2 },
  { part: 'enterprise', one: 'e', two: null, cases: 3 },
]
const found = tablesOf(rows, { from: '2026-01-01', to: '2026-03-31' } as never, {
  units: [{ path: '/A/', id: 'a', name: '@甲', cases: 3, own: true, within: false }],
  enterprises: new Map([['e', '=HYPERLINK("http://x")']]),
})

describe('the lines of a file', () => {
  it.each([
    [
      'limits',
      [
        ['类别', '都按期', '曾超期', '现已逾期', '尚无结束的期限', '按期率'],
        ['事先报告', '2', '0', '1', '0', '66%'],
      ],
    ],
    [
      'trend',
      [
        ['月份', '件数', '三期平均'],
        ['2026-01', '1', ''],
        ['2026-02', '2', ''],
        ['2026-03', '0', '1'],
      ],
    ],
    [
      'kinds',
      [
        ['类别', '到哪一步', '件数'],
        ['事先报告', '已办结', '3'],
      ],
    ],
    [
      'matters',
      [
        ['名称', '件数', '占比'],
        ['土地', '1', '33.3%'],
      ],
    ],
    [
      'scenarios',
      [
        ['名称', '件数', '占比'],
        ['就餐', '2', '66.7%'],
      ],
    ],
  ] as const)('of %s', (part, lines) => {
    const got = linesOf(part, found, t)
    expect(got).toEqual(lines)
  })

  it('never start a formula', () => {
    expect(linesOf('enterprises', found, t)[1]?.[0]).toBe('\'=HYPERLINK("http://x")')
    expect(linesOf('organs', found, t)[1]?.[0]).toBe("'@甲（本级）")
  })

  it('say what is missing', () => {
    expect(found.withoutScenario).toBe(1)
    expect(found.withoutMatter).toBe(2)
  })

  it('are of the parts that there are', () => {
    expect(PARTS.every(isPart)).toBe(true)
    expect(isPart('__proto__')).toBe(false)
  })
})
