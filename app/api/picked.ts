import type { Actor } from '@/lib/identity/types'
import { cleanText } from '@/lib/platform/text'

const HEADERS = { 'Cache-Control': 'private, no-store' }
const QUERY_LENGTH = 60

/** Answers a picker with what is found for `?q=`, part of a name; 401 without an actor. */
export async function picked(
  request: Request,
  actor: Actor | null,
  find: (actor: Actor, query: string) => Promise<readonly object[]>,
): Promise<Response> {
  if (!actor) return Response.json({ items: [] }, { status: 401, headers: HEADERS })
  const query = cleanText(new URL(request.url).searchParams.get('q') ?? '').slice(0, QUERY_LENGTH)
  return Response.json({ items: await find(actor, query) }, { headers: HEADERS })
}
