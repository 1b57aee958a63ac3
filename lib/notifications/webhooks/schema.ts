import { z } from 'zod'
import { GROUPS } from '../notifications'

/** Longest texts in characters. */
export const TEXT_LIMIT = { name: 60, address: 500 } as const

export const endpointSchema = z.object({
  name: z.string().trim().min(1, 'platform.field.required').max(TEXT_LIMIT.name, 'platform.field.tooLong'),
  address: z
    .string()
    .trim()
    .min(1, 'platform.field.required')
    .max(TEXT_LIMIT.address, 'platform.field.tooLong'),
  organId: z.uuid('platform.field.required'),
  groups: z.array(z.enum(GROUPS)).min(1, 'platform.field.required'),
  withStaffNo: z.boolean(),
})
export const changeEndpointSchema = endpointSchema.extend({ id: z.uuid(), version: z.number().int() })
export const endpointIdSchema = z.object({ id: z.uuid() })
export const deliveryIdSchema = z.object({ deliveryId: z.uuid() })

export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'DEAD'] as const

/** Filters of the log of deliveries, as they stand in the address. */
export const deliveryFilterSchema = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})
export type DeliveryFilter = z.output<typeof deliveryFilterSchema>
