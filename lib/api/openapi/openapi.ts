import { z } from 'zod'
import { SCOPES } from '@/lib/identity/tokens/schema'
import { env } from '@/lib/platform/env'
import { getTranslator, type Locale } from '@/lib/platform/i18n'
import { ANSWERS, BODIES } from '../schema'
import { TAGS, type Operation, type Translate } from '../types'
import { exampleOf, type JsonSchema } from './example/example'
import type { OpenApiDocument, OpenApiOperation } from './types'

/** The version of the interface's contract; what a client relies on changes only with its first number. */
const VERSION = '1.0.0'
const PROBLEM = '#/components/schemas/Problem'
const KEPT = { io: 'input', unrepresentable: 'any' } as const

const documents = new Map<string, OpenApiDocument>()

/** The OpenAPI 3.1 document of these operations in one language; made once. */
export function documentOf(operations: readonly Operation[], locale: Locale): OpenApiDocument {
  const known = documents.get(locale)
  if (known) return known
  const t = getTranslator(locale) as unknown as Translate
  nameParts(operations)
  const schemas = described({ ...componentsOf(BODIES, 'input'), ...componentsOf(ANSWERS, 'output') }, t)
  const paths: OpenApiDocument['paths'] = {}
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationOf(operation, schemas, t)
  const document = {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: t('api.title'), version: VERSION, description: t('api.description') },
    servers: [{ url: '/api/v1' }],
    tags: TAGS.map((name) => ({ name, description: t(`api.tag.${name}`) })),
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: t('api.security') } },
      headers: headersOf(t),
    },
  }
  documents.set(locale, document)
  return document
}

const capital = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`

/** Bodies and answers without a name of their own are called after their operation. */
function nameParts(operations: readonly Operation[]): void {
  for (const { id, answer, body, file } of operations) {
    if (!file && !ANSWERS.has(answer)) ANSWERS.add(answer, { id: `${capital(id)}Answer` })
    if (body && !BODIES.has(body)) BODIES.add(body, { id: `${capital(id)}Body` })
  }
}

function componentsOf(registry: typeof ANSWERS, io: 'input' | 'output'): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { ...KEPT, io, uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _own, ...schema }]) => [
      id,
      schema as JsonSchema,
    ]),
  )
}

/** Properties with words of their own get them as a description. */
function described<T>(schema: T, t: Translate): T {
  if (Array.isArray(schema)) return schema.map((one: unknown) => described(one, t)) as T
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, inner]: [string, unknown]) => [
      key,
      key === 'properties' ? withWords(inner as Record<string, object>, t) : described(inner, t),
    ]),
  ) as T
}

function withWords(properties: Record<string, object>, t: Translate): Record<string, object> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const key = `api.property.${name}`
      const inner = described(schema, t)
      return [name, t.has(key) && !('$ref' in inner) ? { ...inner, description: t(key) } : inner]
    }),
  )
}

function operationOf(
  operation: Operation,
  schemas: Record<string, JsonSchema>,
  t: Translate,
): OpenApiOperation {
  const { id, tag, scope, callers, body } = operation
  const words = (part: string) => `api.operation.${id}.${part}`
  const bodyId = body && BODIES.get(body)?.id
  const schema = bodyId ? { $ref: `#/components/schemas/${bodyId}` } : null
  return {
    operationId: id,
    tags: [tag],
    summary: t(words('summary')),
    ...(t.has(words('text')) ? { description: t(words('text')) } : {}),
    security: callers === 'everybody' ? [] : [{ token: scope === 'any' || scope === 'none' ? [] : [scope] }],
    'x-callers': callers,
    parameters: parametersOf(operation, t),
    ...(schema
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema, example: operation.example ?? exampleOf(schema, schemas) },
            },
          },
        }
      : {}),
    responses: responsesOf(operation, t),
  }
}

