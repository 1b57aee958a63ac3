import { z } from 'zod'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { fileAnswer } from '@/lib/platform/file-answer'
import { answerPublicCall } from '@/lib/platform/public-call'
import { removePublicFile } from '@/lib/recusals/applications/files/commands'
import { findApplicationFile } from '@/lib/recusals/applications/files/queries'

export const authority = 'public'

type Context = { params: Promise<{ id: string }> }

/** One file of an application, as a download; only for the office that answers it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  return fileAnswer(await findApplicationFile(actor, id, systemClock.now()))
}

const LONGEST_BODY = 4 * 1024
const removeSchema = z.object({ token: z.string().max(200) })

/** Takes a file off the open form whose token is sent along. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  return answerPublicCall(request, {
    schema: removeSchema.refine(() => z.uuid().safeParse(id).success),
    most: LONGEST_BODY,
    command: ({ token }) => removePublicFile({ clock: systemClock, input: { token, id } }),
  })
}
