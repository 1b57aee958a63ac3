import { answerCall } from '@/lib/api/answering/answering'
import { OPERATIONS } from '@/lib/api/operations'

/** Each operation names its scope; cookies are not looked at. */
export const authority = 'token'

/** Everything below /api/v1, by the definitions of the operations. */
function answer(request: Request): Promise<Response> {
  return answerCall(request, OPERATIONS)
}

export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE }
