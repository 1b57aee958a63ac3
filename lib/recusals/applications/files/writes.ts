import { FILE_NAME_LENGTH } from '@/lib/attachments/schema'
import type { Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { uuidv7 } from '@/lib/platform/ids'
import { cleanFileName } from '@/lib/platform/text'

/** The files of a form become the application's. */
export async function keepFiles(w: Write, formHash: string, applicationId: string): Promise<void> {
  const rows = await w.tx.publicFile.findMany({
    where: { formHash, applicationId: null },
    select: { id: true },
  })
  await w.tx.publicFile.updateMany({ where: { formHash, applicationId: null }, data: { applicationId } })
  for (const { id } of rows) w.touch('PublicFile', { id })
}

/** Files of an application that whoever accepts it takes over into the case, under their own name. */
export async function takeOverFiles(
  w: Write,
  actor: Actor,
  from: { applicationId: string; fileIds: readonly string[]; caseId: string },
): Promise<void> {
  const rows = await w.tx.publicFile.findMany({
    where: { applicationId: from.applicationId, id: { in: [...from.fileIds] } },
    orderBy: { createdAt: 'asc' },
  })
  for (const row of rows) {
    const id = uuidv7(w.at)
    await w.tx.attachment.createMany({
      data: [
        {
          id,
          caseId: from.caseId,
          fileName: cleanFileName(row.fileName, FILE_NAME_LENGTH),
          mediaType: row.mediaType,
          sha256: row.sha256,
          size: row.size,
          uploadedById: actor.officialId,
          createdAt: w.at,
        },
      ],
    })
    w.touch('Attachment', { id })
  }
}
