import { holds, type Actor } from '@/lib/identity/types'

/** Where a person's work is. */
export function firstDesk(actor: Actor): string {
  if (holds(actor, 'SYSTEM_ADMIN')) return '/admin/organs'
  if (holds(actor, 'SECURITY_ADMIN')) return '/admin/roles'
  if (holds(actor, 'AUDIT_ADMIN')) return '/admin/logs'
  if (holds(actor, 'DISCIPLINE')) return '/records'
  if (
    actor.leadsSomebody ||
    holds(actor, 'CLERK') ||
    holds(actor, 'UNIT_HEAD') ||
    holds(actor, 'HEAD_CASES_OFFICER')
  )
    return '/review'
  return '/my'
}
