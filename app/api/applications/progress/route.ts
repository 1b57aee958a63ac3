import { systemClock } from '@/lib/platform/clock'
import { answerPublicCall } from '@/lib/platform/public-call'
import { ok, refuse } from '@/lib/platform/result'
import { countLook } from '@/lib/recusals/applications/commands'
import { findProgress } from '@/lib/recusals/applications/queries'
import { codeSchema } from '@/lib/recusals/applications/schema'

export const authority = 'public'

const LONGEST_BODY = 1024

/** Where an application stands, for whoever holds its query code. */
export function POST(request: Request): Promise<Response> {
  return answerPublicCall(request, {
    schema: codeSchema,
    most: LONGEST_BODY,
    command: async ({ code }, address) => {
      const counted = await countLook(systemClock, address)
      if (!counted.ok) return counted
      const found = await findProgress(code, systemClock.now())
      return found ? ok(found) : refuse('applications', 'code-unknown')
    },
  })
}
