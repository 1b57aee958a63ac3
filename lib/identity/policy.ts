import type { Role } from '@/prisma/generated/client/enums'
import { holds, type Actor } from './types'

/** What only one of the three administrators does (三员), by role. */
export const ADMINISTRATION = {
  organs: ['SYSTEM_ADMIN'],
  accounts: ['SYSTEM_ADMIN'],
  imports: ['SYSTEM_ADMIN'],
  calendar: ['SECURITY_ADMIN'],
  policy: ['SECURITY_ADMIN'],
  roles: ['SECURITY_ADMIN'],
  'confirm-roles': ['SECURITY_ADMIN', 'AUDIT_ADMIN'],
  tokens: ['SECURITY_ADMIN'],
  logs: ['AUDIT_ADMIN'],
  // What leaves the house is a matter of security; whether it arrives is one of running the place.
  webhooks: ['SECURITY_ADMIN'],
  mail: ['SYSTEM_ADMIN'],
  deliveries: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
} as const satisfies Record<string, readonly Role[]>

/** Whether the actor has this desk: anywhere, or for the organ with this path, in the subtree of their role. */
export function mayAdminister(
  actor: Pick<Actor, 'roles'>,
  what: keyof typeof ADMINISTRATION,
  path?: string,
): boolean {
  return ADMINISTRATION[what].some((role) => holds(actor, role, path))
}

/** The roots of the subtrees in which the actor has this desk. */
export function administrationRoots(
  actor: Pick<Actor, 'roles'>,
  what: keyof typeof ADMINISTRATION,
): string[] {
  const wanted: readonly Role[] = ADMINISTRATION[what]
  return actor.roles.filter((grant) => wanted.includes(grant.role)).map((grant) => grant.organPath)
}

/** Whether somebody with these roles is one of the three administrators (三员). */
export function isAdministrator(roles: readonly { role: Role }[]): boolean {
  return roles.some(({ role }) => role.endsWith('_ADMIN'))
}

/**
 * Whether a password is looked at. Where an organ's own sign-on replaces passwords (`0`), the three administrators keep
 * theirs: they sign in by nothing else, so the product stays reachable when the provider is not.
 */
export function mayUsePassword(roles: readonly { role: Role }[], setting: '0' | '1'): boolean {
  return setting === '1' || isAdministrator(roles)
}
