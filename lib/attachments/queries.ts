import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { AttachedFile } from './types'

/** The files of a case the actor may read. */
export function listAttachments(actor: Actor, caseId: string, now: Date): Promise<AttachedFile[]> {
  if (!isUuid(caseId)) return Promise.resolve([])
  return asActor(actor, now, async (tx) => {
    const rows = await tx.attachment.findMany({
      where: { caseId, removedAt: null },
      orderBy: { createdAt: 'asc' },
      select: { id: true, fileName: true, size: true },
    })
    return rows.map((row) => ({
      id: row.id,
      name: row.fileName,
      size: row.size,
      href: `/api/uploads/${row.id}`,
    }))
  })
}

/** One file for download; null when there is none the actor may read. */
export function findAttachment(
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ fileName: string; mediaType: string; sha256: string } | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, (tx) =>
    tx.attachment.findFirst({
      where: { id, removedAt: null },
      select: { fileName: true, mediaType: true, sha256: true },
    }),
  )
}
