import type { z } from 'zod'
import { env } from '@/lib/platform/env'
import { fieldProblems } from '@/lib/platform/field-problems'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { cleanInput } from '@/lib/platform/text'

/** The parameters after the question mark. One that the operation does not know is a mistake, not something to pass over. */
export function readQuery(search: URLSearchParams, schema: z.ZodObject): Result<Record<string, unknown>> {
  const names = [...new Set(search.keys())]
  const raw = Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name)
      return [name, isList(schema.shape[name]) ? values : values.at(-1)]
    }),
  )
  const unknown = names.filter((name) => !(name in schema.shape))
  const parsed = schema.safeParse(cleanInput(raw))
  const fields = {
    ...(parsed.success ? {} : fieldProblems(parsed.error)),
    ...Object.fromEntries(unknown.map((name) => [name, 'api.field.unknownParameter'])),
  }
  if (parsed.success && unknown.length === 0) return ok(parsed.data)
  return refuse('platform', 'invalid-input', { fields })
}

/** Whether a parameter may be given several times. */
function isList(schema: unknown): boolean {
  const { def } = (schema as { def?: { type: string; innerType?: unknown } } | undefined) ?? {}
  return def?.type === 'array' || (def?.innerType !== undefined && isList(def.innerType))
}

/** The JSON of a body, no larger than the setting allows, whatever its header says. */
export async function readBody(request: Request): Promise<Result<unknown>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json *(;.*)?$/i.test(type)) return refuse('api', 'type-unknown')
  const most = env().API_BODY_MAX_BYTES
  const tooLarge = refuse('api', 'too-large', { params: { kb: Math.floor(most / 1024) } })
  if (Number(request.headers.get('content-length') ?? 0) > most) return tooLarge
  const bytes: Uint8Array[] = []
  let size = 0
  if (request.body)
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.byteLength
      if (size > most) return tooLarge
      bytes.push(part)
    }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))
    return ok(JSON.parse(text))
  } catch {
    return refuse('api', 'body-unreadable')
  }
}
