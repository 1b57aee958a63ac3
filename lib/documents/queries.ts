import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { Receipt } from './types'

/** The receipt of the actor's own filing; null when there is none, or nothing was filed yet. */
export function findReceipt(actor: Actor, caseId: string, now: Date): Promise<Receipt | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findFirst({
      where: { id: caseId, filedById: actor.officialId, kind: { in: ['ADVANCE_REPORT', 'RECUSAL_REQUEST'] } },
      select: {
        kind: true,
        number: true,
        title: true,
        policyVersion: true,
        subject: { select: { name: true, staffNo: true, post: true, organ: { select: { name: true } } } },
        versions: {
          orderBy: { number: 'desc' },
          select: { number: true, submittedAt: true, contentHash: true },
        },
      },
    })
    if (!row?.number || row.versions.length === 0) return null
    return {
      kind: row.kind === 'ADVANCE_REPORT' ? 'ADVANCE_REPORT' : 'RECUSAL_REQUEST',
      number: row.number,
      title: row.title,
      who: `${row.subject.name}（${row.subject.staffNo}，${row.subject.organ.name} ${row.subject.post}）`,
      policyVersion: row.policyVersion,
      versions: row.versions.map((version) => ({
        ...version,
        submittedAt: version.submittedAt.toISOString(),
      })),
    }
  })
}
