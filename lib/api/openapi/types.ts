import type { Scope } from '@/lib/identity/tokens/schema'
import type { Callers, Tag } from '../types'
import type { JsonSchema } from './example/example'

export type { JsonSchema }

/** As much of an OpenAPI document as ours has. */
export interface OpenApiParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}
export interface OpenApiMedia {
  schema: JsonSchema
  example?: unknown
}
export interface OpenApiOperation {
  operationId: string
  tags: Tag[]
  summary: string
  description?: string
  security: { token: Scope[] }[]
  'x-callers': Callers
  parameters: OpenApiParameter[]
  requestBody?: { required: boolean; content: Record<string, OpenApiMedia> }
  responses: Record<string, { description: string; content?: Record<string, OpenApiMedia> }>
}
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: Tag; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, JsonSchema> }
}
