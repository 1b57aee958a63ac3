import type { JobStatus, OrganKind, Ownership, PersonnelCategory } from '@/prisma/generated/client/enums'
import type { CivilDate } from '@/lib/platform/dates'

export const IMPORT_KINDS = ['organs', 'officials', 'enterprises'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export const IMPORT_MODES = ['ALL', 'VALID'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

export type Encoding = 'UTF-8' | 'UTF-8-BOM' | 'GB18030'

/** What is wrong with a cell or a row; a label `imports.problem.<code>` says it, `imports.advice.<code>` what to do. */
export type ProblemCode =
  | 'required'
  | 'too-long'
  | 'code-characters'
  | 'not-a-choice'
  | 'not-yes-or-no'
  | 'date'
  | 'future-date'
  | 'email'
  | 'email-taken'
  | 'district'
  | 'mark'
  | 'uscc-length'
  | 'uscc-characters'
  | 'uscc-check'
  | 'uscc-organisation-check'
  | 'field-count'
  | 'quote-not-closed'
  | 'unreadable-characters'
  | 'duplicate'
  | 'parent-unknown'
  | 'parent-circle'
  | 'parent-changed'
  | 'division-needs-parent'
  | 'organ-unknown'
  | 'not-in-charge'
  | 'supervisor-unknown'
  | 'supervisor-is-self'
  | 'supervisor-is-administrator'
  | 'supervisor-circle'
  | 'name-ambiguous'
  | 'capital-not-read'
  | 'ownership-contradicts'
  | 'column-ignored'

/** One thing about one row. The line is the text line of the file where the row begins, the header being line 1. */
export type Problem = {
  line: number
  /** The header of the cell's column as it stands in the file; null when the row as a whole is meant. */
  column: string | null
  code: ProblemCode
  /** `value` is what the cell holds, cut. */
  params?: Record<string, string | number>
}

/** Said, but no reason to leave the row out. */
export const NOTES: ReadonlySet<ProblemCode> = new Set([
  'capital-not-read',
  'ownership-contradicts',
  'column-ignored',
])

export function isNote(problem: Pick<Problem, 'code'>): boolean {
  return NOTES.has(problem.code)
}

/** A cell's value, or what is wrong with it. */
export type Parsed<V> = { value: V } | { wrong: ProblemCode; params?: Record<string, string | number> }

export interface Column<V> {
  /** The header in the template and in messages. */
  header: string
  /** Other headers that mean the same. */
  aliases: readonly string[]
  /** A row needs a value. */
  required?: boolean
  /** Longest text in characters. */
  longest: number
  parse(text: string, today: CivilDate): Parsed<V>
}

export type Columns<T> = { readonly [K in keyof T]-?: Column<NonNullable<T[K]>> }

/** A row as read. A member that is missing had no column; null had an empty cell. */
export interface Row<T> {
  line: number
  values: T
}

export interface OrganCells {
  code: string
  name: string
  shortName?: string | null
  documentMark?: string | null
  kind: OrganKind
  parentCode?: string | null
  districtCode?: string | null
  isDisciplineOffice?: boolean | null
  isDivision?: boolean | null
}

export interface OfficialCells {
  staffNo: string
  name: string
  organCode: string
  post: string
  rank?: string | null
  isLeadingCadre?: boolean | null
  personnelCategory: PersonnelCategory
  supervisorStaffNo?: string | null
  email?: string | null
  electronicService?: boolean | null
}

export interface EnterpriseCells {
  name: string
  uscc?: string | null
  registeredOn?: CivilDate | null
  enterpriseType?: string | null
  ownership?: Ownership | null
  legalRepresentative?: string | null
  capitalText?: string | null
  businessScope?: string | null
  province?: string | null
  city?: string | null
  address?: string | null
  formerNames?: string[] | null
}

export interface CellsOf {
  organs: OrganCells
  officials: OfficialCells
  enterprises: EnterpriseCells
}

/** A file as read: rows that hold together by themselves, and what is wrong with the others. */
export interface Sheet<T> {
  encoding: Encoding
  /** Rows with something in them, wrong ones included, the header not. */
  rowsTotal: number
  rows: Row<T>[]
  problems: Problem[]
  /** Headers as in the file, by field. */
  headers: Partial<Record<keyof T, string>>
}

export type ImportCounts = {
  rowsTotal: number
  rowsValid: number
  rowsCreated: number
  rowsUpdated: number
  rowsUnchanged: number
}

/** A batch as the list shows it. Counts are a forecast until it is applied. */
export interface ImportLine extends ImportCounts {
  id: string
  kind: ImportKind
  fileName: string
  encoding: string
  status: JobStatus
  mode: ImportMode
  createdAt: string
  appliedAt: string | null
  importedBy: string | null
}

export interface ImportDetail extends ImportLine {
  sha256: string
  rowsApplied: number
  problems: Problem[]
}
