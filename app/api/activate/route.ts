import { getTranslations } from 'next-intl/server'
import { activateAccount } from '@/lib/identity/commands'
import { activateSchema } from '@/lib/identity/schema'
import { systemClock } from '@/lib/platform/clock'
import { fieldProblems } from '@/lib/platform/field-problems'
import { isSameOrigin } from '@/lib/platform/origin'
import { refuse, type Refusal } from '@/lib/platform/result'

export const authority = 'public'

const HEADERS = { 'Cache-Control': 'private, no-store' }
/** A code and a password are shorter. */
const LONGEST_BODY = 16 * 1024

async function say(refusal: Refusal, status: number): Promise<Response> {
  const t = await getTranslations()
  const fields = Object.entries(refusal.fields ?? {}).map(([name, key]) => [name, t(key)] as const)
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json({ message, fields: Object.fromEntries(fields) }, { status, headers: HEADERS })
}

/** Sets a password with an activation code: nobody is signed in yet, so the code is what authorises. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say(refuse('platform', 'foreign-origin').refusal, 403)
  if (Number(request.headers.get('content-length') ?? LONGEST_BODY + 1) > LONGEST_BODY)
    return say(refuse('platform', 'too-large').refusal, 413)
  const parsed = activateSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) {
    const fields = fieldProblems(parsed.error)
    return say(refuse('platform', 'invalid-input', { fields }).refusal, 400)
  }
  const result = await activateAccount({ clock: systemClock, input: parsed.data })
  if (!result.ok) return say(result.refusal, 422)
  return Response.json(result.value, { headers: HEADERS })
}
