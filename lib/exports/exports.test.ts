import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { stepDates } from './rules/step-dates'
import { cellsOf, COLUMNS, csvCell, exportFileName, headerRow, sheetCell } from './exports'
import en from './messages.en.json'
import zh from './messages.zh.json'
import type { ExportFacts } from './types'

const words = (key: string) => key
const midnight = toDate('2026-11-22T16:05:00.000Z')

const FACTS: ExportFacts = {
  id: '00000000-0000-7000-8000-000000000001',
  number: '2026-000001',
  documentNumber: null,
  kind: 'ADVANCE_REPORT',
  status: 'SUBMITTED',
  title: '=HYPERLINK("http://x")',
  subject: { staffNo: 'ZJ0102', name: '+周', post: '＠科员', organ: '-局' },
  enterprises: [
    { name: '=清禾', uscc: '914401001234567890' },
    { name: '岚岳', uscc: null },
  ],
  matter: null,
  groundCode: 'OWN_INTEREST',
  groundArticle: 'civil-servants-76-1',
  createdAt: midnight,
  steps: stepDates([], null),
  limits: [
    { name: 'reportReturn', dueAt: midnight, state: 'missed' },
    { name: 'reportDecide', dueAt: midnight, state: 'running' },
  ],
  decidedBy: null,
  linked: {
    ADVANCE_REPORT: [],
    RECUSAL_REQUEST: ['R1', 'R2'],
    RECUSAL_DECISION: [],
    REFUSAL: [],
    OBJECTION: [],
  },
  policyVersion: 3,
}

const cell = (key: string) => cellsOf(FACTS, words)[COLUMNS.findIndex((column) => column.key === key)]

describe('columns', () => {
  it('have a name each, in both languages, and no name is left over', () => {
    const keys = COLUMNS.map((column) => column.key).sort()
    expect(Object.keys(zh.column).sort()).toEqual(keys)
    expect(Object.keys(en.column).sort()).toEqual(keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('fill a header and every row to the same width', () =>
    expect(cellsOf(FACTS, words)).toHaveLength(headerRow(words).length))

  it.each(['title', 'official', 'post', 'organ', 'enterprises'])('no spreadsheet runs %s', (key) =>
    expect(cell(key)).toMatch(/^'/),
  )

  it('keep a code of digits as text beside its name', () =>
    expect(cell('enterprises')).toBe("'=清禾（914401001234567890）；岚岳（exports.noCode）"))

  it('name the last limit and count the missed ones', () => {
    expect(cell('limitName')).toBe('rulebook.limit.reportDecide')
    expect(cell('limitState')).toBe('exports.limit.running')
    expect(cell('limitsMissed')).toBe(1)
    expect(cell('limits')).toContain('rulebook.limit.reportReturn 2026-11-23 00:05 exports.limit.missed')
  })

  it('list linked numbers and leave an empty cell where there are none', () => {
    expect(cell('linkedRequests')).toBe('R1；R2')
    expect(cell('linkedDecisions')).toBeNull()
  })

  it('instants are declared as such, all others are not', () => {
    for (const column of COLUMNS) {
      const value = column.value({ ...FACTS, steps: stepDates([], midnight) }, words)
      if (value !== null) expect([column.key, value instanceof Date]).toEqual([column.key, column.isInstant])
    }
  })
})

describe('dates', () => {
  it('are Chinese wall-clock time in CSV', () => expect(csvCell(midnight)).toBe('2026-11-23 00:05'))

  it('are the same wall clock in a workbook, which knows no time zone', () =>
    expect(sheetCell(midnight)).toEqual(toDate('2026-11-23T00:05:00.000Z')))

  it('leave numbers and texts alone', () => {
    expect([csvCell(3), sheetCell(3), csvCell(null), sheetCell('x')]).toEqual(['3', 3, null, 'x'])
  })

  it('name the file by the Chinese day', () =>
    expect(exportFileName(words, midnight, '00000000-0000-7000-8000-00000abcdef0', 'csv')).toBe(
      'exports.fileName-2026-11-23-bcdef0.csv',
    ))
})
