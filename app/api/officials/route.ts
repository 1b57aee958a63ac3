import { getActor } from '@/lib/identity/queries'
import { findOfficials } from '@/lib/organs/queries'
import { picked } from '../picked'

export const authority = 'signed-in'

/** Officials to choose from: `?q=` part of a name, pinyin initials or staff number. */
export async function GET(request: Request): Promise<Response> {
  return picked(request, await getActor(), findOfficials)
}
