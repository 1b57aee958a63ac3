import type { CivilDate } from '@/lib/platform/dates'
import type { RecordFilters } from '@/lib/records/schema'

/** The tables of the page, in its order; each has its own CSV. */
export const PARTS = ['limits', 'trend', 'kinds', 'scenarios', 'matters', 'organs', 'enterprises'] as const
export type Part = (typeof PARTS)[number]

/** What the page counts: cases registered in a period, perhaps of one unit with those below, perhaps of one kind. */
export interface StatisticsFilters extends Pick<RecordFilters, 'organ' | 'kind'> {
  from: CivilDate
  to: CivilDate
}

export interface ParsedStatistics {
  filters: StatisticsFilters
  dropped: ('from' | 'to' | 'organ' | 'kind')[]
}

/** One group as the database counted it. */
export interface CountRow {
  part: string
  one: string | null
  two: string | null
  cases: number
}

/** A number, and the search that finds exactly these cases. */
export interface Figure {
  cases: number
  search: RecordFilters
}

export interface Line extends Figure {
  /** What the line stands for: a code with words of its own, or a name as it is stored. */
  name: { code: string } | { text: string; own?: boolean }
  key: string
  /** Of a month or quarter: not whole, because the period begins or ends within it. */
  partial?: boolean
  /** Of a month or quarter: the mean with the two before. */
  trend?: number | null
  /** Of a unit that has others below: the page for that unit. */
  within?: string
}

export interface LimitLine {
  kind: string
  kept: Figure
  missed: Figure
  overdue: Figure
  none: Figure
  /** Kept of all that ended or passed, in per cent; null when there is none. */
  rate: number | null
}

export interface StatusLine extends Figure {
  kind: string
  status: string
}

/** Everything the page shows. */
export interface Statistics {
  all: Figure
  byQuarter: boolean
  limits: LimitLine[]
  trend: Line[]
  kinds: Line[]
  statuses: StatusLine[]
  scenarios: Line[]
  /** Cases that have none, for the sentence below the table. */
  withoutScenario: number
  matters: Line[]
  withoutMatter: number
  organs: Line[]
  enterprises: Line[]
}
