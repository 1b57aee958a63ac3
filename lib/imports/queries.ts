import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Actor } from '@/lib/identity/types'
import { asActor, asSystem, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { Refusal } from '@/lib/platform/result'
import { mayImport } from './policy'
import { importFormatSchema, importKindSchema, PROBLEMS_SHOWN } from './schema'
import { keptBytes } from './source/kept/queries'
import type { SourceFile } from './source/types'
import type {
  Encoding,
  ImportCounts,
  ImportDetail,
  ImportFormat,
  ImportKind,
  ImportLine,
  ImportStatus,
  Problem,
  ProblemCode,
} from './types'

/** How many of the latest batches the page lists. */
const MOST_LISTED = 50
/** Problems that the command line prints. */
const MOST_TOLD = 1000

/** Where the uploaded file of a batch is kept: evidence of what was imported, and what an import reads. */
export function importKey(id: string, format: ImportFormat = 'csv'): string {
  if (!isUuid(id)) throw new RangeError('not the id of a batch')
  return `imports/${id}.${format}`
}

/** A file on this machine, as it comes in; null when there is none. */
export async function readLocalFile(path: string): Promise<AsyncIterable<Uint8Array> | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? (createReadStream(path) as AsyncIterable<Uint8Array>) : null
}

const LINE = {
  id: true,
  kind: true,
  fileName: true,
  status: true,
  mode: true,
  rowsTotal: true,
  rowsValid: true,
  rowsCreated: true,
  rowsUpdated: true,
  rowsUnchanged: true,
  importedById: true,
  createdAt: true,
  appliedAt: true,
} as const

const DETAIL = {
  ...LINE,
  format: true,
  encoding: true,
  sha256: true,
  size: true,
  sheet: true,
  sheets: true,
  headers: true,
  sample: true,
  mapping: true,
  rowsApplied: true,
  rowsDone: true,
  chunks: true,
  error: true,
  undoUntil: true,
  undoneAt: true,
} as const

/** The latest imports, newest first; empty for who may not import. */
export async function listImports(actor: Actor, now: Date): Promise<ImportLine[]> {
  if (!mayImport(actor)) return []
  return asActor(actor, now, async (tx) => {
    const rows = await tx.importBatch.findMany({
      select: LINE,
      orderBy: { createdAt: 'desc' },
      take: MOST_LISTED,
    })
    const names = await namesOf(tx, rows)
    return rows.map((row) => lineOf(row, names))
  })
}

/** One import with its first problems; null when there is none or the actor may not import. */
export async function getImport(actor: Actor, id: string, now: Date): Promise<ImportDetail | null> {
  if (!mayImport(actor) || !isUuid(id)) return null
  return asActor(actor, now, async (tx) => {
    const row = await tx.importBatch.findUnique({ where: { id }, select: DETAIL })
    if (!row) return null
    const names = await namesOf(tx, [row])
    const { sha256, sheet, sheets, headers, mapping, rowsApplied, rowsDone, encoding } = row
    return {
      ...lineOf(row, names),
      ...{ sha256, sheet, sheets, headers, mapping, rowsApplied, rowsDone, encoding },
      format: importFormatSchema.parse(row.format),
      size: Number(row.size),
      // Written by the commands of this module only.
      sample: row.sample as string[][],
      error: row.error === null ? null : (JSON.parse(row.error) as ImportDetail['error']),
      undoUntil: row.undoUntil?.toISOString() ?? null,
      undoneAt: row.undoneAt?.toISOString() ?? null,
      undoable: mayUndo(row, now),
      resumable: mayGoOn(row, now),
      problems: await problemsOf(tx, id, 'CHECK'),
      notes: await problemsOf(tx, id, 'NOTE'),
      blockers: await problemsOf(tx, id, 'UNDO'),
      problemsTotal: await tx.importProblem.count({ where: { batchId: id, stage: 'CHECK' } }),
    }
  })
}

/** Whether what was written can still be taken back. */
export function mayUndo(
  batch: { status: ImportStatus; chunks: number; undoUntil: Date | null },
  now: Date,
): boolean {
  const ended = batch.status === 'DONE' || batch.status === 'STOPPED'
  return ended && batch.chunks > 0 && batch.undoUntil !== null && batch.undoUntil > now
}

/** One that was stopped goes on while its rows are still there, unless part of it was taken back. */
export function mayGoOn(
  batch: { status: ImportStatus; undoUntil: Date | null; error: string | null },
  now: Date,
): boolean {
  const error = batch.error === null ? null : (JSON.parse(batch.error) as { code: string })
  const isKept = batch.undoUntil !== null && batch.undoUntil > now
  return batch.status === 'STOPPED' && isKept && error?.code !== 'undo-stopped'
}

