import type {
  ImportStatus,
  MatterType,
  OrganKind,
  Ownership,
  PersonnelCategory,
} from '@/prisma/generated/client/enums'
import type { CivilDate } from '@/lib/platform/dates'
import type { JsonValue } from '@/lib/platform/json'

export const IMPORT_KINDS = ['organs', 'officials', 'enterprises', 'matters'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export const IMPORT_MODES = ['ALL', 'VALID'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

export const IMPORT_FORMATS = ['csv', 'xlsx'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** Of a text; a workbook says its own. */
export type Encoding = 'UTF-8' | 'UTF-8-BOM' | 'GB18030' | 'XLSX'

export type { ImportStatus }
/** States in which something is under way. */
export const UNDER_WAY: ReadonlySet<ImportStatus> = new Set(['CHECKING', 'RUNNING', 'UNDOING'])

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
  | 'digits-lost'
  | 'enterprise-unknown'
  | 'handler-unknown'
  | 'handler-recused'
  | 'organ-changed'
  | 'too-many-values'
  | 'changed-since'
  | 'used-since'
  | 'gone-since'

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
  /** Its place in the order in which rows are written. */
  seq: number
  line: number
  /** Of what it makes, if it makes something. */
  id: string
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

export interface MatterCells {
  number: string
  title: string
  type: MatterType
  organCode: string
  openedOn: CivilDate
  enterpriseCodes?: string[] | null
  handlerStaffNos: string[]
}

export interface CellsOf {
  organs: OrganCells
  officials: OfficialCells
  enterprises: EnterpriseCells
  matters: MatterCells
}

/** Some rows of a file that hold together by themselves. */
export interface Sheet<T> {
  rows: Row<T>[]
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
  status: ImportStatus
  mode: ImportMode
  createdAt: string
  appliedAt: string | null
  importedBy: string | null
}

export interface ImportDetail extends ImportLine {
  format: ImportFormat
  encoding: string
  sha256: string
  /** Bytes. */
  size: number
  sheet: string | null
  sheets: string[]
  headers: string[]
  /** The first rows as texts. */
  sample: string[][]
  /** The field of each column; empty for one that is not read. */
  mapping: string[]
  rowsApplied: number
  /** How far the work under way is. */
  rowsDone: number
  error: { code: string; params: Record<string, string | number> } | null
  undoUntil: string | null
  undoneAt: string | null
  /** May be taken back now. */
  undoable: boolean
  /** Was stopped and may go on. */
  resumable: boolean
  problems: Problem[]
  notes: Problem[]
  /** Why it could not be taken back. */
  blockers: Problem[]
  /** Problems that keep rows out, all of them. */
  problemsTotal: number
}

/** What one chunk did, kept to take it back: ids of rows it made, and former values of rows it changed. */
export type Changes = { [table: string]: TableChanges }
export type TableChanges = {
  created: string[]
  updated: { id: string; version: number | null; before: { [column: string]: JsonValue } }[]
}
