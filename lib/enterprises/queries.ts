import type { Actor } from '@/lib/identity/types'
import { asActor, db } from '@/lib/platform/db'
import { queryTokens } from '@/lib/platform/search-terms'
import type { EnterpriseHit } from './types'

/** How many enterprises a list to choose from shows. */
export const MOST_HITS = 20

/**
 * Enterprises by any part of the name of two or more characters, a former name, pinyin initials, or the beginning of
 * the credit code. Shorter names first, so that the company comes before its branches.
 */
export async function findEnterprises(actor: Actor, query: string): Promise<EnterpriseHit[]> {
  const folded = query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
  if ([...folded].length < 2) return []
  const code = folded.toUpperCase()
  const latin = /^[a-z]+$/.test(folded)
  const rows = await db().$queryRaw<{ id: string }[]>`
    (SELECT id, length(name) AS size FROM "Enterprise" WHERE uscc LIKE ${`${code}%`} LIMIT ${MOST_HITS})
    UNION
    (SELECT id, length(name) FROM "Enterprise"
      WHERE tokens @> ${queryTokens(query)} ORDER BY length(name), id LIMIT ${MOST_HITS})
    UNION
    (SELECT id, length(name) FROM "Enterprise"
      WHERE ${latin} AND initials LIKE ${`${folded}%`} ORDER BY length(name), id LIMIT ${MOST_HITS})
    ORDER BY size, id LIMIT ${MOST_HITS}`
  return getEnterprises(
    actor,
    rows.map((row) => row.id),
  )
}

/** Enterprises by their ids, in that order; unknown ones are left out. */
export async function getEnterprises(actor: Actor, ids: readonly string[]): Promise<EnterpriseHit[]> {
  const rows = await db().enterprise.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      name: true,
      uscc: true,
      legalRepresentative: true,
      city: true,
      isBranch: true,
      ownership: true,
      formerNames: true,
      source: true,
      persons: { select: { id: true, name: true, post: true }, take: 20 },
      _count: { select: { matters: { where: { matter: { organId: actor.unitId, closedAt: null } } } } },
    },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { source, _count, ...rest } = row
    return [{ ...rest, declared: source === 'DECLARED', mattersInUnit: _count.matters }]
  })
}

/** The enterprises the actor filed about most recently: an emergency notice offers them first. */
export async function listRecentEnterprises(actor: Actor, now: Date): Promise<EnterpriseHit[]> {
  const rows = await asActor(actor, now, (tx) =>
    tx.caseParty.findMany({
      where: { case: { filedById: actor.officialId } },
      orderBy: { case: { createdAt: 'desc' } },
      select: { enterpriseId: true },
      take: 20,
    }),
  )
  return getEnterprises(actor, [...new Set(rows.map((row) => row.enterpriseId))].slice(0, 5))
}
