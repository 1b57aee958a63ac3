import { Prisma } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { asActor, db } from '@/lib/platform/db'
import { bigrams, norm, queryTokens } from '@/lib/platform/search-terms'
import type { EnterpriseHit } from './types'

/** How many enterprises a list to choose from shows. */
export const MOST_HITS = 20
/** How many people of an enterprise come with it. */
const MOST_PERSONS = 20

/** Part of a credit code is looked for from so many characters on. */
const LEAST_OF_CODE = 4

/**
 * Enterprises by any part of the name of two or more characters, a former name, pinyin initials, or part of the credit
 * code. Shorter names first, so that the company comes before its branches.
 */
export async function findEnterprises(actor: Actor, query: string): Promise<EnterpriseHit[]> {
  const folded = query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
  if ([...folded].length < 2) return []
  const one = (where: Prisma.Sql) => Prisma.sql`
    (SELECT e.id, length(e.name) AS size FROM "Enterprise" e WHERE ${where}
     ORDER BY length(e.name), e.id LIMIT ${MOST_HITS})`
  // Every second name ends in 有限公司: what is the name's own finds it, unless nothing else was typed.
  const rest = norm(query)
  const tokens = queryTokens([...rest].length > 1 ? rest : query)
  const ways = [one(Prisma.sql`e.tokens @> ${tokens}::text[]`)]
  if (/^[a-z]+$/.test(folded)) ways.push(one(Prisma.sql`e.initials LIKE ${`${folded}%`}`))
  if (/^[0-9a-z]+$/.test(folded)) ways.push(...byCode(folded.toUpperCase(), one))
  return hits(
    actor,
    Prisma.sql`SELECT id, (size, id) AS place FROM (${Prisma.join(ways, ' UNION ')}) AS found
    ORDER BY place LIMIT ${MOST_HITS}`,
  )
}

/**
 * The beginning of a code, or, when enough is given, any part of its last ten characters: those are the organisation's
 * own, what stands before is its district's and in every code.
 */
function byCode(code: string, one: (where: Prisma.Sql) => Prisma.Sql): Prisma.Sql[] {
  const beginning = one(Prisma.sql`e.uscc LIKE ${`${code}%`}`)
  if (code.length < LEAST_OF_CODE) return [beginning]
  const part = Prisma.sql`text_pairs(substr(e.uscc, 9)) @> ${bigrams(code)}::text[]
    AND substr(e.uscc, 9) LIKE ${`%${code}%`}`
  return [beginning, one(part)]
}

/** Enterprises by their ids, in that order; unknown ones are left out. */
export function getEnterprises(actor: Actor, ids: readonly string[]): Promise<EnterpriseHit[]> {
  return hits(
    actor,
    Prisma.sql`SELECT id, place FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked (id, place)`,
  )
}

/** The enterprises of a selection with columns `id` and `place`, in the order of their places. */
function hits(actor: Actor, selected: Prisma.Sql): Promise<EnterpriseHit[]> {
  return db().$queryRaw<EnterpriseHit[]>`
    SELECT e.id, e.name, e.uscc, e."legalRepresentative", e.city, e."isBranch", e.ownership, e."formerNames",
      e.source = 'DECLARED' AS declared,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'post', p.post)), '[]')
       FROM (SELECT id, name, post FROM "EnterprisePerson" WHERE "enterpriseId" = e.id LIMIT ${MOST_PERSONS}) AS p) AS persons,
      (SELECT count(*)::int FROM "MatterEnterprise" link JOIN "Matter" m ON m.id = link."matterId"
       WHERE link."enterpriseId" = e.id AND m."organId" = ${actor.unitId}::uuid AND m."closedAt" IS NULL) AS "mattersInUnit"
    FROM (${selected}) AS chosen JOIN "Enterprise" e ON e.id = chosen.id ORDER BY chosen.place`
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
