import { activateAccount } from '@/lib/identity/commands'
import { activateSchema } from '@/lib/identity/schema'
import { systemClock } from '@/lib/platform/clock'
import { answerPublicCall } from '@/lib/platform/public-call'

export const authority = 'public'

/** A code and a password are shorter. */
const LONGEST_BODY = 16 * 1024

/** Sets a password with an activation code: nobody is signed in yet, so the code is what authorises. */
export function POST(request: Request): Promise<Response> {
  return answerPublicCall(request, {
    schema: activateSchema,
    most: LONGEST_BODY,
    command: (input) => activateAccount({ clock: systemClock, input }),
  })
}
