import { findDocument } from '@/lib/documents/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { pdfAnswer } from '@/lib/platform/pdf-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** A document byte for byte as it was issued, for those who may read its case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const found = await findDocument(actor, id, systemClock.now())
  if (!found) return new Response(null, { status: 404 })
  return pdfAnswer(found.number, found.content)
}
