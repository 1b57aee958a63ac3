import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { asSystem } from '@/lib/platform/db'
import { files } from '@/lib/platform/files'
import { getTranslator } from '@/lib/platform/i18n'
import type { JsonValue } from '@/lib/platform/json'
import { logger } from '@/lib/platform/log'
import { keepClaim, type Handled, type Handler } from '@/lib/platform/outbox'
import { beginExport, expireExport, failExport, finishExport } from './commands'
import { exportFileName, remembered, type Words } from './exports'
import { fileBytes } from './files/files'
import { exportKey, findExportOrder, type ExportOrder } from './queries'
import { withExportRows, type ExportReading } from './rows/queries'
import type { ExportFacts } from './types'

/** The longest an export may read; after it the snapshot ends and the job fails. */
const LONGEST_MS = 3_600_000
/** How often an export says how far it is and asks whether to go on. */
const REPORT_MS = 400

/** Somebody cancelled: the file is dropped and nothing is wrong. */
class Cancelled extends Error {}
/** The worker stops: the job stays and is begun again. */
class Interrupted extends Error {}

export const handlers: Record<string, Handler> = { export: runExport, exportExpiry: removeExport }

/**
 * Writes the file of one export as the person who ordered it: row-level security decides which cases are in it, in one
 * snapshot, so that the rows and their number agree. Begun again after a crash; cancelled or ended jobs are left alone.
 */
async function runExport(payload: JsonValue, context: Handled): Promise<void> {
  const { clock } = context
  const jobId = jobIdOf(payload)
  const order = await findExportOrder(jobId, clock.now())
  if (!order || !(await beginExport(clock, jobId)).ok) return
  const filePath = `${jobId}.${order.format}`
  try {
    const words = remembered(wordsOf(order))
    const written = await withExportRows(jobId, order, clock.now(), (reading) =>
      writeWatched(reading, { jobId, order, key: exportKey(filePath), words, context }),
    )
    if (!written) throw new Interrupted('another worker writes this export')
    const fileName = exportFileName(words, order.createdAt, jobId, order.format)
    const finished = await finishExport(clock, jobId, { ...written, fileName, filePath })
    if (!finished.ok) await files().remove(exportKey(filePath))
  } catch (error) {
    if (error instanceof Interrupted) throw error
    await files().remove(exportKey(filePath))
    if (error instanceof Cancelled) return
    logger.error({ jobId, err: error }, 'export failed')
    await failExport(clock, jobId, isDiskFull(error) ? 'disk-full' : 'unexpected')
  }
}

interface Task {
  jobId: string
  order: ExportOrder
  key: string
  words: Words
  context: Handled
}

/** Writes the rows, and beside it reports. When the report says no, the database stops at once and so does the file. */
async function writeWatched(
  reading: ExportReading,
  task: Task,
): Promise<{ sha256: string; size: number; rows: number }> {
  const { jobId, context, order, key, words } = task
  const progress: { rowsDone: number; rowsTotal: number | null } = { rowsDone: 0, rowsTotal: null }
  const over = new AbortController()
  let why: unknown
  const watch = async () => {
    const until = performance.now() + LONGEST_MS
    while (!over.signal.aborted) {
      try {
        await report(context, jobId, progress)
        if (performance.now() > until) throw new Error('the export takes too long')
      } catch (error) {
        why = error
        over.abort()
        await reading.stop(context.clock.now())
        return
      }
      await pause(REPORT_MS, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  // The first report comes before the first row is asked for: who cancelled early is heard early.
  await report(context, jobId, progress)
  const total = reading.total().then((rows) => (progress.rowsTotal = rows))
  // Only looked at when everything is written; until then nobody waits for it.
  total.catch(() => undefined)
  const watching = watch()
  try {
    const file = await files().put(
      key,
      fileBytes(order.format, batches(reading, progress, over.signal), words),
    )
    const counted = await total
    if (progress.rowsDone !== counted) throw new Error(`wrote ${progress.rowsDone} rows of ${counted}`)
    over.abort()
    await watching
    return { ...file, rows: progress.rowsDone }
  } catch (error) {
    over.abort()
    await watching
    throw why ?? error
  }
}

/** While one batch is written, the database reads the next. */
async function* batches(
  reading: ExportReading,
  progress: { rowsDone: number },
  signal: AbortSignal,
): AsyncGenerator<readonly ExportFacts[]> {
  let coming = reading.next()
  for (;;) {
    const batch = await coming
    signal.throwIfAborted()
    if (batch.length === 0) return
    coming = reading.next()
    // Whoever stops reading here leaves it behind, with what became of it.
    coming.catch(() => undefined)
    yield batch
    progress.rowsDone += batch.length
  }
}

/** Removes the file of an export whose time is over. */
async function removeExport(payload: JsonValue, { clock }: Handled): Promise<void> {
  const jobId = jobIdOf(payload)
  const order = await findExportOrder(jobId, clock.now())
  if (!order?.filePath) return
  await files().remove(exportKey(order.filePath))
  await expireExport(clock, jobId)
}

/** Says how far it is and asks whether to go on. */
async function report(
  { clock, signal, dedupeKey }: Handled,
  jobId: string,
  progress: { rowsTotal: number | null; rowsDone: number },
) {
  if (signal.aborted) throw new Interrupted('the worker stops')
  const now = clock.now()
  const running = await asSystem(now, async (tx) => {
    await keepClaim(tx, dedupeKey, now)
    return tx.exportJob.updateMany({ where: { id: jobId, status: 'RUNNING' }, data: { ...progress } })
  })
  if (running.count === 0) throw new Cancelled('cancelled')
}

function wordsOf(order: Pick<ExportOrder, 'locale'>): Words {
  const t = getTranslator(order.locale) as (key: string) => string
  return t
}

function jobIdOf(payload: JsonValue): string {
  const jobId =
    typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload.jobId : null
  if (typeof jobId !== 'string') throw new Error('an export message names no job')
  return jobId
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC'
}
