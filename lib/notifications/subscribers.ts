import { z } from 'zod'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import { canonicalise, type JsonValue } from '@/lib/platform/json'

const noticeSchema = z.object({
  officialId: z.uuid(),
  kind: z.string(),
  caseId: z.uuid(),
  caseKind: z.enum(['ADVANCE_REPORT', 'RECUSAL_REQUEST', 'RECUSAL_DECISION', 'REFUSAL', 'OBJECTION']),
  number: z.string().nullable(),
  desk: z.enum(['my', 'review', 'records', 'matter']),
  /** For somebody who may not read the case itself. */
  matterId: z.uuid().nullish(),
})

const MY_PAGE = {
  ADVANCE_REPORT: '/my/advance-reports',
  RECUSAL_REQUEST: '/my/recusal-requests',
  RECUSAL_DECISION: '/my/decisions',
  REFUSAL: '/my/refusals',
  OBJECTION: '/my/objections',
} as const

function hrefOf({ desk, caseKind, caseId, matterId }: z.output<typeof noticeSchema>): string {
  if (desk === 'matter') return matterId ? `/matters/${matterId}` : '/matters'
  return desk === 'my' ? `${MY_PAGE[caseKind]}/${caseId}` : `/${desk}/${caseId}`
}

/** About an export: neither a case nor a person is named. */
const exportNoticeSchema = z.object({
  officialId: z.uuid(),
  kind: z.string(),
  page: z.enum(['exports', 'schedules', 'requests']),
})
const EXPORT_PAGE = {
  exports: '/records/exports',
  schedules: '/records/exports/schedules',
  requests: '/records/exports/requests',
} as const

/** The row of a notice, from what a command said of it. */
function rowOf(payload: JsonValue) {
  const about = exportNoticeSchema.safeParse(payload)
  if (about.success) {
    const { officialId, kind, page } = about.data
    return { officialId, kind, caseId: null, params: {}, href: EXPORT_PAGE[page] }
  }
  const message = noticeSchema.parse(payload)
  const { officialId, kind, caseId, caseKind, number } = message
  return { officialId, kind, caseId, params: { number: number ?? '', caseKind }, href: hrefOf(message) }
}

/** Puts a notice on somebody's desk. The message's dedupe key makes a second delivery harmless. */
export async function notice(
  payload: JsonValue,
  context: { clock: Clock; dedupeKey: string },
): Promise<void> {
  const at = context.clock.now()
  const row = rowOf(payload)
  const stored = {
    ...row,
    id: uuidv7(at),
    dedupeKey: context.dedupeKey || canonicalise(payload),
    createdAt: at,
  }
  await asSystem(at, (tx) => insertRows(tx, 'Notice', [stored], { skipDuplicates: true }))
}
