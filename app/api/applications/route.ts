import { systemClock } from '@/lib/platform/clock'
import { answerPublicCall } from '@/lib/platform/public-call'
import { fileApplication } from '@/lib/recusals/applications/commands'
import { applicationSchema } from '@/lib/recusals/applications/schema'

export const authority = 'public'

/** Two long texts in three bytes a character, and the rest. */
const LONGEST_BODY = 64 * 1024

/** Takes in what somebody outside applies for or reports; answers its number and query code. */
export function POST(request: Request): Promise<Response> {
  return answerPublicCall(request, {
    schema: applicationSchema,
    most: LONGEST_BODY,
    command: (input, address) => fileApplication({ clock: systemClock, address, input }),
  })
}
