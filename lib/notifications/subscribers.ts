import { z } from 'zod'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
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

/** Puts a notice on somebody's desk. The message's dedupe key makes a second delivery harmless. */
export async function notice(
  payload: JsonValue,
  context: { clock: Clock; dedupeKey: string },
): Promise<void> {
  const message = noticeSchema.parse(payload)
  const at = context.clock.now()
  const href = hrefOf(message)
  await asSystem(at, (tx) =>
    tx.notice.createMany({
      data: [
        {
          id: uuidv7(at),
          officialId: message.officialId,
          caseId: message.caseId,
          kind: message.kind,
          params: { number: message.number ?? '', caseKind: message.caseKind },
          href,
          dedupeKey: context.dedupeKey || canonicalise(payload),
          createdAt: at,
        },
      ],
      skipDuplicates: true,
    }),
  )
}
