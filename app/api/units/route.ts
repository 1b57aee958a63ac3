import { getActor } from '@/lib/identity/queries'
import { cleanText } from '@/lib/platform/text'
import { findSearchUnits } from '@/lib/records/queries'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
const QUERY_LENGTH = 60

/** Units that a search or the statistics may be narrowed to: `?q=` part of a name. */
export async function GET(request: Request): Promise<Response> {
  const actor = await getActor()
  if (!actor) return Response.json({ items: [] }, { status: 401, headers: HEADERS })
  const query = cleanText(new URL(request.url).searchParams.get('q') ?? '').slice(0, QUERY_LENGTH)
  return Response.json({ items: await findSearchUnits(actor, query) }, { headers: HEADERS })
}
