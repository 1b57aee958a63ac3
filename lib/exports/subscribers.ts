import { writeXlsxStream } from 'hucre/xlsx'
import { Prisma } from '@/prisma/generated/client/client'
import { BOM, csvLine } from '@/lib/platform/csv'
import { asActorInSnapshot, asSystem } from '@/lib/platform/db'
import { files } from '@/lib/platform/files'
import { getTranslator } from '@/lib/platform/i18n'
import type { JsonValue } from '@/lib/platform/json'
import { logger } from '@/lib/platform/log'
import { keepClaim, type Handled, type Handler } from '@/lib/platform/outbox'
import { condition } from '@/lib/records/records'
import { beginExport, expireExport, failExport, finishExport } from './commands'
import {
  cellsOf,
  COLUMNS,
  csvCell,
  exportFileName,
  headerRow,
  sheetCell,
  type Cell,
  type Words,
} from './exports'
import { exportKey, findExportOrder, hasExportLock, type ExportOrder } from './queries'
import { countExportRows, readExportRows } from './rows/queries'

/** The longest an export may read; after it the snapshot ends and the job fails. */
const LONGEST_MS = 3_600_000

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
    const written = await asActorInSnapshot(
      { officialId: order.requestedById },
      clock.now(),
      LONGEST_MS,
      async (tx) => {
        if (!(await hasExportLock(tx, jobId))) throw new Interrupted('another worker writes this export')
        const where = Prisma.sql`${condition(order.filters, order.createdAt)} AND c."createdAt" <= ${order.createdAt.toISOString()}::timestamptz`
        const total = await countExportRows(tx, where)
        const words = wordsOf(order)
        let rows = 0
        async function* cells(): AsyncGenerator<Cell[]> {
          let after: string | null | undefined
          do {
            await report(context, jobId, { rowsTotal: total, rowsDone: rows })
            const batch = await readExportRows(tx, where, after ?? undefined, order?.createdAt ?? clock.now())
            for (const facts of batch.rows) yield cellsOf(facts, words)
            rows += batch.rows.length
            after = batch.after
          } while (after)
          await report(context, jobId, { rowsTotal: total, rowsDone: rows })
        }
        const bytes = order.format === 'xlsx' ? sheetBytes(cells(), words) : csvBytes(cells(), words)
        const file = await files().put(exportKey(filePath), bytes)
        if (rows !== total) throw new Error(`wrote ${rows} rows of ${total}`)
        return { ...file, rows }
      },
    )
    const fileName = exportFileName(wordsOf(order), order.createdAt, jobId, order.format)
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
  data: { rowsTotal: number; rowsDone: number },
) {
  if (signal.aborted) throw new Interrupted('the worker stops')
  const now = clock.now()
  const running = await asSystem(now, async (tx) => {
    await keepClaim(tx, dedupeKey, now)
    return tx.exportJob.updateMany({ where: { id: jobId, status: 'RUNNING' }, data })
  })
  if (running.count === 0) throw new Cancelled('cancelled')
}

async function* csvBytes(rows: AsyncIterable<Cell[]>, words: Words): AsyncGenerator<Buffer> {
  let text = BOM + csvLine(headerRow(words))
  for await (const row of rows) {
    text += csvLine(row.map(csvCell))
    if (text.length < 65_536) continue
    yield Buffer.from(text, 'utf8')
    text = ''
  }
  yield Buffer.from(text, 'utf8')
}

/** Read row by row: the workbook is never whole in memory. */
function sheetBytes(rows: AsyncIterable<Cell[]>, words: Words): AsyncIterable<Uint8Array> {
  const headers = headerRow(words)
  const columns = COLUMNS.map(({ width, isInstant }, index) => ({
    header: headers[index],
    width,
    ...(isInstant ? { numFmt: 'yyyy-mm-dd hh:mm' } : {}),
  }))
  async function* cells() {
    for await (const row of rows) yield row.map(sheetCell)
  }
  return writeXlsxStream(cells(), { name: words('exports.sheet'), columns, freezePane: { rows: 1 } })
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
