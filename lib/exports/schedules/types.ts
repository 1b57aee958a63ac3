import type { ExportRequestStatus, ScheduleStatus } from '@/prisma/generated/client/enums'
import type { RecordFilters } from '@/lib/records/schema'
import type { ExportFormat } from '../schema'
import type { Rhythm } from './rules/next-run'

/** A schedule as its owner sees it. */
export interface ScheduleLine extends Rhythm {
  id: string
  name: string
  filters: RecordFilters
  purpose: string
  format: ExportFormat
  status: ScheduleStatus
  /** A message key below `schedules.ended`. */
  endedWhy: string | null
  dueAt: string | null
  until: string
  /** What became of the latest run. */
  latest: { status: ExportRequestStatus; at: string; decidedBy: string | null; reason: string } | null
}
