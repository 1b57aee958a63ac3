import { getTranslations } from 'next-intl/server'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { isSameOrigin } from '@/lib/platform/origin'
import { addressOf } from '@/lib/platform/public-call'
import type { Refusal } from '@/lib/platform/result'
import { addPublicFile } from '@/lib/recusals/applications/files/commands'

export const authority = 'public'

const HEADERS = { 'Cache-Control': 'private, no-store' }
/** Boundaries and part headers of a multipart body. */
const MULTIPART_OVERHEAD = 64 * 1024
const STATUS: Readonly<Record<string, number>> = {
  'file-too-large': 413,
  'file-type': 415,
  'too-many': 429,
  'already-filed': 409,
  'scanner-unavailable': 503,
}

async function say(refusal: Refusal, status: number): Promise<Response> {
  const t = await getTranslations()
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json({ message, code: refusal.code }, { status, headers: HEADERS })
}

/** Adds `file` to the open form of `token` (multipart form data). */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say({ module: 'platform', code: 'foreign-origin' }, 403)
  const most = env().PUBLIC_FILE_MAX_BYTES
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  // Refused before the body is read into memory.
  if (!(length <= most + MULTIPART_OVERHEAD))
    return say(
      { module: 'filing', code: 'file-too-large', params: { limit: Math.floor(most / 1024 / 1024) } },
      413,
    )
  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  const token = form?.get('token')
  if (!(file instanceof File) || typeof token !== 'string')
    return say({ module: 'platform', code: 'invalid-input' }, 400)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const result = await addPublicFile({
    clock: systemClock,
    address: addressOf(request),
    input: { token, name: file.name, bytes },
  })
  if (!result.ok) return say(result.refusal, STATUS[result.refusal.code] ?? 422)
  return Response.json(result.value, { status: 201, headers: HEADERS })
}
