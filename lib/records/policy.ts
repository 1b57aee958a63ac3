import { holds, type Actor } from '@/lib/identity/types'

/** Who has the desk of records: discipline offices, heads of units and HR. Which rows they see, row-level security decides. */
export function hasRecordsDesk(actor: Pick<Actor, 'roles'>): boolean {
  return holds(actor, 'DISCIPLINE') || holds(actor, 'UNIT_HEAD') || holds(actor, 'HR')
}
