import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import type { DelegationLine } from './types'

/** The newest delegations that the page shows. */
const MOST = 50

/** Delegations that the actor gave or received, newest first. */
export function listDelegations(actor: Actor, now: Date): Promise<DelegationLine[]> {
  const me = actor.officialId
  const today = civilDateOf(now)
  return asActor(actor, now, async (tx) => {
    const rows = await tx.delegation.findMany({
      where: { OR: [{ fromId: me }, { toId: me }] },
      orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
      take: MOST,
    })
    const people = await tx.official.findMany({
      where: { id: { in: rows.flatMap((row) => [row.fromId, row.toId]) } },
      select: { id: true, name: true, post: true },
    })
    return rows.map((row) => {
      const side = row.fromId === me ? 'given' : 'received'
      const other = people.find((one) => one.id === (side === 'given' ? row.toId : row.fromId))
      const [validFrom, validTo] = [civilOfDbDate(row.validFrom), civilOfDbDate(row.validTo)]
      const begun = validFrom > today ? 'upcoming' : 'running'
      return {
        id: row.id,
        side,
        name: other?.name ?? '',
        post: other?.post ?? '',
        validFrom,
        validTo,
        reason: row.reason,
        state: row.endedAt || validTo < today ? 'over' : begun,
      }
    })
  })
}
