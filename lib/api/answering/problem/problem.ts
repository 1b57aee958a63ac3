import type { Refusal } from '@/lib/platform/result'
import { statusOf } from '../../policy'
import type { Problem } from '../../schema'
import type { Translate } from '../../types'

/** Where the description of errors is, for people. */
const TYPE = '/api-docs#errors'

/** A refusal as RFC 9457 wants it, in the caller's language. */
export function problemOf(refusal: Refusal, t: Translate, headers: Headers, errorId?: string): Response {
  const status = statusOf(refusal)
  const fields = Object.entries(refusal.fields ?? {}).map(([path, key]) => [path, t(key)] as const)
  const problem: Problem = {
    type: TYPE,
    title: t(`api.status.${status}`),
    status,
    detail: t(`${refusal.module}.refusal.${refusal.code}`, refusal.params),
    code: `${refusal.module}.${refusal.code}`,
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
    ...(errorId ? { errorId } : {}),
  }
  headers.set('Content-Type', 'application/problem+json; charset=utf-8')
  headers.set('Cache-Control', 'private, no-store')
  return new Response(JSON.stringify(problem), { status, headers })
}
