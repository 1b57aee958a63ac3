import { z } from 'zod'
import type { Handler } from '@/lib/platform/outbox'
import { buildApproved } from './commands'

const payloadSchema = z.object({ requestId: z.uuid() })

export const approvalHandlers: Record<string, Handler> = {
  exportApproved: async (payload, { clock }) => {
    await buildApproved(clock, payloadSchema.parse(payload).requestId)
  },
}
