import { FILE_NAME_LENGTH } from '@/lib/attachments/schema'
import { vetFile } from '@/lib/attachments/writes'
import { write } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { toDate } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { removeFile, storeFile } from '@/lib/platform/files'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { hasScanner } from '@/lib/platform/scan'
import { cleanFileName } from '@/lib/platform/text'
import { countUse } from '../counting/commands'
import { codeHash, queryCode } from '../rules/query-code'
import { openedForm, publicSecret } from '../writes'
import { PUBLIC_MEDIA_TYPES } from './schema'

const HOUR = 3_600_000

/** How the files of an open form are found: from its token, as the query code is, and just as secret. */
export function formHashOf(nonce: string): string {
  return codeHash(queryCode(publicSecret(), nonce)) as string
}

interface AddFile {
  clock: Clock
  address: string
  input: { token: string; name: string; bytes: Uint8Array }
}

/**
 * Adds a file to a form that is open, before it is sent. Refusals: `automated`, `form-expired`, `too-many`, those of `vetFile`,
 * `too-many-files`, `already-filed`.
 */
export async function addPublicFile({ clock, address, input }: AddFile) {
  const opened = openedForm(input.token, clock.now(), 0)
  if (!opened.ok) return opened
  const counted = await countUse(clock, 'attach', address)
  if (!counted.ok) return counted
  const { PUBLIC_FILES, PUBLIC_FILE_MAX_BYTES: maxBytes, PUBLIC_FORM_HOURS } = env()
  const vetted = await vetFile(input.bytes, { maxBytes, types: PUBLIC_MEDIA_TYPES })
  if (!vetted.ok) return vetted
  const formHash = formHashOf(opened.value)
  const fileName = cleanFileName(input.name, FILE_NAME_LENGTH)
  return write({ who: null, clock, command: 'applications.attach' }, async (w) => {
    // One form at a time, so that two files at once do not both find room.
    await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${formHash}, 0))`
    const filed = await w.tx.publicApplication.count({ where: { codeHash: formHash } })
    if (filed > 0) return refuse('applications', 'already-filed')
    const there = await w.tx.publicFile.count({ where: { formHash } })
    if (there >= PUBLIC_FILES) return refuse('filing', 'too-many-files', { params: { limit: PUBLIC_FILES } })
    const id = uuidv7(w.at)
    const size = input.bytes.length
    const sha256 = await storeFile(input.bytes)
    await w.tx.publicFile.createMany({
      data: [
        {
          id,
          formHash,
          fileName,
          mediaType: vetted.value,
          size,
          sha256,
          scanned: hasScanner(),
          createdAt: w.at,
        },
      ],
    })
    w.touch('PublicFile', { id })
    const availableAt = toDate(w.at.getTime() + (PUBLIC_FORM_HOURS + 1) * HOUR)
    await w.enqueue('application-file-unused', { id }, { dedupeKey: `application-file:${id}`, availableAt })
    return ok({ id, name: fileName, size })
  })
}

interface RemoveFile {
  clock: Clock
  input: { token: string; id: string }
}

/** Takes a file off a form that is still open. Refusals: `automated`, `form-expired`, `already-filed`. */
export async function removePublicFile({ clock, input }: RemoveFile): Promise<Result<{ id: string }>> {
  const opened = openedForm(input.token, clock.now(), 0)
  if (!opened.ok) return opened
  return dropFile(clock, { id: input.id, formHash: formHashOf(opened.value) })
}

/** Removes a file whose form was never sent; the worker calls it once the form can no longer be. */
export function removeUnusedFile(clock: Clock, id: string): Promise<Result<{ id: string }>> {
  return dropFile(clock, { id })
}

async function dropFile(
  clock: Clock,
  where: { id: string; formHash?: string },
): Promise<Result<{ id: string }>> {
  const before = await asSystem(clock.now(), (tx) =>
    tx.publicFile.findFirst({ where, select: { sha256: true, applicationId: true } }),
  )
  if (!before) return ok({ id: where.id })
  if (before.applicationId) return refuse('applications', 'already-filed')
  const dropped = await write({ who: null, clock, command: 'applications.detach' }, async (w) => {
    const gone = await w.tx.publicFile.deleteMany({ where: { ...where, applicationId: null } })
    if (gone.count === 0) return refuse('applications', 'already-filed')
    w.touch('PublicFile', { id: where.id })
    // The same content may have come from somebody else too.
    const others =
      (await w.tx.publicFile.count({ where: { sha256: before.sha256 } })) +
      (await w.tx.attachment.count({ where: { sha256: before.sha256 } }))
    return ok({ unused: others === 0 })
  })
  if (!dropped.ok) return dropped
  if (dropped.value.unused) await removeFile(before.sha256)
  return ok({ id: where.id })
}
