import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { toDate, type Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { cleanFileName } from '@/lib/platform/text'
import { undoUntil } from './applying/commands'
import { bindColumns, foldHeader, headersKey, proposeMapping } from './mapping/mapping'
import { mayImport } from './policy'
import { mayGoOn, mayUndo, sourceOf } from './queries'
import {
  columnsOf,
  importKindSchema,
  type applyImportSchema,
  type chooseSheetSchema,
  type importSchema,
  type mapImportSchema,
} from './schema'
import { inspectFile } from './source/queries'
import { dropFile, keepFile } from './source/writes'
import type { ImportKind, ImportStatus } from './types'

const FILE_NAME_LENGTH = 120
/** The command line carries its imports on itself; a worker takes over when it has been silent this long, in ms. */
const SILENT_MS = 120_000

/** Who imports: an official, or null for the command line of the machine itself. */
type Importer = Actor | null

interface Command<S extends z.ZodType> {
  actor: Importer
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** What was begun, and the message that carries it on. */
export type Begun = { id: string; status: ImportStatus; claim: string }

interface ReceiveRequest {
  actor: Importer
  clock: Clock
  input: { kind: ImportKind; fileName: string; bytes: AsyncIterable<Uint8Array> }
}

/**
 * Keeps a file and looks at its header. When every column is known, its check begins; otherwise it waits for somebody to
 * say which column is which. Refusals: `not-in-charge`, and the file's own: `file-too-large`, `file-empty`,
 * `file-utf16`, `file-workbook`, `file-not-text`, `workbook-broken`, `workbook-too-large`, `no-header`, `no-rows`.
 */
export async function receiveImport({ actor, clock, input }: ReceiveRequest): Promise<Result<Begun>> {
  if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
  const { kind } = input
  const id = uuidv7(clock.now())
  const kept = await keepFile(id, input.bytes, env().IMPORT_MAX_BYTES)
  if (!kept.ok) return kept
  const { format, encoding, sha256, size } = kept.value
  try {
    const inspected = await inspectFile(sourceOf({ id, format, encoding, sheet: null }))
    if (!inspected.ok) {
      await dropFile(id)
      return inspected
    }
    const { headers } = inspected.value
    return await write<Begun>({ who: actor, clock, command: 'imports.receive' }, async (w) => {
      const { mapping, sure } = await propose(w, kind, headers)
      const status = sure ? 'CHECKING' : 'UPLOADED'
      await w.tx.importBatch.createMany({
        data: [
          {
            ...inspected.value,
            id,
            kind,
            fileName: cleanFileName(input.fileName, FILE_NAME_LENGTH),
            ...{ format, encoding, sha256, mapping, status, size: BigInt(size) },
            importedById: actor?.officialId ?? null,
            createdAt: w.at,
          },
        ],
      })
      w.touch('ImportBatch', { id })
      return ok({ id, status, claim: sure ? await begin(w, 'import-check', id) : '' })
    })
  } catch (error) {
    await dropFile(id)
    throw error
  }
}

async function propose(w: Write, kind: ImportKind, headers: readonly string[]) {
  const remembered = await w.tx.importMapping.findUnique({
    where: { kind_headers: { kind, headers: headersKey(headers) } },
  })
  // Written by `mapImport` only.
  return proposeMapping(headers, columnsOf(kind), (remembered?.mapping ?? {}) as Record<string, string>)
}

/** Puts the work into the outbox; the command line does it itself, and a worker only when that dies. */
async function begin(w: Write, topic: string, id: string): Promise<string> {
  const claim = `${topic}:${id}:${uuidv7(w.at)}`
  const availableAt = w.who ? w.at : toDate(w.at.getTime() + SILENT_MS)
  await w.enqueue(topic, { id }, { dedupeKey: claim, availableAt })
  return claim
}

/** States in which nothing was imported and nothing is under way. */
const OPEN: readonly ImportStatus[] = ['UPLOADED', 'PENDING', 'FAILED']

/**
 * Says which column is which, remembers it for such files, and begins the check anew. Refusals: `not-in-charge`,
 * `not-found`, `already-imported`, `no-header`, `missing-columns`, `column-twice`.
 */
export function mapImport({ actor, clock, input, requestKey }: Command<typeof mapImportSchema>) {
  return write<Begun>({ who: actor, clock, command: 'imports.map', requestKey, input }, async (w) => {
    if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
    const batch = await w.tx.importBatch.findUnique({
      where: { id: input.batchId },
      select: { kind: true, headers: true },
    })
    if (!batch) return refuse('imports', 'not-found')
    const kind = importKindSchema.parse(batch.kind)
    const bound = bindColumns(batch.headers, input.mapping, columnsOf(kind))
    if (!bound.ok) return bound
    const mapping = batch.headers.map((_, at) => bound.value.find((one) => one.at === at)?.key ?? '')
    const mapped = await w.tx.importBatch.updateMany({
      where: { id: input.batchId, status: { in: [...OPEN] } },
      data: {
        mapping,
        status: 'CHECKING',
        error: null,
        ...{ rowsTotal: 0, rowsValid: 0, rowsCreated: 0, rowsUpdated: 0, rowsUnchanged: 0, rowsDone: 0 },
      },
    })
    if (mapped.count === 0) return refuse('imports', 'already-imported')
    w.touch('ImportBatch', { id: input.batchId })
    if (actor) await remember(w, kind, batch.headers, mapping)
    return ok({ id: input.batchId, status: 'CHECKING', claim: await begin(w, 'import-check', input.batchId) })
  })
}

async function remember(
  w: Write,
  kind: ImportKind,
  headers: readonly string[],
  mapping: readonly string[],
): Promise<void> {
  const key = { kind, headers: headersKey(headers) }
  const said = Object.fromEntries(headers.map((header, at) => [foldHeader(header), mapping[at] ?? '']))
  const data = { mapping: said, updatedById: w.who?.officialId ?? null, updatedAt: w.at }
  await w.tx.importMapping.createMany({ data: [{ ...key, ...data }], skipDuplicates: true })
  await w.tx.importMapping.updateMany({ where: key, data })
  w.touch('ImportMapping', key)
}

/** Reads another sheet of a workbook. Refusals: `not-in-charge`, `not-found`, `already-imported`, `sheet-unknown`, `no-header`, `no-rows`. */
export function chooseSheet({ actor, clock, input, requestKey }: Command<typeof chooseSheetSchema>) {
  return write({ who: actor, clock, command: 'imports.choose-sheet', requestKey, input }, async (w) => {
    if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
    const { batchId: id, sheet } = input
    const batch = await w.tx.importBatch.findUnique({
      where: { id },
      select: { id: true, kind: true, format: true, encoding: true, sheets: true },
    })
    if (!batch) return refuse('imports', 'not-found')
    if (!batch.sheets.includes(sheet)) return refuse('imports', 'sheet-unknown')
    const inspected = await inspectFile(sourceOf({ ...batch, sheet }))
    if (!inspected.ok) return inspected
    const { mapping } = await propose(w, importKindSchema.parse(batch.kind), inspected.value.headers)
    const chosen = await w.tx.importBatch.updateMany({
      where: { id, status: { in: [...OPEN] } },
      data: { ...inspected.value, mapping, status: 'UPLOADED', error: null },
    })
    if (chosen.count === 0) return refuse('imports', 'already-imported')
    w.touch('ImportBatch', { id })
    return ok(undefined)
  })
}

/**
 * Begins to write a checked file, every row or the correct ones, or goes on with one that was stopped. Refusals:
 * `not-in-charge`, `not-found`, `already-imported`, `has-problems` (mode ALL), `nothing-valid`.
 */
export function applyImport({ actor, clock, input, requestKey }: Command<typeof applyImportSchema>) {
  return write<Begun>({ who: actor, clock, command: 'imports.apply', requestKey, input }, async (w) => {
    if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
    const { batchId: id, mode } = input
    const batch = await w.tx.importBatch.findUnique({ where: { id } })
    if (!batch) return refuse('imports', 'not-found')
    const goesOn = mayGoOn(batch, w.at)
    if (batch.status !== 'PENDING' && !goesOn) return refuse('imports', 'already-imported')
    const left = batch.rowsTotal - batch.rowsValid
    if (mode === 'ALL' && left > 0) return refuse('imports', 'has-problems', { params: { count: left } })
    if (batch.rowsValid === 0) return refuse('imports', 'nothing-valid')
    const begun = await w.tx.importBatch.updateMany({
      where: { id, status: batch.status },
      data: {
        mode,
        status: 'RUNNING',
        error: null,
        undoUntil: null,
        importedById: actor?.officialId ?? null,
        ...(goesOn
          ? {}
          : { position: 0, chunks: 0, rowsApplied: 0, rowsCreated: 0, rowsUpdated: 0, rowsUnchanged: 0 }),
      },
    })
    if (begun.count === 0) return refuse('imports', 'already-imported')
    w.touch('ImportBatch', { id })
    return ok({ id, status: 'RUNNING', claim: await begin(w, 'import-apply', id) })
  })
}

/**
 * Stops what is under way: a check is put away, a running import ends after the chunk that is being written; what is
 * written stays and can be taken back. Refusals: `not-in-charge`, `not-running`.
 */
export function stopImport({ actor, clock, input, requestKey }: Command<typeof importSchema>) {
  return write<{ id: string }>(
    { who: actor, clock, command: 'imports.stop', requestKey, input },
    async (w) => {
      if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
      const id = input.batchId
      const stopped = await w.tx.importBatch.updateMany({
        where: { id, status: 'RUNNING' },
        data: { status: 'STOPPED', undoUntil: undoUntil(w.at) },
      })
      const dropped = await w.tx.importBatch.updateMany({
        where: { id, status: 'CHECKING' },
        data: { status: 'CANCELLED' },
      })
      if (stopped.count + dropped.count === 0) return refuse('imports', 'not-running')
      w.touch('ImportBatch', { id })
      const availableAt = dropped.count > 0 ? w.at : undoUntil(w.at)
      await w.enqueue(
        'import-clean',
        { id },
        { dedupeKey: `import-clean:${id}:${uuidv7(w.at)}`, availableAt },
      )
      return ok({ id })
    },
  )
}

/** Puts a file away of which nothing was imported. Refusals: `not-in-charge`, `already-imported`. */
export function discardImport({ actor, clock, input, requestKey }: Command<typeof importSchema>) {
  return write<{ id: string }>(
    { who: actor, clock, command: 'imports.discard', requestKey, input },
    async (w) => {
      if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
      const id = input.batchId
      const put = await w.tx.importBatch.updateMany({
        where: { id, OR: [{ status: { in: [...OPEN] } }, { status: 'STOPPED', chunks: 0 }] },
        data: { status: 'CANCELLED' },
      })
      if (put.count === 0) return refuse('imports', 'already-imported')
      w.touch('ImportBatch', { id })
      await w.enqueue('import-clean', { id }, { dedupeKey: `import-clean:${id}:${uuidv7(w.at)}` })
      return ok({ id })
    },
  )
}

/**
 * Begins to take back what an import wrote. Refusals: `not-in-charge`, `not-found`, `not-undoable`. Whether somebody
 * worked on its rows is found out by the worker, which says so on the import.
 */
export function undoImport({ actor, clock, input, requestKey }: Command<typeof importSchema>) {
  return write<Begun>({ who: actor, clock, command: 'imports.undo', requestKey, input }, async (w) => {
    if (actor && !mayImport(actor)) return refuse('imports', 'not-in-charge')
    const id = input.batchId
    const batch = await w.tx.importBatch.findUnique({
      where: { id },
      select: { status: true, chunks: true, undoUntil: true },
    })
    if (!batch) return refuse('imports', 'not-found')
    if (!mayUndo(batch, w.at)) return refuse('imports', 'not-undoable')
    const begun = await w.tx.importBatch.updateMany({
      where: { id, status: batch.status },
      data: { status: 'UNDOING', undoneById: actor?.officialId ?? null, error: null },
    })
    if (begun.count === 0) return refuse('imports', 'not-undoable')
    w.touch('ImportBatch', { id })
    return ok({ id, status: 'UNDOING', claim: await begin(w, 'import-undo', id) })
  })
}

/** Staged rows that go at once. */
const CLEANED_AT_ONCE = 50_000

/**
 * Removes what is no longer needed: staged rows and former values once an import can no longer be taken back, and the
 * file of one that was put away. The record and its problems stay. By the system; harmless when repeated.
 */
export async function cleanImport(clock: Clock, id: string): Promise<void> {
  const now = clock.now()
  const batch = await asSystem(now, (tx) => tx.importBatch.findUnique({ where: { id } }))
  const ended = batch && ['DONE', 'STOPPED', 'UNDONE', 'CANCELLED'].includes(batch.status)
  if (!ended || (mayUndo(batch, now) && batch.status !== 'CANCELLED')) return
  for (let removed = CLEANED_AT_ONCE; removed === CLEANED_AT_ONCE;)
    removed = await asSystem(
      now,
      (tx) => tx.$executeRaw`
        DELETE FROM "ImportRow" WHERE "batchId" = ${id}::uuid AND seq IN
          (SELECT seq FROM "ImportRow" WHERE "batchId" = ${id}::uuid ORDER BY seq LIMIT ${CLEANED_AT_ONCE})`,
      { timeout: 120_000 },
    )
  await asSystem(now, (tx) => tx.importChunk.updateMany({ where: { batchId: id }, data: { changes: {} } }))
  if (batch.status === 'CANCELLED') await dropFile(id)
}
