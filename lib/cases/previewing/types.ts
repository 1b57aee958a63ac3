import type { LimitName } from '@/lib/rulebook/schema'

/** What another limit would mean for open cases: days before and after, and how many cases. */
export interface PreviewRow {
  [key: string]: string | number
  limit: LimitName
  before: number
  after: number
  running: number
  sooner: number
  later: number
  overdue: number
}
