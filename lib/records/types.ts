import type { Urgency } from '@/lib/cases/cases'
import type { CaseKind } from '@/prisma/generated/client/enums'
import type { FilterName, RecordFilters } from './schema'

/** A search as the address has it: what could be read, and the names of what could not. */
export interface ParsedSearch {
  filters: RecordFilters
  after?: string
  dropped: (FilterName | 'after')[]
}

export interface RecordRow {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  status: string
  subject: { id: string; name: string; post: string; organ: string }
  enterprises: { id: string; name: string }[]
  createdAt: string
  dueAt: string | null
  urgency: Urgency
}

export interface RecordPage {
  rows: RecordRow[]
  next: string | null
  /** Capped: see COUNT_CAP and COMMON_COUNT_CAP. */
  count: number
  capped: boolean
}

export interface PersonFacts {
  id: string
  name: string
  staffNo: string
  post: string
  rank: string
  organ: string
  personnelCategory: string
  isLeadingCadre: boolean
  active: boolean
}

export interface EnterpriseFacts {
  id: string
  name: string
  uscc: string | null
  formerNames: string[]
  legalRepresentative: string | null
  enterpriseType: string | null
  ownership: string
  address: string | null
  registeredOn: string | null
  declared: boolean
}
