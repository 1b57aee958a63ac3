import { systemClock } from '@/lib/platform/clock'
import { answerPublicCall } from '@/lib/platform/public-call'
import { objectByCode } from '@/lib/recusals/applications/commands'
import { objectByCodeSchema } from '@/lib/recusals/applications/schema'

export const authority = 'public'

const LONGEST_BODY = 16 * 1024

/** Contests the denial of an application, once, with its query code. */
export function POST(request: Request): Promise<Response> {
  return answerPublicCall(request, {
    schema: objectByCodeSchema,
    most: LONGEST_BODY,
    command: (input, address) => objectByCode({ clock: systemClock, address, input }),
  })
}
