import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { ApplicationFile } from './types'

/** The files of an application, in the order in which they came. */
export async function readFiles(tx: Tx, applicationId: string): Promise<ApplicationFile[]> {
  const rows = await tx.publicFile.findMany({
    where: { applicationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, fileName: true, size: true, sha256: true, scanned: true },
  })
  return rows.map(({ fileName, ...row }) => ({ ...row, name: fileName }))
}

/** One file for download; null when its application is not for the actor's desk. */
export function findApplicationFile(
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ fileName: string; mediaType: string; sha256: string } | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, (tx) =>
    tx.publicFile.findUnique({ where: { id }, select: { fileName: true, mediaType: true, sha256: true } }),
  )
}
