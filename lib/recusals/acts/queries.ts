import { asActor, type Tx } from '@/lib/platform/db'
import type { Actor } from '@/lib/identity/types'
import type { AffectedActLine } from './types'

/** The most acts that are listed for one decision. */
const MOST_ACTS = 500

async function actsSince(tx: Tx, decisionCaseId: string) {
  const row = await tx.case.findUnique({
    where: { id: decisionCaseId },
    select: { subjectId: true, matterId: true, decision: { select: { dueSince: true } } },
  })
  if (!row?.matterId) return []
  // Where nobody knows since when the ground existed, every act of the person is looked at.
  const since = row.decision?.dueSince
  return tx.matterAct.findMany({
    where: {
      matterId: row.matterId,
      officialId: row.subjectId,
      ...(since ? { occurredAt: { gte: since } } : {}),
    },
    orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
    take: MOST_ACTS,
    select: {
      id: true,
      kind: true,
      description: true,
      occurredAt: true,
      affected: {
        where: { caseId: decisionCaseId },
        select: { disposition: true, reason: true, settledById: true, settledAt: true },
      },
    },
  })
}

/**
 * The acts of the recused person on the matter since the ground arose (招标投标法实施条例 70–71), oldest first, each with
 * what became of it.
 */
export function listAffectedActs(
  actor: Actor,
  decisionCaseId: string,
  now: Date,
): Promise<AffectedActLine[]> {
  return asActor(actor, now, async (tx) => {
    const acts = await actsSince(tx, decisionCaseId)
    const people = await tx.official.findMany({
      where: { id: { in: acts.flatMap((act) => act.affected.map((one) => one.settledById)) } },
      select: { id: true, name: true },
    })
    return acts.map(({ affected, occurredAt, ...act }) => {
      const [one] = affected
      return {
        ...act,
        occurredAt: occurredAt.toISOString(),
        settled: one
          ? {
              disposition: one.disposition,
              reason: one.reason,
              by: people.find((person) => person.id === one.settledById)?.name ?? '',
              at: one.settledAt.toISOString(),
            }
          : null,
      }
    })
  })
}

/** The ids of the affected acts that nobody has settled yet. */
export async function findOpenActs(tx: Tx, decisionCaseId: string): Promise<string[]> {
  const acts = await actsSince(tx, decisionCaseId)
  return acts.filter((act) => act.affected.length === 0).map((act) => act.id)
}
