import { toDate } from '@/lib/platform/clock'
import { civilDateOf, civilMinuteOf } from '@/lib/platform/dates'
import { neutraliseFormula } from '@/lib/platform/text'
import { NAMESPACE } from '@/lib/review/labels'
import { EXPORT_FORMATS, type ExportFormat } from './schema'
import type { ExportFacts, LimitLine, StepDates } from './types'

/** A cell: a text, a whole number, an instant, or nothing. */
export type Cell = string | number | Date | null
export type Words = (key: string) => string

export interface ExportColumn {
  /** Its header is the message `exports.column.<key>`. */
  key: string
  /** Width in characters in a workbook. */
  width: number
  isInstant: boolean
  value: (facts: ExportFacts, words: Words) => Cell
}

type Value = ExportColumn['value']
const text = (key: string, width: number, value: Value): ExportColumn => ({
  key,
  width,
  value,
  isInstant: false,
})
const instant = (key: string, value: (facts: ExportFacts) => Date | null): ExportColumn => ({
  key,
  width: 17,
  value,
  isInstant: true,
})
const step = (key: keyof StepDates): ExportColumn => instant(key, (facts) => facts.steps[key])

/** Between several values in one cell. */
const JOIN = '；'

/** The one table of an export's columns: CSV and workbook are written from it. */
export const COLUMNS: readonly ExportColumn[] = [
  text('number', 16, (facts) => facts.number),
  text('documentNumber', 24, (facts) => facts.documentNumber),
  text('kind', 12, (facts, words) => words(`review.kind.${facts.kind}`)),
  text('status', 16, (facts, words) => words(`${NAMESPACE[facts.kind]}.status.${facts.status}`)),
  text('title', 40, (facts) => facts.title),
  text('staffNo', 12, (facts) => facts.subject.staffNo),
  text('official', 12, (facts) => facts.subject.name),
  text('organ', 24, (facts) => facts.subject.organ),
  text('post', 20, (facts) => facts.subject.post),
  // Name and code in one cell: a code of eighteen digits alone would lose its last ones in a spreadsheet.
  text('enterprises', 48, (facts, words) =>
    joined(facts.enterprises.map(({ name, uscc }) => `${name}（${uscc ?? words('exports.noCode')}）`)),
  ),
  text('matterNumber', 18, (facts) => facts.matter?.number ?? null),
  text('matter', 32, (facts) => facts.matter?.title ?? null),
  text('ground', 28, (facts, words) => facts.groundCode && words(`rulebook.ground.${facts.groundCode}`)),
  text(
    'article',
    28,
    (facts, words) => facts.groundArticle && words(`rulebook.article.${facts.groundArticle}`),
  ),
  instant('registered', (facts) => facts.createdAt),
  step('submitted'),
  step('returned'),
  step('accepted'),
  step('heard'),
  step('decided'),
  step('signed'),
  step('issued'),
  step('served'),
  step('effective'),
  step('acknowledged'),
  step('handedOver'),
  step('complied'),
  step('resultReported'),
  step('closed'),
  text('limitName', 18, (facts, words) => {
    const name = facts.limits.at(-1)?.name
    return name ? words(`rulebook.limit.${name}`) : null
  }),
  instant('limitDue', (facts) => facts.limits.at(-1)?.dueAt ?? null),
  text('limitState', 12, (facts, words) => {
    const state = facts.limits.at(-1)?.state
    return state ? words(`exports.limit.${state}`) : null
  }),
  text('limitsMissed', 10, (facts) => facts.limits.filter(isMissed).length),
  text('limits', 60, (facts, words) => joined(facts.limits.map((limit) => limitText(limit, words)))),
  text('decider', 12, (facts) => facts.decidedBy?.name ?? null),
  text('deciderPost', 20, (facts) => facts.decidedBy?.post ?? null),
  text('linkedReports', 20, (facts) => joined(facts.linked.ADVANCE_REPORT)),
  text('linkedRequests', 20, (facts) => joined(facts.linked.RECUSAL_REQUEST)),
  text('linkedDecisions', 24, (facts) => joined(facts.linked.RECUSAL_DECISION)),
  text('linkedRefusals', 20, (facts) => joined(facts.linked.REFUSAL)),
  text('linkedObjections', 20, (facts) => joined(facts.linked.OBJECTION)),
  text('policyVersion', 10, (facts) => facts.policyVersion),
]

/** Passed, whether the step came late or has not come yet. */
function isMissed(limit: LimitLine): boolean {
  return limit.state === 'missed' || limit.state === 'overdue'
}

function joined(values: readonly string[]): string | null {
  return values.length > 0 ? values.join(JOIN) : null
}

function limitText(limit: LimitLine, words: Words): string {
  return [
    words(`rulebook.limit.${limit.name}`),
    limit.dueAt && civilMinuteOf(limit.dueAt),
    words(`exports.limit.${limit.state}`),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Names of the columns in the reader's language. */
export function headerRow(words: Words): string[] {
  return COLUMNS.map((column) => neutraliseFormula(words(`exports.column.${column.key}`)))
}

/** The cells of a case as they are: for machines, which run nothing. */
export function valuesOf(facts: ExportFacts, words: Words): Cell[] {
  return COLUMNS.map((column) => column.value(facts, words))
}

/** The cells of a case; what a spreadsheet could run is made harmless. */
export function cellsOf(facts: ExportFacts, words: Words): Cell[] {
  return COLUMNS.map((column) => {
    const value = column.value(facts, words)
    return typeof value === 'string' ? neutraliseFormula(value) : value
  })
}

/** One case as a line of JSON under the names of the columns: instants in UTC (ISO 8601), nothing as null. */
export function jsonLine(values: readonly Cell[]): string {
  return `${JSON.stringify(Object.fromEntries(COLUMNS.map(({ key }, index) => [key, values[index] ?? null])))}\n`
}

/** Looks every word up once: an export asks for the same few a million times. */
export function remembered(words: Words): Words {
  const known = new Map<string, string>()
  return (key) => {
    let word = known.get(key)
    if (word === undefined) known.set(key, (word = words(key)))
    return word
  }
}

/** A cell of a CSV file: instants as the wall clock in China, which spreadsheets read as a date. */
export function csvCell(cell: Cell): string | null {
  if (cell instanceof Date) return civilMinuteOf(cell)
  return typeof cell === 'number' ? String(cell) : cell
}

/** Workbooks have no time zone: the date cell that shows Chinese wall-clock time, to the minute. */
export function sheetCell(cell: Cell): Cell {
  return cell instanceof Date ? toDate(`${civilMinuteOf(cell).replace(' ', 'T')}:00.000Z`) : cell
}

/** The name under which a file is offered: what it is, the day, and the job. */
export function exportFileName(words: Words, orderedAt: Date, jobId: string, format: string): string {
  return `${words('exports.fileName')}-${civilDateOf(orderedAt)}-${jobId.slice(-6)}.${format}`
}

/** A format as it is stored; a text file when a later version wrote a word that this one does not know. */
export function readFormat(stored: string): ExportFormat {
  return EXPORT_FORMATS.find((format) => format === stored) ?? 'csv'
}
