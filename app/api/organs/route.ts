import { getActor } from '@/lib/identity/queries'
import { findAdministeredOrgans } from '@/lib/organs/choosing/queries'
import { picked } from '../picked'

export const authority = 'signed-in'

/** Organs in use that an administrator may choose: `?q=` part of a name. */
export async function GET(request: Request): Promise<Response> {
  return picked(request, await getActor(), findAdministeredOrgans)
}
