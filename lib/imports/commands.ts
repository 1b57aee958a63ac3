import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { looksAfter } from '@/lib/organs/policy'
import { lockDirectory } from '@/lib/organs/writes'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import type { Tx } from '@/lib/platform/db'
import { files, readKept } from '@/lib/platform/files'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { cleanFileName } from '@/lib/platform/text'
import { planEnterprises } from './enterprises/writes'
import { readImport } from './imports'
import { planOfficials } from './officials/writes'
import { planOrgans } from './organs/writes'
import { mayImport } from './policy'
import { importKey } from './queries'
import { IMPORT_MAX_PROBLEMS, importKindSchema, type applyImportSchema } from './schema'
import { isNote, type ImportCounts, type ImportKind, type Problem, type Sheet } from './types'
import { lockImports, type Plan } from './writes'

/** Milliseconds: thousands of rows in one transaction. */
const TIMEOUT = 180_000
const FILE_NAME_LENGTH = 120

/** Who imports: an official, or null for the command line of the machine itself. */
type Importer = Actor | null

export type Preview = ImportCounts & { id: string; encoding: string; problems: Problem[] }

interface PreviewRequest {
  actor: Importer
  clock: Clock
  input: { kind: ImportKind; fileName: string; bytes: Uint8Array }
}

/**
 * Reads a file, finds every problem and forecasts the counts, and keeps the file for `applyImport`; nothing is imported
 * yet. Refusals: `not-in-charge`, and the file's own: `file-too-large`, `file-empty`, `file-utf16`, `file-workbook`,
 * `file-not-text`, `no-header`, `missing-columns`, `column-twice`, `no-rows`, `too-many-rows`.
 */
export async function previewImport({ actor, clock, input }: PreviewRequest): Promise<Result<Preview>> {
  if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
  const at = clock.now()
  const read = draftOf(actor, input.kind, input.bytes, at)
  if (!read.ok) return read
  const { sheet, plan } = read.value
  const id = uuidv7(at)
  await files().put(importKey(id), input.bytes)
  try {
    return await write<Preview>(
      { who: actor, clock, command: 'imports.preview', timeout: TIMEOUT },
      async (w) => {
        const planned = await plan(w.tx)
        const problems = inOrder([...sheet.problems, ...planned.problems])
        const counts = countsOf(sheet, planned)
        await w.tx.importBatch.createMany({
          data: [
            {
              ...counts,
              id,
              kind: input.kind,
              fileName: cleanFileName(input.fileName, FILE_NAME_LENGTH),
              encoding: sheet.encoding,
              sha256: sha256Of(input.bytes),
              problems: kept(problems),
              importedById: actor?.officialId ?? null,
              createdAt: w.at,
            },
          ],
        })
        w.touch('ImportBatch', { id })
        return ok({ id, encoding: sheet.encoding, problems, ...counts })
      },
    )
  } catch (error) {
    await files().remove(importKey(id))
    throw error
  }
}

interface ApplyRequest {
  actor: Importer
  clock: Clock
  input: z.output<typeof applyImportSchema>
  requestKey?: string
}

/**
 * Imports a previewed file: every row, or the valid ones. The file is read and checked anew, because what is stored may
 * have changed since. Refusals: `not-in-charge`, `not-found`, `already-imported`, `file-gone`, `has-problems` (mode ALL),
 * `nothing-valid`.
 */
