import { addMonths, civilDateOf, isCivilDate, type CivilDate } from '@/lib/platform/dates'
import {
  LIMIT_STATES,
  RECORD_KINDS,
  RECORD_STATUSES,
  FILTER_FIELDS,
  type RecordFilters,
} from '@/lib/records/schema'
import { periodBuckets, trendOf } from './rules/period-buckets'
import type { UnitShare } from './rules/roll-up-organs'
import type {
  CountRow,
  Figure,
  LimitLine,
  Line,
  ParsedStatistics,
  Statistics,
  StatisticsFilters,
  StatusLine,
} from './types'

type Raw = Readonly<Record<string, string | string[] | undefined>>

/** Without a period the page shows this month and the eleven before. */
const USUAL_MONTHS = 12

/** Reads the page's filters from the address. A value that means nothing is left out and named, as in the search. */
export function parseStatistics(raw: Raw, now: Date): ParsedStatistics {
  const today = civilDateOf(now)
  const dropped: ParsedStatistics['dropped'] = []
  const value = (name: keyof Raw) => [raw[name] ?? []].flat().at(-1)?.trim() || undefined
  const day = (name: 'from' | 'to', usual: CivilDate): CivilDate => {
    const given = value(name)
    if (!given) return usual
    if (isCivilDate(given)) return given
    dropped.push(name)
    return usual
  }
  const to = day('to', today)
  const usualFrom = addMonths(`${to.slice(0, 7)}-01` as CivilDate, 1 - USUAL_MONTHS)
  const asked = day('from', usualFrom)
  if (asked > to) dropped.push('from')
  const filters: StatisticsFilters = { from: asked > to ? usualFrom : asked, to }
  for (const name of ['organ', 'kind'] as const) {
    const given = value(name)
    if (!given) continue
    const parsed = FILTER_FIELDS[name].safeParse(given)
    if (parsed.success) Object.assign(filters, { [name]: parsed.data })
    else dropped.push(name)
  }
  return { filters, dropped }
}

/** What the counts mean beside themselves: names of units and enterprises, and the units as the page shows them. */
export interface Names {
  units: readonly (UnitShare & { id: string; name: string; within: boolean })[]
  enterprises: ReadonlyMap<string, string>
}

/** The tables of the page from the groups that the database counted; each number with its search. */
export function tablesOf(rows: readonly CountRow[], filters: StatisticsFilters, names: Names): Statistics {
  const of = (part: string) => rows.filter((row) => row.part === part)
  const figure = (cases: number, more: RecordFilters = {}): Figure => ({
    cases,
    search: { ...filters, ...more },
  })
  const statuses = statusLines(of('status'), figure)
  const kinds = RECORD_KINDS.map((kind) => {
    const cases = sum(statuses.filter((line) => line.kind === kind))
    return { ...figure(cases, { kind }), key: kind, name: { code: kind } }
  }).filter((line) => line.cases > 0)
  const scenarios = codeLines(of('scenario'), (code) =>
    figure(0, { scenario: code as RecordFilters['scenario'] }),
  )
  const matters = codeLines(of('type'), (code) =>
    figure(0, { matterType: code as RecordFilters['matterType'] }),
  )
  const reports = kinds.find((line) => line.key === 'ADVANCE_REPORT')?.cases ?? 0
  const { buckets, lines } = trendLines(of('month'), filters, figure)
  return {
    all: figure(of('all')[0]?.cases ?? 0),
    byQuarter: buckets.some((bucket) => bucket.months.length > 1),
    limits: limitLines(of('limit'), figure),
    trend: lines,
    kinds,
    statuses,
    scenarios,
    withoutScenario: reports - sum(scenarios),
    matters,
    withoutMatter: of('type').find((row) => row.one === null)?.cases ?? 0,
    organs: names.units.map((unit) => ({
      ...figure(unit.cases, { organ: unit.id, ...(unit.own ? { own: '1' as const } : {}) }),
      key: unit.path + (unit.own ? '=' : ''),
      name: { text: unit.name, own: unit.own },
      ...(unit.within ? { within: unit.id } : {}),
    })),
    enterprises: of('enterprise').map((row) => ({
      ...figure(row.cases, { enterprise: row.one ?? '' }),
      key: row.one ?? '',
      name: { text: names.enterprises.get(row.one ?? '') ?? '' },
    })),
  }
}

type MakeFigure = (cases: number, more?: RecordFilters) => Figure

const sum = (lines: readonly { cases: number }[]): number => lines.reduce((all, { cases }) => all + cases, 0)

function codeLines(rows: readonly CountRow[], search: (code: string) => Figure): Line[] {
  return rows
    .flatMap((row) => (row.one === null ? [] : [{ code: row.one, cases: row.cases }]))
    .map(({ code, cases }) => ({ ...search(code), cases, key: code, name: { code } }))
    .sort((one, other) => other.cases - one.cases || (one.key < other.key ? -1 : 1))
}

function statusLines(rows: readonly CountRow[], figure: MakeFigure): StatusLine[] {
  return RECORD_KINDS.flatMap((kind) =>
    RECORD_STATUSES[kind].flatMap((status) => {
      const cases = rows.find((row) => row.one === kind && row.two === status)?.cases
      return cases ? [{ ...figure(cases, { kind, status: [status] }), kind, status }] : []
    }),
  )
}

function limitLines(rows: readonly CountRow[], figure: MakeFigure): LimitLine[] {
  return RECORD_KINDS.flatMap((kind) => {
    const of = (state: string) => rows.find((row) => row.one === kind && row.two === state)?.cases ?? 0
    if (LIMIT_STATES.every((state) => of(state) === 0)) return []
    const states = Object.fromEntries(
      LIMIT_STATES.map((limits) => [limits, figure(of(limits), { kind, limits })]),
    ) as Record<(typeof LIMIT_STATES)[number], Figure>
    return [{ kind, ...states, rate: rateOf(of('kept'), of('missed') + of('overdue')) }]
  })
}

/** Kept of all that ended or passed, in whole per cent, rounded down: 100 means every one. */
export function rateOf(kept: number, passed: number): number | null {
  return kept + passed === 0 ? null : Math.floor((kept * 100) / (kept + passed))
}

function trendLines(rows: readonly CountRow[], { from, to }: StatisticsFilters, figure: MakeFigure) {
  const buckets = periodBuckets(from, to)
  const counts = new Map(rows.map((row) => [row.one, row.cases]))
  const cases = buckets.map((bucket) =>
    sum(bucket.months.map((month) => ({ cases: counts.get(month) ?? 0 }))),
  )
  const trend = trendOf(cases)
  const lines: Line[] = buckets.map((bucket, place) => ({
    ...figure(cases[place] ?? 0, { from: bucket.from, to: bucket.to }),
    key: bucket.key,
    name: { text: bucket.key },
    partial: bucket.partial,
    trend: trend[place] ?? null,
  }))
  return { buckets, lines }
}
