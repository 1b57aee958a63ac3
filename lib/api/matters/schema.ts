import { z } from 'zod'
import { MATTER_TYPES } from '@/lib/matters/schema'
import { OUTCOMES } from '@/lib/organs/feeding/types'
import { answered, civilDay, instant, pageOf, pageQuery } from '../schema'

export const matterParams = z.object({ id: z.uuid() })
export const matterQuery = z.object({
  ...pageQuery,
  q: z.string().trim().min(1).max(100).optional(),
  organ: z.string().trim().max(20).optional(),
  /** Those the caller handles now. */
  mine: z.enum(['true', 'false']).default('false'),
  state: z.enum(['open', 'closed', 'all']).default('all'),
})

export const matter = answered(
  'Matter',
  z.object({
    id: z.uuid(),
    number: z.string(),
    externalNumber: z.string().nullable(),
    title: z.string(),
    type: z.enum(MATTER_TYPES),
    organCode: z.string(),
    openedOn: civilDay,
    closed: z.boolean(),
    version: z.number().int(),
    enterprises: z.array(z.object({ id: z.uuid(), name: z.string(), uscc: z.string().nullable() })),
    /** Who handles it now. */
    handlers: z.array(z.object({ staffNo: z.string(), name: z.string(), duty: z.string(), since: instant })),
  }),
)
export const matterPage = pageOf('MatterPage', matter)
export const fedMatter = answered(
  'FedMatter',
  z.object({ outcome: z.enum(OUTCOMES), recused: z.array(z.string()), matter }),
)
