import type { RecordFilters } from '@/lib/records/schema'
import type { QueueFilter } from '@/lib/review/schema'

/** A saved search as the bar above a list shows it. */
export interface SavedSearchLine {
  id: string
  name: string
  isDefault: boolean
}

/** A saved search as it can be used today: what it asks for, and the names of what is no longer understood. */
export interface OpenedSearch<Filters> {
  id: string
  name: string
  isDefault: boolean
  filters: Filters
  dropped: string[]
}
export type OpenedRecords = OpenedSearch<RecordFilters>
export type OpenedQueue = OpenedSearch<QueueFilter>
