import { getActor } from '@/lib/identity/queries'
import { findOfficials } from '@/lib/organs/queries'
import { cleanText } from '@/lib/platform/text'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
const QUERY_LENGTH = 60

/** Officials to choose from: `?q=` part of a name, pinyin initials or staff number. */
export async function GET(request: Request): Promise<Response> {
  const actor = await getActor()
  if (!actor) return Response.json({ items: [] }, { status: 401, headers: HEADERS })
  const query = cleanText(new URL(request.url).searchParams.get('q') ?? '').slice(0, QUERY_LENGTH)
  return Response.json({ items: await findOfficials(actor, query) }, { headers: HEADERS })
}
