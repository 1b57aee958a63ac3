import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { toDate } from '@/lib/platform/clock'
import { civilMinuteOf } from '@/lib/platform/dates'
import { neutraliseFormula } from '@/lib/platform/text'
import { COLUMNS } from '../exports'
import { stepDates } from '../rules/step-dates'
import type { ExportFormat } from '../schema'
import type { ExportFacts } from '../types'
import { fileBytes } from './files'

const KINDS: CaseKind[] = ['ADVANCE_REPORT', 'RECUSAL_REQUEST', 'RECUSAL_DECISION', 'REFUSAL', 'OBJECTION']
const words = (key: string) => key

/** What people type: Chinese, quotes, separators, line breaks, formulas; a workbook trims nothing that is inside. */
const text = fc
  .array(
    fc.constantFrom(
      '清',
      '禾',
      'a',
      'Z',
      '7',
      '"',
      ',',
      '；',
      '=',
      '+',
      '-',
      '@',
      '＝',
      '<',
      '&',
      '\n',
      ' ',
      '𠮷',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((signs) => signs.join('').trim())
  .filter((one) => one.length > 0)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const instant = fc.integer({ min: 0, max: 40_000_000 }).map((n) => toDate(Date.UTC(2000, 0, 1) + n * 23_456))
const numbers = fc.array(text, { maxLength: 3 })
const facts: fc.Arbitrary<ExportFacts> = fc.record({
  id: fc.uuid(),
  number: maybe(text),
  documentNumber: maybe(text),
  kind: fc.constantFrom(...KINDS),
  status: fc.constant('SUBMITTED'),
  title: text,
  subject: fc.record({ staffNo: text, name: text, post: text, organ: text }),
  enterprises: fc.array(fc.record({ name: text, uscc: maybe(text) }), { maxLength: 3 }),
  matter: maybe(fc.record({ number: text, title: text })),
  groundCode: fc.constant(null),
  groundArticle: fc.constant(null),
  createdAt: instant,
  steps: fc
    .array(
      fc.record({
        event: fc.constantFrom('submit', 'return', 'approve'),
        at: instant,
        data: fc.constant({}),
      }),
      {
        maxLength: 4,
      },
    )
    .chain((events) => maybe(instant).map((closed) => stepDates(events, closed))),
  limits: fc.array(
    fc.record({
      name: fc.constant('reportDecide'),
      dueAt: maybe(instant),
      state: fc.constantFrom('kept', 'missed'),
    }),
    { maxLength: 2 },
  ),
  decidedBy: maybe(fc.record({ name: text, post: text })),
  linked: fc.record(
    Object.fromEntries(KINDS.map((kind) => [kind, numbers])) as Record<CaseKind, typeof numbers>,
  ),
  policyVersion: fc.integer({ min: 1, max: 99 }),
})

async function written(format: ExportFormat, rows: ExportFacts[]): Promise<Buffer> {
  async function* batches() {
    yield await Promise.resolve(rows.slice(0, 2))
    yield rows.slice(2)
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of fileBytes(format, batches(), words)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('the three formats', () => {
  it(
    'have the same cells of the same rows',
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(facts, { maxLength: 5 }), async (rows) => {
          const [, ...csv] = parse(await written('csv', rows), { bom: true }) as string[][]
          const book = await readXlsx(new Uint8Array(await written('xlsx', rows)))
          const [, ...sheet] = book.sheets[0]?.rows ?? []
          const lines = (await written('jsonl', rows)).toString('utf8').split('\n')
          expect(lines.pop()).toBe('')
          const json = lines.map((line) => JSON.parse(line) as Record<string, string | number | null>)
          expect([csv.length, sheet.length, json.length]).toEqual([rows.length, rows.length, rows.length])
          for (const [place, row] of json.entries()) {
            expect(Object.keys(row)).toEqual(COLUMNS.map(({ key }) => key))
            for (const [index, { key, isInstant }] of COLUMNS.entries()) {
              const value = row[key] ?? ''
              // Machines get instants and bare text; sheets get the wall clock and nothing that runs.
              const shown =
                isInstant && value !== '' ? civilMinuteOf(toDate(value)) : neutraliseFormula(String(value))
              const cell = sheet[place]?.[index] ?? ''
              expect([key, csv[place]?.[index]]).toEqual([key, shown])
              expect([
                key,
                cell instanceof Date ? cell.toISOString().slice(0, 16).replace('T', ' ') : String(cell),
              ]).toEqual([key, shown])
            }
          }
        }),
        { numRuns: 25 },
      ),
    60_000,
  )

  it('JSON Lines names its fields as the document does', () => {
    const document = readFileSync('docs/export-fields.md', 'utf8')
    const named = [...document.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
    expect(named).toEqual(COLUMNS.map(({ key }) => key))
  })
})
