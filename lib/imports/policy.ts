import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'

/** Organs, officials and enterprises are taken over by the system administrator alone (三员). */
export function mayImport(actor: Pick<Actor, 'roles'>): boolean {
  return mayAdminister(actor, 'imports')
}
