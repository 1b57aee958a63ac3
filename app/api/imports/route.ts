import { getTranslations } from 'next-intl/server'
import { getActor } from '@/lib/identity/queries'
import { receiveImport } from '@/lib/imports/commands'
import { mayImport } from '@/lib/imports/policy'
import { importKindSchema } from '@/lib/imports/schema'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { isSameOrigin } from '@/lib/platform/origin'
import type { Refusal } from '@/lib/platform/result'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
const STATUS: Readonly<Record<string, number>> = {
  'not-in-charge': 403,
  'file-too-large': 413,
  'file-utf16': 415,
  'file-workbook': 415,
  'file-not-text': 415,
  'workbook-broken': 415,
  'workbook-too-large': 413,
}

async function say(refusal: Refusal, status: number): Promise<Response> {
  const t = await getTranslations()
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json({ message, code: refusal.code }, { status, headers: HEADERS })
}

/** Takes a file of `kind` as the body itself, its name in `x-file-name`; it goes to the disk as it comes in. Answers the import. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say({ module: 'platform', code: 'foreign-origin' }, 403)
  const actor = await getActor()
  if (!actor) return say({ module: 'platform', code: 'not-signed-in' }, 401)
  if (!mayImport(actor)) return say({ module: 'imports', code: 'not-in-charge' }, 403)
  const kind = importKindSchema.safeParse(new URL(request.url).searchParams.get('kind'))
  const fileName = nameOf(request.headers.get('x-file-name'))
  if (!kind.success || !fileName || !request.body)
    return say({ module: 'platform', code: 'invalid-input' }, 400)
  if (!/\.(csv|txt|xlsx)$/i.test(fileName)) return say({ module: 'imports', code: 'file-type' }, 415)
  // Refused before anything is written; the bytes themselves are counted too.
  const limit = env().IMPORT_MAX_BYTES
  if (Number(request.headers.get('content-length') ?? 0) > limit) {
    const params = { limit: Math.floor(limit / 1024 ** 2) }
    return say({ module: 'imports', code: 'file-too-large', params }, 413)
  }
  const bytes = request.body as unknown as AsyncIterable<Uint8Array>
  const input = { kind: kind.data, fileName, bytes }
  const result = await receiveImport({ actor, clock: systemClock, input })
  if (!result.ok) return say(result.refusal, STATUS[result.refusal.code] ?? 422)
  const size = Number(request.headers.get('content-length') ?? 0)
  return Response.json({ id: result.value.id, name: fileName, size }, { status: 201, headers: HEADERS })
}

function nameOf(header: string | null): string | null {
  try {
    return header && decodeURIComponent(header)
  } catch {
    return null
  }
}
