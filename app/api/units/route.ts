import { getActor } from '@/lib/identity/queries'
import { findSearchUnits } from '@/lib/records/queries'
import { picked } from '../picked'

export const authority = 'signed-in'

/** Units that a search or the statistics may be narrowed to: `?q=` part of a name. */
export async function GET(request: Request): Promise<Response> {
  return picked(request, await getActor(), findSearchUnits)
}
