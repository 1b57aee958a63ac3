import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write, type Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { toDate, type Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse } from '@/lib/platform/result'
import { hasRecordsDesk } from '@/lib/records/policy'
import { tell } from './schedules/writes'
import type { exportJobSchema, orderExportSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** More unfinished exports than these at a time are refused to one person. */
const MOST_UNDER_WAY = 3
const UNFINISHED = ['PENDING', 'RUNNING'] as const
const HOUR_MS = 3_600_000

/**
 * Orders the export of a search: the purpose and the search are recorded, the worker writes the file as this very
 * person. Refusals: `no-desk`, `too-many-running`.
 */
export function orderExport({ actor, clock, input, requestKey }: Command<typeof orderExportSchema>) {
  return write<{ jobId: string }>(
    { who: actor, clock, command: 'exports.order', requestKey, input: input as JsonValue },
    async (w) => {
      if (!hasRecordsDesk(actor)) return refuse('exports', 'no-desk')
      const underWay = await w.tx.exportJob.count({
        where: { requestedById: actor.officialId, status: { in: [...UNFINISHED] } },
      })
      if (underWay >= MOST_UNDER_WAY)
        return refuse('exports', 'too-many-running', { params: { count: underWay } })
      const id = uuidv7(w.at)
      await w.tx.exportJob.createMany({
        data: [
          {
            id,
            requestedById: actor.officialId,
            purpose: input.purpose,
            filters: input.filters as Prisma.InputJsonValue,
            format: input.format,
            locale: input.locale,
            createdAt: w.at,
          },
        ],
      })
      w.touch('ExportJob', { id })
      await w.enqueue('export', { jobId: id }, { dedupeKey: `export:${id}` })
      return ok({ jobId: id })
    },
  )
}

/** Stops an own export; the worker drops its file at the next batch. Refusals: `not-found`, `already-ended`. */
export function cancelExport({ actor, clock, input, requestKey }: Command<typeof exportJobSchema>) {
  return write({ who: actor, clock, command: 'exports.cancel', requestKey, input }, async (w) => {
    const own = { id: input.jobId, requestedById: actor.officialId }
    if ((await w.tx.exportJob.count({ where: own })) === 0) return refuse('exports', 'not-found')
    const cancelled = await w.tx.exportJob.updateMany({
      where: { ...own, status: { in: [...UNFINISHED] } },
      data: { status: 'CANCELLED', finishedAt: w.at },
    })
    if (cancelled.count === 0) return refuse('exports', 'already-ended')
    w.touch('ExportJob', { id: input.jobId })
    return ok(undefined)
  })
}

/** Writes into the log, before the first byte, that the requester takes the file. Refusal: `not-found`. */
export function recordDownload({ actor, clock, input }: Command<typeof exportJobSchema>) {
  return write({ who: actor, clock, command: 'exports.download' }, async (w) => {
    const own = { id: input.jobId, requestedById: actor.officialId, status: 'DONE' as const }
    if ((await w.tx.exportJob.count({ where: own })) === 0) return refuse('exports', 'not-found')
    w.touch('ExportJob', { id: input.jobId })
    return ok(undefined)
  })
}

/** The worker takes a job up, also one that a worker now gone had begun. Refusal: `already-ended`. By the system. */
export function beginExport(clock: Clock, jobId: string) {
  return bySystem(clock, 'exports.begin', jobId, (w) =>
    w.tx.exportJob.updateMany({
      where: { id: jobId, status: { in: [...UNFINISHED] } },
      data: { status: 'RUNNING', startedAt: w.at, rowsDone: 0, rowsTotal: null },
    }),
  )
}

export interface FinishedFile {
  fileName: string
  /** Relative to the folder of exports. */
  filePath: string
  size: number
  sha256: string
  rows: number
}

/** The file is whole and in its place. Refusal: `already-ended` when it was cancelled meanwhile. By the system. */
export function finishExport(clock: Clock, jobId: string, { rows, size, ...file }: FinishedFile) {
  return bySystem(clock, 'exports.finish', jobId, async (w) => {
    const job = await w.tx.exportJob.findUnique({
      where: { id: jobId },
      select: { requestId: true, requestedById: true },
    })
    // Whoever ordered by hand waits for it; of what a schedule asked for, the requester is told.
    if (job?.requestId) await tell(w, job.requestedById, 'export-ready', 'exports', jobId)
    const expiresAt = toDate(w.at.getTime() + env().EXPORT_KEEP_HOURS * HOUR_MS)
    await w.enqueue(
      'exportExpiry',
      { jobId },
      { dedupeKey: `export-expiry:${jobId}`, availableAt: expiresAt },
    )
    return w.tx.exportJob.updateMany({
      where: { id: jobId, status: 'RUNNING' },
      data: {
        ...file,
        status: 'DONE',
        size: BigInt(size),
        rowsDone: rows,
        rowsTotal: rows,
        finishedAt: w.at,
        expiresAt,
      },
    })
  })
}

/** No file came of it; `error` is a message key below `exports.error`. Refusal: `already-ended`. By the system. */
export function failExport(clock: Clock, jobId: string, error: string) {
  return bySystem(clock, 'exports.fail', jobId, (w) =>
    w.tx.exportJob.updateMany({
      where: { id: jobId, status: { in: [...UNFINISHED] } },
      data: { status: 'FAILED', error, finishedAt: w.at },
    }),
  )
}

/** The file's time is over; the record stays. Refusal: `already-ended` when there was none. By the system. */
export function expireExport(clock: Clock, jobId: string) {
  return bySystem(clock, 'exports.expire', jobId, (w) =>
    w.tx.exportJob.updateMany({
      where: { id: jobId, status: 'DONE', filePath: { not: null } },
      data: { filePath: null },
    }),
  )
}

function bySystem(
  clock: Clock,
  command: string,
  jobId: string,
  change: (w: Write) => Promise<{ count: number }>,
) {
  return write({ who: null, clock, command }, async (w) => {
    const { count } = await change(w)
    if (count === 0) return refuse('exports', 'already-ended')
    w.touch('ExportJob', { id: jobId })
    return ok(undefined)
  })
}
