import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { loadBearer } from '@/lib/identity/tokens/queries'
import type { Allowance, Bearer } from '@/lib/identity/tokens/types'
import { systemClock, type Clock } from '@/lib/platform/clock'
import { fieldProblems } from '@/lib/platform/field-problems'
import { getTranslator, type Locale } from '@/lib/platform/i18n'
import { logger } from '@/lib/platform/log'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { cleanInput } from '@/lib/platform/text'
import { documentOf } from '../openapi/openapi'
import { denyBearer } from '../policy'
import { entityTag, isKnown, versionIn } from '../rules/entity-tag'
import { matchPath } from '../rules/match-path'
import { preferredLocale } from '../rules/preferred-locale'
import type { Answer, AnyCall, FileAnswer, Operation, Translate } from '../types'
import { problemOf } from './problem/problem'
import { readBody, readQuery } from './request/request'

export const BASE = '/api/v1'
const KEY = /^[\x21-\x7e]{1,100}$/
const BEARER = /^Bearer +(\S+)$/i

interface Asked {
  request: Request
  clock: Clock
  locale: Locale
  t: Translate
  operations: readonly Operation[]
  headers: Headers
}

/**
 * Answers a request to the REST interface by the definition of its operation: token, scope, limits, parameters, body,
 * version, command or query, answer. Cookies are not looked at. A bug answers an id; the message stays in the log.
 */
export async function answerCall(
  request: Request,
  operations: readonly Operation[],
  clock: Clock = systemClock,
): Promise<Response> {
  const locale = preferredLocale(request.headers.get('accept-language'))
  const headers = new Headers({
    'Cache-Control': 'private, no-store',
    'Content-Language': locale === 'en' ? 'en' : 'zh-CN',
    Vary: 'Authorization, Accept-Language',
  })
  const t = getTranslator(locale) as unknown as Translate
  const asked = { request, clock, locale, t, operations, headers }
  try {
    const answered = await carryOut(asked)
    return answered instanceof Response ? answered : problemOf(answered.refusal, t, headers)
  } catch (error) {
    const errorId = randomBytes(6).toString('hex')
    logger.error({ errorId, err: error }, 'api call failed')
    const { refusal } = refuse('platform', 'unexpected', { params: { id: errorId } })
    return problemOf(refusal, t, headers, errorId)
  }
}

type Refused = Extract<Result<never>, { ok: false }>

async function carryOut(asked: Asked): Promise<Response | Refused> {
  const { request, headers } = asked
  const found = findOperation(asked)
  if (!found.ok) return found
  const { operation, given } = found.value
  const bearer = operation.callers === 'everybody' ? ok(null) : await admit(asked, operation)
  if (!bearer.ok) return bearer
  const call = await readCall(asked, operation, given, bearer.value)
  if (!call.ok) return call
  const result = await operation.run(call.value)
  if (!result.ok) return result
  const { value } = result
  if (value.file) return fileOf(value.file, headers)
  return jsonOf(request, operation, value, headers)
}

interface Found {
  operation: Operation
  given: Record<string, string>
}

function findOperation({ request, operations, headers }: Asked): Result<Found> {
  const address = new URL(request.url).pathname.slice(BASE.length)
  const here = operations.flatMap((operation) => {
    const given = matchPath(operation.path, address)
    return given ? [{ operation, given }] : []
  })
  // A path of fixed words goes before one with a parameter in their place.
  const exact = Math.min(...here.map(({ given }) => Object.keys(given).length))
  const nearest = here.filter(({ given }) => Object.keys(given).length === exact)
  if (nearest.length === 0) return refuse('api', 'no-such-operation')
  // Whoever asks for the head alone is answered like a reading; the server leaves the body out.
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const found = nearest.find(({ operation }) => operation.method === method)
  if (found) return ok(found)
  headers.set('Allow', [...new Set(nearest.map(({ operation }) => operation.method))].join(', '))
  return refuse('api', 'method-unknown')
}

/** Who calls, unless the token is not good, does not reach, or was used too often. */
async function admit({ request, clock, headers }: Asked, operation: Operation): Promise<Result<Bearer>> {
  const [, token] = BEARER.exec(request.headers.get('authorization') ?? '') ?? []
  if (!token) {
    headers.set('WWW-Authenticate', 'Bearer realm="qinqing"')
    return refuse('api', 'token-missing')
  }
  const bearer = await loadBearer(token, clock.now())
  if (typeof bearer === 'string') {
    headers.set('WWW-Authenticate', 'Bearer realm="qinqing", error="invalid_token"')
    return refuse('api', bearer)
  }
  const over = limit(bearer.allowances, headers)
  if (over) return refuse('api', 'too-many', { params: { seconds: over.resetIn } })
  const denial = denyBearer(bearer, operation)
  if (!denial) return ok(bearer)
  if (denial === 'scope-missing')
    headers.set(
      'WWW-Authenticate',
      `Bearer realm="qinqing", error="insufficient_scope", scope="${operation.scope}"`,
    )
  return refuse('api', denial, { params: { scope: operation.scope } })
}

