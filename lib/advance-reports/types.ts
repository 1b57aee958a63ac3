import type { ReportDraft } from './schema'

/** What the edit page needs of a report. */
export interface ReportForEdit {
  caseId: string
  version: number
  status: string
  number: string | null
  revision: number
  content: ReportDraft
  defects: string[]
}

/** What the owner's page offers to do. */
export interface OwnerSteps {
  edit: boolean
  withdraw: boolean
  reasonRequired: boolean
  amend: boolean
  convert: boolean
  result: boolean
}

/** The official's own report beside the case itself. */
export interface OwnReport {
  filingKind: 'ADVANCE' | 'SHORT_NOTICE' | 'LATE' | 'EMERGENCY'
  version: number
  status: string
  title: string
  number: string | null
  submittedAt: string | null
  dueAt: string | null
  conditions: string[]
  steps: OwnerSteps
}

export interface ReportRow {
  id: string
  number: string | null
  title: string
  status: string
  enterprises: string[]
  startsAt: string | null
  dueAt: string | null
  createdAt: string
}
