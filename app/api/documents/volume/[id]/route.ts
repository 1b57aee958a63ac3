import { findVolume } from '@/lib/documents/volume/queries'
import { bindVolume } from '@/lib/documents/volume/volume'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { pdfAnswer } from '@/lib/platform/pdf-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** A case with what belongs to it as one PDF, as far as the reader may read it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const found = await findVolume(actor, id, systemClock.now())
  if (!found) return new Response(null, { status: 404 })
  return pdfAnswer(`卷宗 ${found.text.number}`, await bindVolume(found.text, found.parts))
}
