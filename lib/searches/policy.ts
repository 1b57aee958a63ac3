import type { Actor } from '@/lib/identity/types'
import { hasRecordsDesk } from '@/lib/records/policy'
import type { SearchDesk } from './schema'

/** Whoever has the desk keeps searches of it; the queue is everybody's own. */
export function maySave(actor: Pick<Actor, 'roles'>, desk: SearchDesk): boolean {
  return desk === 'review' || hasRecordsDesk(actor)
}
