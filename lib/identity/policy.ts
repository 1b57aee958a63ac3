import type { Role } from '@/prisma/generated/client/enums'
import type { Actor } from './types'

/** What only one of the three administrators does (三员), by role. */
export const ADMINISTRATION = {
  organs: ['SYSTEM_ADMIN'],
  accounts: ['SYSTEM_ADMIN'],
  imports: ['SYSTEM_ADMIN'],
  calendar: ['SECURITY_ADMIN'],
  policy: ['SECURITY_ADMIN'],
  roles: ['SECURITY_ADMIN'],
  'confirm-roles': ['SECURITY_ADMIN', 'AUDIT_ADMIN'],
  logs: ['AUDIT_ADMIN'],
} as const satisfies Record<string, readonly Role[]>

export function mayAdminister(actor: Pick<Actor, 'roles'>, what: keyof typeof ADMINISTRATION): boolean {
  const wanted: readonly Role[] = ADMINISTRATION[what]
  return actor.roles.some((grant) => wanted.includes(grant.role))
}
