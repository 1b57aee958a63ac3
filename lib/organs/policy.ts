import { holds, type Actor } from '@/lib/identity/types'

/** The desk for organs and officials: the system administrator's alone (三员). */
export function hasDirectoryDesk(actor: Pick<Actor, 'roles'>): boolean {
  return holds(actor, 'SYSTEM_ADMIN')
}

/** Whether the actor looks after the organ with this path: it lies in the subtree of their role. */
export function looksAfter(actor: Pick<Actor, 'roles'>, path: string): boolean {
  return holds(actor, 'SYSTEM_ADMIN', path)
}

/** The roots of the subtrees that the actor looks after. */
export function directoryRoots(actor: Pick<Actor, 'roles'>): string[] {
  return actor.roles.filter((grant) => grant.role === 'SYSTEM_ADMIN').map((grant) => grant.organPath)
}

/** Why an organ cannot be put out of use; null when it can. */
export function denyDeactivation(facts: { officials: number; children: number }): 'organ-in-use' | null {
  return facts.officials > 0 || facts.children > 0 ? 'organ-in-use' : null
}
