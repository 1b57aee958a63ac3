import type { Tx } from '@/lib/platform/db'
import type { ActFacts } from './policy'

/** Statuses of a recusal decision in which the person is out of the matter. */
const EXCLUDES = ['SERVED', 'IN_FORCE', 'COMPLIED']

/** What decides whether an official may act on a matter now. Read as that official. */
export async function findActFacts(tx: Tx, matterId: string, officialId: string): Promise<ActFacts | null> {
  const matter = await tx.matter.findUnique({ where: { id: matterId }, select: { closedAt: true } })
  if (!matter) return null
  const handled = await tx.matterHandler.findMany({
    where: { matterId, officialId, endedAt: null },
    select: { suspendedByCaseId: true },
  })
  const recusals = await tx.case.findMany({
    where: { kind: 'RECUSAL_DECISION', matterId, subjectId: officialId, status: { in: EXCLUDES } },
    select: { id: true },
  })
  return {
    closed: matter.closedAt !== null,
    handles: handled.length > 0,
    recused: recusals.length > 0,
    suspended: handled.some((one) => one.suspendedByCaseId !== null),
  }
}
