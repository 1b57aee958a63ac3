import type { Role } from '@/prisma/generated/client/enums'

export type { Role }

declare const actorBrand: unique symbol

/** A role held today, in a subtree. */
export interface RoleGrant {
  role: Role
  organId: string
  organPath: string
}

/**
 * A signed-in official whose session, or access token, was checked for this very request. Only `getActor`, `loadBearer` and
 * the tests make one.
 */
export interface Actor {
  readonly [actorBrand]: true
  officialId: string
  staffNo: string
  name: string
  post: string
  organId: string
  /** The unit, not the internal division. */
  unitId: string
  unitName: string
  unitPath: string
  roles: readonly RoleGrant[]
  leadsSomebody: boolean
  /** Of a request with an access token: the token's id, and there is no session. */
  sessionId: string
  /** 1 password; later second factors raise it. */
  authLevel: number
  /** The access token through which the official acts; a session has none. */
  via?: string
}

/** The subtrees in which the actor holds a role. */
export function pathsOf(actor: Pick<Actor, 'roles'>, role: Role): string[] {
  return actor.roles.filter((grant) => grant.role === role).map((grant) => grant.organPath)
}

/** Whether the actor holds a role somewhere above (or at) a path, or anywhere when no path is given. */
export function holds(actor: Pick<Actor, 'roles'>, role: Role, path?: string): boolean {
  return actor.roles.some((grant) => grant.role === role && (!path || path.startsWith(grant.organPath)))
}
