import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { takeCase } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { storeFile } from '@/lib/platform/files'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { cleanFileName } from '@/lib/platform/text'
import { FILE_NAME_LENGTH, type removeSchema } from './schema'
import { vetFile } from './writes'

/** Statuses in which a filer may still change the attachments. */
const OPEN: readonly string[] = [
  'DRAFT',
  'NOTICE_GIVEN',
  'RETURNED',
  'APPROVED',
  'APPROVED_WITH_CONDITIONS',
  'RESULT_DUE',
  'HEARING',
  'ISSUED',
]

async function mayChange(w: Write, actor: Actor, caseId: string): Promise<Result<undefined>> {
  const taken = await takeCase(w, caseId, null)
  if (!taken.ok) return taken
  const row = taken.value
  const clerk = actor.roles.some((grant) => grant.role === 'CLERK' && grant.organId === row.handlingOrganId)
  const theirs =
    row.filedById === actor.officialId ||
    (row.kind === 'RECUSAL_DECISION' && clerk && row.subjectId !== actor.officialId)
  return theirs && OPEN.includes(row.status) ? ok(undefined) : refuse('filing', 'not-editable')
}

interface AddFile {
  actor: Actor
  clock: Clock
  input: { caseId: string; name: string; bytes: Uint8Array }
}

/**
 * Attaches a file to a case the actor is filing, or serves. Refusals: those of `vetFile`, `too-many-files`, `not-editable`.
 */
export async function addAttachment({ actor, clock, input }: AddFile) {
  const { caseId, bytes } = input
  const { UPLOADS_PER_CASE } = env()
  const vetted = await vetFile(bytes)
  if (!vetted.ok) return vetted
  const mediaType = vetted.value
  return write({ who: actor, clock, command: 'attachments.add' }, async (w) => {
    const may = await mayChange(w, actor, caseId)
    if (!may.ok) return may
    const there = await w.tx.attachment.count({ where: { caseId, removedAt: null } })
    if (there >= UPLOADS_PER_CASE)
      return refuse('filing', 'too-many-files', { params: { limit: UPLOADS_PER_CASE } })
    const id = uuidv7(w.at)
    const fileName = cleanFileName(input.name, FILE_NAME_LENGTH)
    const sha256 = await storeFile(bytes)
    await w.tx.attachment.createMany({
      data: [
        {
          id,
          caseId,
          fileName,
          mediaType,
          sha256,
          size: bytes.length,
          uploadedById: actor.officialId,
          createdAt: w.at,
        },
      ],
    })
    w.touch('Attachment', { id })
    return ok({ id, name: fileName, size: bytes.length, href: `/api/uploads/${id}` })
  })
}

interface RemoveFile {
  actor: Actor
  clock: Clock
  input: z.output<typeof removeSchema>
}

/** Takes a file off a case; the record that it was there stays. Refusals: `not-found`, `not-editable`. */
export function removeAttachment({ actor, clock, input }: RemoveFile) {
  return write({ who: actor, clock, command: 'attachments.remove' }, async (w) => {
    const row = await w.tx.attachment.findUnique({ where: { id: input.id }, select: { caseId: true } })
    if (!row) return refuse('cases', 'not-found')
    const may = await mayChange(w, actor, row.caseId)
    if (!may.ok) return may
    await w.tx.attachment.updateMany({ where: { id: input.id, removedAt: null }, data: { removedAt: w.at } })
    w.touch('Attachment', { id: input.id })
    return ok({ id: input.id })
  })
}
