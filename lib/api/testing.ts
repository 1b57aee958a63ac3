// A client that knows the OpenAPI document and nothing else; every answer is held against what the document promises.
import { randomUUID } from 'node:crypto'
import Ajv2020, { type AnySchema } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { World } from '@/lib/filing/testing'
import { createToken, grantService } from '@/lib/identity/tokens/commands'
import {
  PERSONAL_SCOPES,
  type createTokenSchema,
  type grantServiceSchema,
} from '@/lib/identity/tokens/schema'
import { asSystem } from '@/lib/platform/db'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import type { z } from 'zod'
import { answerCall, BASE } from './answering/answering'
import { OPERATIONS } from './operations'

interface Media {
  content?: Record<string, { schema: AnySchema; example?: unknown }>
}
export interface DocumentedOperation {
  operationId: string
  security: { token: string[] }[]
  'x-callers': 'person' | 'service' | 'both' | 'everybody'
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: Media
  responses: Record<string, Media>
}
interface Document {
  servers: { url: string }[]
  paths: Record<string, Record<string, DocumentedOperation>>
}
export interface Place {
  path: string
  method: string
  operation: DocumentedOperation
}

export interface Ask {
  token?: string | null
  params?: Record<string, string>
  query?: Record<string, string | string[]>
  body?: unknown
  headers?: Record<string, string>
}

export interface Told {
  status: number
  body: Record<string, unknown>
  bytes: Buffer
  headers: Headers
}

export interface Client {
  document: Document
  places: ReadonlyMap<string, Place>
  validate: (schema: AnySchema, value: unknown) => string[]
  /** Calls an operation by its id; throws when the answer is not one that the document promises. */
  call: (operationId: string, ask?: Ask) => Promise<Told>
  raw: (
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string },
  ) => Promise<Response>
}

/** Reads the document through the interface itself and makes a client of it. */
export async function openClient(world: Pick<World, 'clock'>): Promise<Client> {
  const raw: Client['raw'] = (method, path, { headers = {}, body } = {}) =>
    answerCall(new Request(`http://api.test${path}`, { method, headers, body }), OPERATIONS, world.clock)
  const read = await raw('GET', `${BASE}/openapi.json`, { headers: { 'accept-language': 'en' } })
  const document = (await read.json()) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, 'document')
  const validate: Client['validate'] = (schema, value) => {
    const check = ajv.compile(rooted(schema))
    return check(value) ? [] : (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
  }
  const places = new Map<string, Place>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      places.set(operation.operationId, { path, method: method.toUpperCase(), operation })

  async function call(operationId: string, ask: Ask = {}): Promise<Told> {
    const place = places.get(operationId)
    if (!place) throw new Error(`the document has no ${operationId}`)
    const { method, operation } = place
    const filled = place.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(ask.params?.[name] ?? `{${name}}`),
    )
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(ask.query ?? {}))
      for (const one of [value].flat()) search.append(name, one)
    const sends = ask.body !== undefined
    const headers = {
      ...(ask.token ? { authorization: `Bearer ${ask.token}` } : {}),
      ...(sends ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...ask.headers,
    }
    const answer = await raw(
      method,
      `${document.servers[0]?.url ?? ''}${filled}${search.size > 0 ? `?${search}` : ''}`,
      {
        headers,
        body: sends ? (typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body)) : undefined,
      },
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    const promised = operation.responses[String(answer.status)]
    const where = `${operationId} answered ${answer.status}`
    if (!promised)
      throw new Error(`${where}, which the document does not name: ${bytes.toString().slice(0, 500)}`)
    if (answer.status === 304) return { status: 304, body: {}, bytes, headers: answer.headers }
    const type = (answer.headers.get('content-type') ?? '').replace(/; charset=utf-8$/, '')
    const media = promised.content?.[type] ?? promised.content?.[`${type}; charset=utf-8`]
    if (!media) throw new Error(`${where} as ${type}, which the document does not name`)
    if (!type.endsWith('json')) return { status: answer.status, body: {}, bytes, headers: answer.headers }
    const body = JSON.parse(bytes.toString()) as Record<string, unknown>
    const wrong = validate(media.schema, body)
    if (wrong.length > 0)
      throw new Error(`${where}, not as promised: ${wrong.join('; ')}\n${bytes.toString().slice(0, 500)}`)
    return { status: answer.status, body, bytes, headers: answer.headers }
  }
  return { document, places, validate, call, raw }
}

/** References of a part of the document lead to the document. */
function rooted(schema: AnySchema): AnySchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'),
  ) as AnySchema
}

/** A token of an official, made by the command of the page. */
export async function tokenOf(
  world: World,
  staffNo: string,
  more: Partial<z.output<typeof createTokenSchema>> = {},
): Promise<string> {
  await openAccount(world, staffNo)
  const actor = await world.actor(staffNo)
  const input = { name: `测试 ${randomUUID().slice(0, 8)}`, scopes: [...PERSONAL_SCOPES], days: 30, ...more }
  return done(await createToken({ actor, clock: world.clock, input })).token
}

/** Officials of a seeded directory have no account until they set a password. */
async function openAccount({ clock, seeded }: World, staffNo: string): Promise<void> {
  const officialId = need(seeded.people, staffNo)
  await asSystem(clock.now(), (tx) =>
    tx.account.upsert({ where: { officialId }, create: { officialId, createdAt: clock.now() }, update: {} }),
  )
}

/** A token of another system for a subtree, granted by the security administrator. */
export async function serviceToken(
  world: World,
  organ: string,
  scopes: z.output<typeof grantServiceSchema>['scopes'],
): Promise<string> {
  const actor = await world.actor('SEC001')
  const input = {
    name: '审批系统（测试）',
    organId: need(world.seeded.organs, organ),
    scopes,
    basis: '接入协议',
    days: 30,
  }
  return done(await grantService({ actor, clock: world.clock, input })).token
}
