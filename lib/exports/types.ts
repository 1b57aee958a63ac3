import type { CaseKind, JobStatus } from '@/prisma/generated/client/enums'
import type { JsonValue } from '@/lib/platform/json'
import type { RecordFilters } from '@/lib/records/schema'
import type { ExportFormat } from './schema'

/** A step of a case's timeline, as the export reads it. */
export interface StepFact {
  event: string
  at: Date
  data: JsonValue
}

/** A limit of a case: when it ended or had to end, and whether it was kept. */
export interface LimitLine {
  name: string
  dueAt: Date | null
  state: 'kept' | 'missed' | 'running' | 'overdue' | 'paused'
}

/** The steps whose dates an export shows, in the order of the columns. */
export interface StepDates {
  submitted: Date | null
  returned: Date | null
  accepted: Date | null
  heard: Date | null
  decided: Date | null
  signed: Date | null
  issued: Date | null
  served: Date | null
  effective: Date | null
  acknowledged: Date | null
  handedOver: Date | null
  complied: Date | null
  resultReported: Date | null
  closed: Date | null
}

/** One case with everything a row of an export tells. */
export interface ExportFacts {
  id: string
  number: string | null
  documentNumber: string | null
  kind: CaseKind
  status: string
  title: string
  subject: { staffNo: string; name: string; post: string; organ: string }
  enterprises: { name: string; uscc: string | null }[]
  matter: { number: string; title: string } | null
  groundCode: string | null
  groundArticle: string | null
  createdAt: Date
  steps: StepDates
  limits: LimitLine[]
  /** Who decided; null as long as nobody did. */
  decidedBy: { name: string; post: string } | null
  /** Numbers of the cases this one came from or led to. */
  linked: Record<CaseKind, string[]>
  policyVersion: number
}

/** A job as the page of exports lists it. */
export interface ExportJobLine {
  id: string
  purpose: string
  filters: RecordFilters
  format: ExportFormat
  status: JobStatus
  rowsTotal: number | null
  rowsDone: number
  fileName: string | null
  sha256: string | null
  size: number | null
  /** A message key below `error`. */
  error: string | null
  createdAt: string
  expiresAt: string | null
  /** Done, still there, and not past its time. */
  downloadable: boolean
  /** Asked for by a schedule and approved by somebody else. */
  scheduled: boolean
}

/** Where the file of a job is kept, for its requester. */
export type ExportFile =
  | { state: 'ready'; key: string; fileName: string; format: ExportFormat; size: number; sha256: string }
  | { state: 'gone' }