/** Says what is left (draft-ietf-httpapi-ratelimit-headers) and answers the limit that was passed. */
function limit(allowances: readonly Allowance[], headers: Headers): Allowance | undefined {
  const seconds = { minute: 60, hour: 3600 }
  headers.set(
    'RateLimit-Policy',
    allowances.map((one) => `"${one.span}";q=${one.most};w=${seconds[one.span]}`).join(', '),
  )
  const left = (one: Allowance) => Math.max(0, one.most - one.used)
  headers.set(
    'RateLimit',
    allowances.map((one) => `"${one.span}";r=${left(one)};t=${one.resetIn}`).join(', '),
  )
  const over = allowances.filter((one) => one.used > one.most).sort((a, b) => b.resetIn - a.resetIn)[0]
  if (over) headers.set('Retry-After', String(over.resetIn))
  return over
}

/** Everything the operation asks for, read and parsed; the first thing that is wrong is the answer. */
async function readCall(
  asked: Asked,
  operation: Operation,
  given: Record<string, string>,
  bearer: Bearer | null,
): Promise<Result<AnyCall>> {
  const { request, clock, locale, t, operations } = asked
  const params = (operation.params ?? z.object({})).safeParse(cleanInput(given))
  if (!params.success) return refuse('api', 'not-found')
  const query = readQuery(new URL(request.url).searchParams, operation.query ?? z.object({}))
  if (!query.ok) return query
  const requestKey = request.headers.get('idempotency-key') ?? ''
  if (operation.method === 'POST' && !KEY.test(requestKey)) return refuse('api', 'key-missing')
  const body = operation.body ? await readBody(request) : ok(undefined)
  if (!body.ok) return body
  const parsed = (operation.body ?? z.undefined()).safeParse(cleanInput(body.value))
  if (!parsed.success) return refuse('platform', 'invalid-input', { fields: fieldProblems(parsed.error) })
  const version = versionOf(request, operation, parsed.data)
  if (!version.ok) return version
  return ok({
    ...whoOf(bearer),
    clock,
    locale,
    t,
    params: params.data,
    query: query.value,
    body: parsed.data,
    requestKey,
    version: version.value,
    document: () => ({ ...documentOf(operations, locale) }),
  })
}

function whoOf(bearer: Bearer | null): Pick<AnyCall, 'actor' | 'service' | 'bearer'> {
  if (!bearer) return {}
  return bearer.kind === 'person' ? { bearer, actor: bearer.actor } : { bearer, service: bearer.service }
}

/** The version that the caller saw: If-Match, or `version` in the body. */
function versionOf(request: Request, operation: Operation, body: unknown): Result<number | null> {
  if (!operation.version) return ok(null)
  const header = request.headers.get('if-match')
  const tagged = header === null ? null : versionIn(header)
  // A tag that is none of ours fits nothing.
  if (header !== null && tagged === null) return refuse('api', 'changed-meanwhile')
  const said = (body as { version?: number } | undefined)?.version ?? null
  if (tagged !== null && said !== null && tagged !== said) return refuse('api', 'changed-meanwhile')
  const version = tagged ?? said
  if (version === null && operation.version === 'required') return refuse('api', 'version-missing')
  return ok(version)
}

function jsonOf(request: Request, operation: Operation, answer: Answer<unknown>, headers: Headers): Response {
  // Nothing leaves that the definition does not name.
  const text = JSON.stringify(operation.answer.parse(answer.value))
  headers.set('Content-Type', 'application/json; charset=utf-8')
  if (operation.conditional || answer.version !== undefined) {
    const tag = entityTag(text, answer.version)
    headers.set('ETag', tag)
    headers.set('Cache-Control', operation.shared ? 'public, max-age=300' : 'private, no-cache')
    if (operation.method === 'GET' && isKnown(request.headers.get('if-none-match'), tag)) {
      headers.delete('Content-Type')
      return new Response(null, { status: 304, headers })
    }
  }
  if (answer.created === undefined) return new Response(text, { status: 200, headers })
  headers.set('Location', `${BASE}${answer.created}`)
  return new Response(text, { status: 201, headers })
}

function fileOf(file: FileAnswer, headers: Headers): Response {
  headers.set('Content-Type', file.type)
  headers.set('Content-Length', String(file.size))
  headers.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  return new Response(file.stream, { status: 200, headers })
}
