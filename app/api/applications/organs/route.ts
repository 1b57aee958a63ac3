import { cleanText } from '@/lib/platform/text'
import { findReceivingOrgans } from '@/lib/recusals/applications/queries'

export const authority = 'public'

const QUERY_LENGTH = 60

/** Organs to address an application to: `?q=` part of a name. */
export async function GET(request: Request): Promise<Response> {
  const query = cleanText(new URL(request.url).searchParams.get('q') ?? '').slice(0, QUERY_LENGTH)
  const headers = { 'Cache-Control': 'public, max-age=60' }
  return Response.json({ items: await findReceivingOrgans(query) }, { headers })
}
