import { findEnterprises, getEnterprises } from '@/lib/enterprises/queries'
import { getActor } from '@/lib/identity/queries'
import { isUuid } from '@/lib/platform/ids'
import { cleanText } from '@/lib/platform/text'

export const authority = 'signed-in'

const HEADERS = { 'Cache-Control': 'private, no-store' }
/** The longest query that is looked at. */
const QUERY_LENGTH = 100

/** Enterprises to choose from: `?q=` part of a name, initials or code, or `?ids=` for chosen ones. */
export async function GET(request: Request): Promise<Response> {
  const actor = await getActor()
  if (!actor) return Response.json({ items: [] }, { status: 401, headers: HEADERS })
  const url = new URL(request.url)
  const ids = url.searchParams.get('ids')
  const items = ids
    ? await getEnterprises(actor, ids.split(',').filter(isUuid).slice(0, 20))
    : await findEnterprises(actor, cleanText(url.searchParams.get('q') ?? '').slice(0, QUERY_LENGTH))
  return Response.json({ items }, { headers: HEADERS })
}
