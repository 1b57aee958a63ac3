import { getTranslations } from 'next-intl/server'
import { addAttachment } from '@/lib/attachments/commands'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { isUuid } from '@/lib/platform/ids'
import { isSameOrigin } from '@/lib/platform/origin'
import type { Refusal } from '@/lib/platform/result'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
/** Boundaries and part headers of a multipart body. */
const MULTIPART_OVERHEAD = 64 * 1024
const STATUS: Readonly<Record<string, number>> = {
  'file-too-large': 413,
  'file-type': 415,
  'not-found': 404,
  'not-editable': 409,
}

async function say(refusal: Refusal, status: number): Promise<Response> {
  const t = await getTranslations()
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json({ message, code: refusal.code }, { status, headers: HEADERS })
}

/** Attaches `file` to `caseId` (multipart form data). */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say({ module: 'platform', code: 'foreign-origin' }, 403)
  const actor = await getActor()
  if (!actor) return say({ module: 'platform', code: 'not-signed-in' }, 401)
  const limit = env().UPLOAD_MAX_BYTES
  const tooLarge: Refusal = {
    module: 'filing',
    code: 'file-too-large',
    params: { limit: Math.floor(limit / 1024 / 1024) },
  }
  // Refused before the body is read into memory.
  if (
    Number(request.headers.get('content-length') ?? limit + MULTIPART_OVERHEAD + 1) >
    limit + MULTIPART_OVERHEAD
  )
    return say(tooLarge, 413)
  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  const caseId = form?.get('caseId')
  if (!(file instanceof File) || typeof caseId !== 'string' || !isUuid(caseId))
    return say({ module: 'platform', code: 'invalid-input' }, 400)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const result = await addAttachment({ actor, clock: systemClock, input: { caseId, name: file.name, bytes } })
  if (!result.ok) return say(result.refusal, STATUS[result.refusal.code] ?? 422)
  return Response.json(result.value, { status: 201, headers: HEADERS })
}
