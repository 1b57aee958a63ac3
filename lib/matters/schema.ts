import { z } from 'zod'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'

/** Longest texts in characters. */
export const TEXT_LIMIT = { line: 200, paragraph: 4000 } as const

export const MATTER_TYPES = [
  'LICENSING',
  'PENALTY',
  'PROCUREMENT',
  'LAND',
  'INVESTMENT_PROMOTION',
  'SUBSIDY',
  'SUPERVISION',
  'APPROVAL',
  'STATE_ASSETS',
  'OTHER',
] as const

const id = z.uuid('platform.field.required')
const line = z
  .string()
  .trim()
  .min(1, 'platform.field.required')
  .max(TEXT_LIMIT.line, 'platform.field.tooLong')

export const actSchema = z.object({
  matterId: id,
  kind: z.enum(ACTS, 'platform.field.required'),
  description: z
    .string()
    .trim()
    .min(1, 'platform.field.required')
    .max(TEXT_LIMIT.paragraph, 'platform.field.tooLong'),
})
export const matterSchema = z.object({
  number: line,
  title: line,
  type: z.enum(MATTER_TYPES, 'platform.field.required'),
  enterpriseIds: z.array(id).max(20).default([]),
  handlerIds: z.array(id).min(1, 'platform.field.required').max(50),
})
/** Filters of the list, as they stand in the address. */
export const matterFilterSchema = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  mine: z.literal('1').optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
})
export type MatterFilter = z.infer<typeof matterFilterSchema>
