import { z } from 'zod'
import { ok } from '@/lib/platform/result'
import { defineOperation } from '../define-operation'

export const getOpenApiDocument = defineOperation({
  id: 'getOpenApiDocument',
  method: 'GET',
  path: '/openapi.json',
  tag: 'document',
  callers: 'everybody',
  scope: 'none',
  answer: z.record(z.string(), z.unknown()),
  conditional: true,
  shared: true,
  run: ({ document }) => ok({ value: document() }),
})
