import { getTranslations } from 'next-intl/server'
import { getActor } from '@/lib/identity/queries'
import { previewImport } from '@/lib/imports/commands'
import { mayImport } from '@/lib/imports/policy'
import { importKindSchema, IMPORT_MAX_BYTES } from '@/lib/imports/schema'
import { systemClock } from '@/lib/platform/clock'
import { isSameOrigin } from '@/lib/platform/origin'
import type { Refusal } from '@/lib/platform/result'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
/** Boundaries and part headers of a multipart body. */
const MULTIPART_OVERHEAD = 64 * 1024
const STATUS: Readonly<Record<string, number>> = {
  'not-in-charge': 403,
  'file-too-large': 413,
  'file-utf16': 415,
  'file-workbook': 415,
  'file-not-text': 415,
}
const TOO_LARGE: Refusal = {
  module: 'imports',
  code: 'file-too-large',
  params: { limit: IMPORT_MAX_BYTES / 1024 / 1024 },
}

async function say(refusal: Refusal, status: number): Promise<Response> {
  const t = await getTranslations()
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json({ message, code: refusal.code }, { status, headers: HEADERS })
}

/** Previews `file` as rows of `kind` (multipart form data); answers the batch that can be imported. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say({ module: 'platform', code: 'foreign-origin' }, 403)
  const actor = await getActor()
  if (!actor) return say({ module: 'platform', code: 'not-signed-in' }, 401)
  if (!mayImport(actor)) return say({ module: 'imports', code: 'not-in-charge' }, 403)
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return say({ module: 'imports', code: 'file-type' }, 415)
  // Refused before the body is read into memory; without a length it cannot be known.
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (!(length <= IMPORT_MAX_BYTES + MULTIPART_OVERHEAD)) return say(TOO_LARGE, 413)
  const form = await request.formData().catch(() => null)
  const kind = importKindSchema.safeParse(form?.get('kind'))
  const file = form?.get('file')
  if (!kind.success || !(file instanceof File)) return say({ module: 'platform', code: 'invalid-input' }, 400)
  if (!/\.(csv|txt)$/i.test(file.name)) return say({ module: 'imports', code: 'file-type' }, 415)
  if (file.size > IMPORT_MAX_BYTES) return say(TOO_LARGE, 413)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const input = { kind: kind.data, fileName: file.name, bytes }
  const result = await previewImport({ actor, clock: systemClock, input })
  if (!result.ok) return say(result.refusal, STATUS[result.refusal.code] ?? 422)
  const { id } = result.value
  return Response.json({ id, name: file.name, size: file.size }, { status: 201, headers: HEADERS })
}
