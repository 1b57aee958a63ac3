import { holds, type Actor } from '@/lib/identity/types'

/** Who has the approver's desk at all. */
export function hasApproverDesk(actor: Pick<Actor, 'roles'>): boolean {
  return holds(actor, 'DISCIPLINE')
}

interface Asked {
  requestedById: string
  scopePaths: readonly string[]
}

/** A second person whose discipline desk reaches everything that the requester's desk reaches. */
export function mayDecideRequest(actor: Pick<Actor, 'roles' | 'officialId'>, request: Asked): boolean {
  return (
    actor.officialId !== request.requestedById &&
    request.scopePaths.length > 0 &&
    request.scopePaths.every((path) => holds(actor, 'DISCIPLINE', path))
  )
}
