import { cancelExport, orderExport, recordDownload } from '@/lib/exports/commands'
import { findExport, findExportFile, listExports } from '@/lib/exports/queries'
import { files, openKept } from '@/lib/platform/files'
import { isUuid } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { hasRecordsDesk } from '@/lib/records/policy'
import { listRefusal } from '../cases/cases'
import { defineOperation } from '../define-operation'
import { decodeCursor, encodeCursor } from '../rules/cursor'
import { exportLine, exportPage, exportParams, exportQuery, orderBody } from './schema'

const TYPE = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const

export const listOwnExports = defineOperation({
  id: 'listExports',
  method: 'GET',
  path: '/exports',
  tag: 'exports',
  callers: 'person',
  scope: 'exports:read',
  query: exportQuery,
  answer: exportPage,
  run: async ({ actor, clock, query: { limit, cursor } }) => {
    if (!hasRecordsDesk(actor)) return refuse('exports', 'no-desk')
    const after = cursor === undefined ? [] : decodeCursor('exports', 1, cursor)
    if (!after || (after[0] && !isUuid(after[0]))) return listRefusal('cursor')
    const found = await listExports(actor, clock.now(), { take: limit + 1, after: after[0] })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return ok({
      value: { items, nextCursor: found.length > limit && last ? encodeCursor('exports', [last.id]) : null },
    })
  },
})

export const orderOwnExport = defineOperation({
  id: 'orderExport',
  method: 'POST',
  path: '/exports',
  tag: 'exports',
  callers: 'person',
  scope: 'exports:write',
  body: orderBody,
  example: { purpose: '年度检查', format: 'csv', locale: 'zh', filters: { kind: 'ADVANCE_REPORT' } },
  answer: exportLine,
  makes: true,
  run: async ({ actor, clock, body, requestKey }) => {
    const ordered = await orderExport({ actor, clock, input: body, requestKey })
    if (!ordered.ok) return ordered
    const { jobId } = ordered.value
    const job = await findExport(actor, jobId, clock.now())
    return job ? ok({ value: job, created: `/exports/${jobId}` }) : refuse('exports', 'not-found')
  },
})

export const getExport = defineOperation({
  id: 'getExport',
  method: 'GET',
  path: '/exports/{id}',
  tag: 'exports',
  callers: 'person',
  scope: 'exports:read',
  params: exportParams,
  answer: exportLine,
  run: async ({ actor, clock, params }) => {
    const job = await findExport(actor, params.id, clock.now())
    return job ? ok({ value: job }) : refuse('exports', 'not-found')
  },
})

export const cancelOwnExport = defineOperation({
  id: 'cancelExport',
  method: 'POST',
  path: '/exports/{id}/cancellation',
  tag: 'exports',
  callers: 'person',
  scope: 'exports:write',
  params: exportParams,
  answer: exportLine,
  run: async ({ actor, clock, params, requestKey }) => {
    const cancelled = await cancelExport({ actor, clock, input: { jobId: params.id }, requestKey })
    if (!cancelled.ok) return cancelled
    const job = await findExport(actor, params.id, clock.now())
    return job ? ok({ value: job }) : refuse('exports', 'not-found')
  },
})

export const downloadExport = defineOperation({
  id: 'downloadExport',
  method: 'GET',
  path: '/exports/{id}/file',
  tag: 'exports',
  callers: 'person',
  scope: 'exports:read',
  params: exportParams,
  answer: exportLine,
  file: Object.values(TYPE),
  statuses: [410],
  run: async ({ actor, clock, params }) => {
    if (!hasRecordsDesk(actor)) return refuse('exports', 'no-desk')
    const now = clock.now()
    const file = await findExportFile(actor, params.id, now)
    const job = file && (await findExport(actor, params.id, now))
    if (!file || !job) return refuse('exports', 'not-found')
    const there = file.state === 'ready' && (await files().stat(file.key))?.size === file.size
    if (file.state === 'gone' || !there) return refuse('api', 'file-gone')
    // Into the log before the first byte.
    const recorded = await recordDownload({ actor, clock, input: { jobId: params.id } })
    if (!recorded.ok) return recorded
    const kept = await openKept(file.key, file.sha256)
    if (!kept) return refuse('api', 'file-gone')
    const { size, fileName: name } = file
    return ok({ value: job, file: { stream: kept.stream, type: TYPE[file.format], size, name } })
  },
})