function parametersOf({ params, query, method, version, conditional, callers }: Operation, t: Translate) {
  const part = (place: 'path' | 'query', shape: z.ZodRawShape) =>
    Object.entries(shape).map(([name, type]) => {
      const { $schema: _dialect, ...schema } = z.toJSONSchema(type as z.ZodType, KEPT)
      const key = `api.parameter.${name}`
      return {
        name,
        in: place,
        required: place === 'path' || !(type as z.ZodType).safeParse(undefined).success,
        ...(t.has(key) ? { description: t(key) } : {}),
        schema: schema as JsonSchema,
      }
    })
  const header = (name: string, required: boolean) => ({
    name,
    in: 'header' as const,
    required,
    description: t(`api.header.${name}`),
    schema: { type: 'string' },
  })
  return [
    ...part('path', params?.shape ?? {}),
    ...part('query', query?.shape ?? {}),
    ...(method === 'POST' ? [header('Idempotency-Key', true)] : []),
    ...(version ? [header('If-Match', false)] : []),
    ...(method === 'GET' && conditional ? [header('If-None-Match', false)] : []),
    ...(callers === 'everybody' ? [] : [header('Accept-Language', false)]),
  ]
}

/** The statuses that an operation can answer besides the good one. */
export function problemStatuses(operation: Operation): number[] {
  const { callers, scope, params, method, body, version, statuses = [] } = operation
  const token = callers === 'everybody' ? [] : [401, 403, 429]
  return [
    ...new Set([
      ...token,
      ...(scope === 'none' ? [] : [403]),
      ...(params ? [404] : []),
      ...(method === 'POST' ? [400, 409] : []),
      ...(body ? [400, 413, 415] : []),
      ...(version ? [412] : []),
      ...(version === 'required' ? [428] : []),
      ...statuses,
      // A parameter that nobody knows.
      422,
      500,
    ]),
  ].sort((a, b) => a - b)
}

function responsesOf(operation: Operation, t: Translate): OpenApiOperation['responses'] {
  const { answer, file, makes, version, conditional } = operation
  const tagged = version !== undefined || conditional
  const content = file
    ? Object.fromEntries(file.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: { $ref: `#/components/schemas/${ANSWERS.get(answer)?.id ?? ''}` } } }
  const ref = (name: string) => ({ $ref: `#/components/headers/${name}` })
  const limits = operation.callers === 'everybody' ? {} : { RateLimit: ref('RateLimit') }
  const good = (more: object) => ({
    headers: { ...limits, ...(tagged ? { ETag: ref('ETag') } : {}), ...more },
    content,
  })
  const replaces = operation.method === 'PUT'
  return {
    ...(!makes || replaces ? { 200: { description: t('api.status.200'), ...good({}) } } : {}),
    ...(makes ? { 201: { description: t('api.status.201'), ...good({ Location: ref('Location') }) } } : {}),
    ...(conditional ? { 304: { description: t('api.status.304') } } : {}),
    ...Object.fromEntries(
      problemStatuses(operation).map((status) => [
        status,
        {
          description: t(`api.status.${status}`),
          ...(status === 429 ? { headers: { 'Retry-After': ref('Retry-After') } } : {}),
          content: { 'application/problem+json': { schema: { $ref: PROBLEM } } },
        },
      ]),
    ),
  }
}

function headersOf(t: Translate) {
  const text = (name: string) => ({ description: t(`api.header.${name}`), schema: { type: 'string' } })
  return {
    ETag: text('ETag'),
    Location: text('Location'),
    RateLimit: text('RateLimit'),
    'Retry-After': { description: t('api.header.Retry-After'), schema: { type: 'integer' } },
  }
}

/** What a person reads beside the document: scopes and limits as this installation has them. */
export function conditionsOf() {
  const { API_REQUESTS_PER_MINUTE: minute, API_REQUESTS_PER_HOUR: hour, API_BODY_MAX_BYTES: bytes } = env()
  return { scopes: SCOPES, minute, hour, kb: Math.floor(bytes / 1024), version: VERSION }
}
