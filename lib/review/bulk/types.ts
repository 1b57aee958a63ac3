import type { Refusal } from '@/lib/platform/result'
import type { BulkEvent } from './rules/in-bulk'

/** What may be taken together with others, by case. */
export type BulkSteps = ReadonlyMap<string, { event: BulkEvent; version: number }>

/** What became of one of several cases. */
export interface BulkOutcome {
  caseId: string
  /** Number and title; empty when the person may not read it. */
  name: string
  refusal: Refusal | null
}
