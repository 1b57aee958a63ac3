import type { z } from 'zod'
import type { Actor } from '@/lib/identity/types'
import type { Scope } from '@/lib/identity/tokens/schema'
import type { Bearer, Service } from '@/lib/identity/tokens/types'
import type { Clock } from '@/lib/platform/clock'
import type { Locale } from '@/lib/platform/i18n'
import type { Result } from '@/lib/platform/result'

export const METHODS = ['GET', 'POST', 'PUT'] as const
export type Method = (typeof METHODS)[number]

/** Whose tokens an operation takes; `everybody` needs none. */
export type Callers = 'person' | 'service' | 'both' | 'everybody'

/** A scope, or `any` for whatever token is good, or `none` where no token is needed. */
export type Need = Scope | 'any' | 'none'

export const TAGS = [
  'own',
  'directory',
  'matters',
  'reports',
  'requests',
  'decisions',
  'exports',
  'document',
] as const
export type Tag = (typeof TAGS)[number]

export type Translate = ((key: string, params?: Record<string, string | number>) => string) & {
  has: (key: string) => boolean
}

type Who<W extends Callers> = W extends 'person'
  ? { actor: Actor }
  : W extends 'service'
    ? { service: Service }
    : W extends 'both'
      ? { bearer: Bearer }
      : unknown

/** One call of an operation, with everything that was checked. */
export type Call<W extends Callers, P, Q, B> = Who<W> & {
  clock: Clock
  locale: Locale
  t: Translate
  params: P
  query: Q
  body: B
  /** Of every POST. */
  requestKey: string
  /** The version that the caller saw, from If-Match or the body; null when the operation does not ask for it. */
  version: number | null
  /** The OpenAPI document in the caller's language. */
  document: () => Record<string, unknown>
}

/** A file as an answer, streamed. */
export interface FileAnswer {
  stream: ReadableStream<Uint8Array>
  type: string
  size: number
  name: string
}

export interface Answer<T> {
  value: T
  /** The version of the one thing that is answered, for the ETag. */
  version?: number
  /** 201 with the address of what was made, below /api/v1. */
  created?: string
  file?: FileAnswer
}

export interface Definition<
  W extends Callers,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  /** Also the operationId, and where its words stand in the messages. */
  id: string
  method: Method
  /** Below /api/v1, with `{name}` for parameters. */
  path: `/${string}`
  tag: Tag
  callers: W
  scope: Need
  params?: P
  query?: Q
  body?: B
  answer: A
  /** Answers bytes of these media types instead of JSON. */
  file?: readonly string[]
  /** What is made answers 201; an upsert either. */
  makes?: boolean
  /** Whether the caller has to say which version it saw. */
  version?: 'required' | 'optional'
  /** Read so often that a second reading of the same is answered 304. */
  conditional?: boolean
  /** Shown to everybody alike, so caches may keep it. */
  shared?: boolean
  /** Refusals beyond those that the definition implies. */
  statuses?: readonly number[]
  /** A body to begin with, for the description. */
  example?: unknown
  run: (
    call: Call<W, z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<Result<Answer<z.input<A>>>> | Result<Answer<z.input<A>>>
}

/** An operation as the framework handles it: its types are its own business. */
export interface Operation extends Omit<
  Definition<Callers, z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>,
  'run'
> {
  run: (call: AnyCall) => Promise<Result<Answer<unknown>>>
}

export interface AnyCall {
  actor?: Actor
  service?: Service
  bearer?: Bearer
  clock: Clock
  locale: Locale
  t: Translate
  params: unknown
  query: unknown
  body: unknown
  requestKey: string
  version: number | null
  document: () => Record<string, unknown>
}