async function problemsOf(tx: Tx, batchId: string, stage: string): Promise<Problem[]> {
  const rows = await tx.importProblem.findMany({
    where: { batchId, stage },
    orderBy: [{ line: 'asc' }, { n: 'asc' }],
    take: PROBLEMS_SHOWN,
    select: { line: true, column: true, code: true, params: true },
  })
  return rows.map(problemOf)
}

/** A kept problem as it was found. */
export function problemOf(row: {
  line: number
  column: string | null
  code: string
  params: unknown
}): Problem {
  const { line, column, code, params } = row
  return {
    line,
    column,
    code: code as ProblemCode,
    ...(params ? { params: params as Problem['params'] } : {}),
  }
}

/** An import as whoever carries it out needs it. By the system. */
export interface WorkBatch {
  id: string
  kind: ImportKind
  fileName: string
  status: ImportStatus
  headers: string[]
  mapping: string[]
  sha256: string
  file: SourceFile
  importedById: string | null
  undoneById: string | null
}

export function findWork(id: string, now: Date): Promise<WorkBatch | null> {
  return asSystem(now, async (tx) => {
    const row = await tx.importBatch.findUnique({
      where: { id },
      select: {
        id: true,
        kind: true,
        fileName: true,
        status: true,
        headers: true,
        mapping: true,
        sha256: true,
        format: true,
        encoding: true,
        sheet: true,
        importedById: true,
        undoneById: true,
      },
    })
    if (!row) return null
    const { id: batchId, fileName, status, headers, mapping, sha256, importedById, undoneById } = row
    return {
      ...{ fileName, status, headers, mapping, sha256, importedById, undoneById },
      id: batchId,
      kind: importKindSchema.parse(row.kind),
      file: sourceOf(row),
    }
  })
}

/** What the command line says about an import. By the system. */
export type ImportReport = ImportCounts & {
  status: ImportStatus
  encoding: string
  mapping: string[]
  rowsApplied: number
  error: Refusal | null
  problems: Problem[]
  /** Problems that are not among these. */
  more: number
}

export function findReport(id: string, now: Date): Promise<ImportReport> {
  return asSystem(now, async (tx) => {
    const row = await tx.importBatch.findUniqueOrThrow({ where: { id } })
    const problems = await tx.importProblem.findMany({
      where: { batchId: id },
      orderBy: [{ line: 'asc' }, { n: 'asc' }],
      take: MOST_TOLD,
    })
    const total = await tx.importProblem.count({ where: { batchId: id } })
    const { status, encoding, mapping, rowsApplied, error, ...rest } = row
    const { rowsTotal, rowsValid, rowsCreated, rowsUpdated, rowsUnchanged } = rest
    return {
      ...{
        status,
        encoding,
        mapping,
        rowsApplied,
        rowsTotal,
        rowsValid,
        rowsCreated,
        rowsUpdated,
        rowsUnchanged,
      },
      error: error === null ? null : { module: 'imports', ...(JSON.parse(error) as Omit<Refusal, 'module'>) },
      problems: problems.map(problemOf),
      more: total - problems.length,
    }
  })
}

/** How the kept file of a batch is read. */
export function sourceOf(row: {
  id: string
  format: string
  encoding: string
  sheet: string | null
}): SourceFile {
  const format = importFormatSchema.parse(row.format)
  // Found out when the file came in.
  return {
    bytes: keptBytes(importKey(row.id, format)),
    format,
    encoding: row.encoding as Encoding,
    sheet: row.sheet,
  }
}

async function namesOf(tx: Tx, rows: readonly { importedById: string | null }[]) {
  const ids = [...new Set(rows.flatMap((row) => row.importedById ?? []))]
  const people = await tx.official.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(people.map((person) => [person.id, person.name]))
}

interface Stored extends Omit<ImportLine, 'kind' | 'mode' | 'createdAt' | 'appliedAt' | 'importedBy'> {
  kind: string
  mode: string
  importedById: string | null
  createdAt: Date
  appliedAt: Date | null
}

function lineOf(row: Stored, names: ReadonlyMap<string, string>): ImportLine {
  const { id, fileName, status, rowsTotal, rowsValid, rowsCreated, rowsUpdated, rowsUnchanged } = row
  return {
    ...{ id, fileName, status, rowsTotal, rowsValid, rowsCreated, rowsUpdated, rowsUnchanged },
    kind: importKindSchema.parse(row.kind),
    mode: row.mode === 'VALID' ? 'VALID' : 'ALL',
    createdAt: row.createdAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    importedBy: row.importedById ? (names.get(row.importedById) ?? null) : null,
  }
}
