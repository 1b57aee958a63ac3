import { basename } from 'node:path'
import type { Prisma } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { asActor, asSystem } from '@/lib/platform/db'
import { toDate } from '@/lib/platform/clock'
import { isUuid } from '@/lib/platform/ids'
import { recordFiltersSchema, type RecordFilters } from '@/lib/records/schema'
import { readFormat } from './exports'
import type { ExportFormat } from './schema'
import type { ExportFile, ExportJobLine } from './types'

/** How many of the latest exports the page lists. */
const MOST_LISTED = 50

const LINE = {
  id: true,
  purpose: true,
  filters: true,
  format: true,
  status: true,
  rowsTotal: true,
  rowsDone: true,
  fileName: true,
  filePath: true,
  sha256: true,
  size: true,
  error: true,
  createdAt: true,
  expiresAt: true,
  requestId: true,
} as const

function toLine(
  { filePath, requestId, ...row }: Prisma.ExportJobGetPayload<{ select: typeof LINE }>,
  now: Date,
): ExportJobLine {
  return {
    ...row,
    scheduled: requestId !== null,
    // A search of an older version may use words that are gone: the list still shows the job.
    filters: recordFiltersSchema.safeParse(row.filters).data ?? {},
    format: readFormat(row.format),
    size: row.size === null ? null : Number(row.size),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    downloadable: row.status === 'DONE' && filePath !== null && !isOver(row.expiresAt, now),
  }
}

/** The actor's own exports, newest first: the latest, or those that follow one of them. */
export function listExports(
  actor: Actor,
  now: Date,
  { take = MOST_LISTED, after }: { take?: number; after?: string } = {},
): Promise<ExportJobLine[]> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.exportJob.findMany({
      // Ids are made in the order of time.
      where: { requestedById: actor.officialId, ...(after ? { id: { lt: after } } : {}) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take,
      select: LINE,
    })
    return rows.map((row) => toLine(row, now))
  })
}

/** One of the actor's own exports; null when there is none. */
export function findExport(actor: Actor, id: string, now: Date): Promise<ExportJobLine | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.exportJob.findFirst({ where: { id, requestedById: actor.officialId }, select: LINE })
    return row && toLine(row, now)
  })
}

/** How long what was approved may take until the worker orders it; after that nobody waits for it any more. */
const ORDERED_WITHIN_MS = 3_600_000

/** The purposes of own scheduled exports that were approved and not yet ordered, oldest first. */
export function listApproved(actor: Actor, now: Date): Promise<string[]> {
  return asActor(actor, now, async (tx) => {
    const approved = await tx.exportRequest.findMany({
      where: {
        requestedById: actor.officialId,
        status: 'APPROVED',
        decidedAt: { gt: toDate(now.getTime() - ORDERED_WITHIN_MS) },
      },
      orderBy: { decidedAt: 'asc' },
      select: { id: true, purpose: true },
    })
    const ordered = await tx.exportJob.findMany({
      where: { requestId: { in: approved.map(({ id }) => id) } },
      select: { requestId: true },
    })
    return approved
      .filter(({ id }) => !ordered.some(({ requestId }) => requestId === id))
      .map(({ purpose }) => purpose)
  })
}

/**
 * Own exports and what was approved but not yet ordered. What a worker orders meanwhile is in both rather than in neither:
 * the approved are read before the exports, not beside them.
 */
export async function listOwnExports(
  actor: Actor,
  now: Date,
): Promise<{ approved: string[]; jobs: ExportJobLine[] }> {
  const approved = await listApproved(actor, now)
  return { approved, jobs: await listExports(actor, now) }
}

/** The file of an own finished export; null when there is no such export, `gone` when its time is over. */
export function findExportFile(actor: Actor, jobId: string, now: Date): Promise<ExportFile | null> {
  if (!isUuid(jobId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const job = await tx.exportJob.findFirst({
      where: { id: jobId, requestedById: actor.officialId, status: 'DONE' },
      select: { filePath: true, fileName: true, format: true, size: true, sha256: true, expiresAt: true },
    })
    if (!job) return null
    const { filePath, fileName, size, sha256 } = job
    if (!filePath || !fileName || size === null || !sha256 || isOver(job.expiresAt, now))
      return { state: 'gone' }
    const key = exportKey(filePath)
    return { state: 'ready', key, fileName, sha256, size: Number(size), format: readFormat(job.format) }
  })
}

/** Where the file of an export is kept. */
export function exportKey(filePath: string): string {
  return `exports/${basename(filePath)}`
}

export interface ExportOrder {
  requestedById: string
  filters: RecordFilters
  format: ExportFormat
  locale: 'zh' | 'en'
  createdAt: Date
  filePath: string | null
}

/** A job as the worker carries it out. By the system. */
export function findExportOrder(jobId: string, now: Date): Promise<ExportOrder | null> {
  return asSystem(now, async (tx) => {
    const row = await tx.exportJob.findUnique({
      where: { id: jobId },
      select: {
        requestedById: true,
        filters: true,
        format: true,
        locale: true,
        createdAt: true,
        filePath: true,
      },
    })
    if (!row) return null
    const locale = row.locale === 'en' ? 'en' : 'zh'
    return { ...row, locale, filters: recordFiltersSchema.parse(row.filters), format: readFormat(row.format) }
  })
}

const isOver = (expiresAt: Date | null, now: Date): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now.getTime()
