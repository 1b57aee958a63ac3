import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { findPacket } from '@/lib/recusals/refusals/queries'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** The sealed packet of a referred refusal, byte for byte as its hash says; for those who handle the case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const packet = await findPacket(actor, id, systemClock.now())
  if (!packet) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(packet.content), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="referral-${packet.number}.json"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}
