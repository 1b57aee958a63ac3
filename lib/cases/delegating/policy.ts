import { holds, type Actor } from '@/lib/identity/types'

/** Who decides about others, and so may be stood in for: leaders, heads, named officers. */
export function mayDelegate(actor: Pick<Actor, 'roles' | 'leadsSomebody'>): boolean {
  return actor.leadsSomebody || holds(actor, 'UNIT_HEAD') || holds(actor, 'HEAD_CASES_OFFICER')
}