export async function applyImport({ actor, clock, input, requestKey }: ApplyRequest) {
  return write<{ id: string; created: number; updated: number; unchanged: number }>(
    { who: actor, clock, command: 'imports.apply', requestKey, input, timeout: TIMEOUT },
    async (w) => {
      if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
      await lockImports(w.tx)
      await lockDirectory(w)
      const { batchId: id, mode } = input
      const batch = await w.tx.importBatch.findUnique({
        where: { id },
        select: { kind: true, status: true, sha256: true },
      })
      if (!batch) return refuse('imports', 'not-found')
      if (batch.status !== 'PENDING') return refuse('imports', 'already-imported')
      const bytes = await readKept(importKey(id))
      if (!bytes || sha256Of(bytes) !== batch.sha256) return refuse('imports', 'file-gone')
      const read = draftOf(actor, importKindSchema.parse(batch.kind), bytes, w.at)
      if (!read.ok) return read
      const { sheet, plan } = read.value
      const planned = await plan(w.tx)
      const problems = inOrder([...sheet.problems, ...planned.problems])
      const counts = countsOf(sheet, planned)
      const left = counts.rowsTotal - counts.rowsValid
      if (mode === 'ALL' && left > 0) return refuse('imports', 'has-problems', { params: { count: left } })
      if (counts.rowsValid === 0) return refuse('imports', 'nothing-valid')
      await planned.write(w)
      await w.tx.importBatch.updateMany({
        where: { id },
        data: {
          ...counts,
          mode,
          status: 'DONE',
          rowsApplied: counts.rowsValid,
          problems: kept(problems),
          appliedAt: w.at,
        },
      })
      w.touch('ImportBatch', { id })
      const { rowsCreated: created, rowsUpdated: updated, rowsUnchanged: unchanged } = counts
      return ok({ id, created, updated, unchanged })
    },
  )
}

/** Puts a previewed file away without importing it. Refusals: `not-in-charge`, `already-imported`. */
export async function discardImport({
  actor,
  clock,
  input,
  requestKey,
}: Omit<ApplyRequest, 'input'> & {
  input: { batchId: string }
}) {
  const result = await write(
    { who: actor, clock, command: 'imports.discard', requestKey, input },
    async (w) => {
      if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
      const put = await w.tx.importBatch.updateMany({
        where: { id: input.batchId, status: 'PENDING' },
        data: { status: 'CANCELLED' },
      })
      if (put.count === 0) return refuse('imports', 'already-imported')
      w.touch('ImportBatch', { id: input.batchId })
      return ok({ id: input.batchId })
    },
  )
  if (result.ok) await files().remove(importKey(input.batchId))
  return result
}

interface Draft {
  sheet: Pick<Sheet<never>, 'encoding' | 'rowsTotal' | 'problems'>
  /** Asks the database what the rows would do. */
  plan(tx: Tx): Promise<Plan>
}

function draftOf(actor: Importer, kind: ImportKind, bytes: Uint8Array, at: Date): Result<Draft> {
  const inCharge = (path: string) => !actor || looksAfter(actor, path)
  const today = civilDateOf(at)
  if (kind === 'organs') {
    const read = readImport('organs', bytes, today)
    return read.ok ? ok({ sheet: read.value, plan: (tx) => planOrgans(tx, read.value, inCharge) }) : read
  }
  if (kind === 'officials') {
    const read = readImport('officials', bytes, today)
    return read.ok
      ? ok({ sheet: read.value, plan: (tx) => planOfficials(tx, read.value, inCharge, at) })
      : read
  }
  const read = readImport('enterprises', bytes, today)
  return read.ok ? ok({ sheet: read.value, plan: (tx) => planEnterprises(tx, read.value) }) : read
}

function countsOf(sheet: Draft['sheet'], plan: Plan): ImportCounts {
  return {
    rowsTotal: sheet.rowsTotal,
    rowsValid: plan.valid,
    rowsCreated: plan.created,
    rowsUpdated: plan.updated,
    rowsUnchanged: plan.valid - plan.created - plan.updated,
  }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const inOrder = (problems: Problem[]) => problems.sort((a, b) => a.line - b.line)

/** As many as are kept, real problems before notes. */
function kept(problems: readonly Problem[]): Prisma.InputJsonValue {
  const wrong = problems.filter((one) => !isNote(one))
  const some = [...wrong, ...problems.filter(isNote)].slice(0, IMPORT_MAX_PROBLEMS)
  return inOrder(some).map((one) => ({ ...one }))
}
