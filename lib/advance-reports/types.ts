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
