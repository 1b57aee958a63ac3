import type { ExportRequestStatus } from '@/prisma/generated/client/enums'
import type { RecordFilters } from '@/lib/records/schema'
import type { ExportFormat } from '../schema'

/** What a schedule asked for, as an approver sees it. */
export interface RequestLine {
  id: string
  requester: { name: string; post: string; unit: string }
  name: string
  filters: RecordFilters
  purpose: string
  format: ExportFormat
  /** Names of the units whose cases the requester's desk reaches. */
  reach: string[]
  status: ExportRequestStatus
  dueFor: string
  reason: string
  decidedAt: string | null
}
