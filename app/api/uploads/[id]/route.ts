import { findAttachment } from '@/lib/attachments/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { fileAnswer } from '@/lib/platform/file-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** One attached file, always as a download; only for those who may read its case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  return fileAnswer(await findAttachment(actor, id, systemClock.now()))
}
