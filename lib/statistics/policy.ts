import { holds, type Actor } from '@/lib/identity/types'

/** Who has the page of statistics: supervising leaders, heads of units and discipline offices. Which cases count for them, row-level security decides. */
export function hasStatistics(actor: Pick<Actor, 'roles' | 'leadsSomebody'>): boolean {
  return (
    actor.leadsSomebody ||
    holds(actor, 'SUPERVISOR') ||
    holds(actor, 'UNIT_HEAD') ||
    holds(actor, 'DISCIPLINE')
  )
}
