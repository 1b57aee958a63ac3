import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import { fieldProblems } from './field-problems'
import { isSameOrigin } from './origin'
import { noteRequest } from './request-context'
import { refuse, type Refusal, type Result } from './result'
import { cleanInput } from './text'

const HEADERS = { 'Cache-Control': 'private, no-store' }

interface PublicCall<S extends z.ZodType, T> {
  schema: S
  /** The longest body in bytes. */
  most: number
  command: (input: z.output<S>, address: string) => Promise<Result<T>>
}

/** Where a request came from, as far as the proxy in front says. */
export function addressOf(request: Request): string {
  return (request.headers.get('x-forwarded-for') ?? '').split(',')[0]?.trim() ?? ''
}

async function say(refusal: Refusal, status: number): Promise<Response> {
  noteRequest({ refusal: `${refusal.module}.${refusal.code}` })
  const t = await getTranslations()
  const fields = Object.entries(refusal.fields ?? {}).map(([name, key]) => [name, t(key)] as const)
  const message = t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
  return Response.json(
    { code: refusal.code, message, fields: Object.fromEntries(fields) },
    { status, headers: HEADERS },
  )
}

/** Answers a form that needs no session: own origin, size and schema first; refusals come back in the reader's words. */
export async function answerPublicCall<S extends z.ZodType, T>(
  request: Request,
  { schema, most, command }: PublicCall<S, T>,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say(refuse('platform', 'foreign-origin').refusal, 403)
  if (Number(request.headers.get('content-length') ?? most + 1) > most)
    return say(refuse('platform', 'too-large').refusal, 413)
  const parsed = schema.safeParse(cleanInput(await request.json().catch(() => null)))
  if (!parsed.success) {
    const fields = fieldProblems(parsed.error)
    return say(refuse('platform', 'invalid-input', { fields }).refusal, 400)
  }
  const result = await command(parsed.data, addressOf(request))
  if (!result.ok) return say(result.refusal, result.refusal.code === 'too-many' ? 429 : 422)
  return Response.json(result.value ?? {}, { headers: HEADERS })
}
