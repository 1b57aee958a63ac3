import { Prisma } from '@/prisma/generated/client/client'
import type { PersonnelCategory } from '@/prisma/generated/client/enums'
import type { Actor, RoleGrant } from '@/lib/identity/types'
import { db, oncePer, type Tx } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { bigrams, escapeLike } from '@/lib/platform/search-terms'
import { ONE_PLAN } from '@/lib/platform/statement-name'
import type { DecisionChainFacts, OfficialRef } from './types'

interface ChainRow {
  supervisor: OfficialRef | null
  led: string[]
  /** Organs in which the subject is a head today. */
  subjectHeads: string[]
  units:
    { organId: string; path: string; name: string; heads: OfficialRef[]; officers: OfficialRef[] }[] | null
}

/** Who could decide about an official on a day: supervising leader, heads and named officers up the tree. */
export async function findDecisionChainFacts(
  tx: Tx,
  subjectId: string,
  today: CivilDate,
): Promise<DecisionChainFacts> {
  const row = await oncePer(tx, `chain:${subjectId}:${today}`, () => readChain(tx, subjectId, dbDate(today)))
  const own = row?.units?.[0]
  if (!own) throw new Error(`official ${subjectId} belongs to no unit`)
  return {
    subject: { officialId: subjectId, unitId: own.organId, unitPath: own.path },
    supervisor: row.supervisor,
    units: row.units ?? [],
    subordinateIds: row.led,
    subjectHeads: row.subjectHeads,
  }
}

/** All of it in one statement: every command on a case asks for it. */
async function readChain(tx: Tx, subjectId: string, day: Date): Promise<ChainRow | undefined> {
  const today = (of: string) =>
    Prisma.raw(`${of}."validFrom" <= d.day AND (${of}."validTo" IS NULL OR ${of}."validTo" >= d.day)`)
  const standing = (of: string) => Prisma.raw(`${of}."confirmedAt" IS NOT NULL AND ${of}."endedAt" IS NULL`)
  const people = (role: 'UNIT_HEAD' | 'HEAD_CASES_OFFICER') => Prisma.sql`
    coalesce((
      SELECT json_agg(json_build_object('officialId', p.id, 'name', p.name, 'post', p.post)
                      ORDER BY r."createdAt", p."staffNo")
      FROM "RoleAssignment" r JOIN "Official" p ON p.id = r."officialId" AND p.active
      WHERE r."organId" = up.id AND r.role = ${role}::"Role" AND ${standing('r')} AND ${today('r')}
    ), '[]'::json)`
  const [row] = await tx.$queryRaw<ChainRow[]>`
    ${Prisma.raw(ONE_PLAN)} WITH RECURSIVE d AS (SELECT ${day}::date AS day), up AS (
      SELECT o.id, o."parentId", o.path, o.name, o."isDivision", 0 AS height
      FROM "Official" p JOIN "Organ" o ON o.id = p."organId" WHERE p.id = ${subjectId}::uuid
      UNION ALL
      SELECT o.id, o."parentId", o.path, o.name, o."isDivision", up.height + 1
      FROM "Organ" o JOIN up ON o.id = up."parentId"
    )
    SELECT
      (SELECT json_build_object('officialId', p.id, 'name', p.name, 'post', p.post)
       FROM "SupervisionLink" l JOIN "Official" p ON p.id = l."supervisorId" AND p.active
       WHERE l."officialId" = ${subjectId}::uuid AND ${today('l')} ORDER BY l."validFrom" DESC LIMIT 1) AS supervisor,
      ARRAY(SELECT l."officialId" FROM "SupervisionLink" l
            WHERE l."supervisorId" = ${subjectId}::uuid AND ${today('l')}) AS led,
      ARRAY(SELECT o.path FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
            WHERE r."officialId" = ${subjectId}::uuid AND r.role = 'UNIT_HEAD' AND ${standing('r')} AND ${today('r')})
        AS "subjectHeads",
      (SELECT json_agg(json_build_object('organId', up.id, 'path', up.path, 'name', up.name,
                'heads', ${people('UNIT_HEAD')}, 'officers', ${people('HEAD_CASES_OFFICER')}) ORDER BY up.height)
       FROM up WHERE NOT up."isDivision") AS units
    FROM d`
  return row
}

/** The roles of an official that are in force on a day: for work that is done for somebody who is not there. */
export async function listGrants(officialId: string, today: CivilDate): Promise<RoleGrant[]> {
  const day = dbDate(today)
  const rows = await db().roleAssignment.findMany({
    where: {
      ...{ officialId, endedAt: null, confirmedAt: { not: null }, validFrom: { lte: day } },
      OR: [{ validTo: null }, { validTo: { gte: day } }],
    },
    select: { role: true, organId: true, organ: { select: { path: true } } },
  })
  return rows.map(({ role, organId, organ }) => ({ role, organId, organPath: organ.path }))
}

export interface OfficialHit {
  id: string
  name: string
  staffNo: string
  post: string
  organ: string
}

/** How many officials a list to choose from shows. */
const MOST_OFFICIALS = 20
/** The own unit with its divisions; what lies below a large one is as far as everything else. */
const MOST_NEAR = 50

/** A condition for officials `p` by any part of their name, which an index finds. */
function calledPerson(part: string): Prisma.Sql {
  return Prisma.sql`name_parts(p.name) @> ${bigrams(part)}::text[] AND p.name LIKE ${`%${escapeLike(part)}%`}`
}

/** Conditions for officials `p`, one for each way in which words may name them: each has an index, all with OR would read everybody. */
export function waysToPerson(words: string): Prisma.Sql[] {
  const start = (text: string) => `${escapeLike(text)}%`
  return [
    calledPerson(words),
    Prisma.sql`p.initials LIKE ${start(words.toLowerCase())}`,
    Prisma.sql`p."staffNo" LIKE ${start(words.toUpperCase())}`,
  ]
}

interface PeopleAsked {
  /** About official `p`. */
  where: Prisma.Sql
  /** One of these must hold too, each looked up by its own index. */
  ways?: readonly Prisma.Sql[]
  /** The staff number that the page begins behind. */
  after?: string
  limit: number
}

/** Ids of a page of officials, by staff number. */
export async function pageOfPeople({ where, ways, after = '', limit }: PeopleAsked): Promise<string[]> {
  const by = (way: Prisma.Sql) => Prisma.sql`
    (SELECT p.id, p."staffNo" FROM "Official" p WHERE ${way} AND ${where} AND p."staffNo" > ${after}
     ORDER BY p."staffNo" LIMIT ${limit})`
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (${Prisma.join((ways ?? [Prisma.sql`true`]).map(by), ' UNION ')}) AS found
    ORDER BY "staffNo" LIMIT ${limit}`
  return found.map((one) => one.id)
}

/** Officials by part of a name, pinyin initials or staff number; the own unit first. */
export async function findOfficials(actor: Actor, query: string): Promise<OfficialHit[]> {
  const q = query.trim().normalize('NFKC')
  if (!q) return []
  const likes = {
    name: `%${escapeLike(q)}%`,
    initials: `${escapeLike(q.toLowerCase())}%`,
    staffNo: `${escapeLike(q.toUpperCase())}%`,
  }
  const matches = Prisma.sql`(p.name LIKE ${likes.name} OR p.initials LIKE ${likes.initials} OR p."staffNo" LIKE ${likes.staffNo})`
  // Each way has an index of its own; one condition with OR would read everybody.
  const one = (where: Prisma.Sql) => Prisma.sql`
    (SELECT p.id FROM "Official" p WHERE p.active AND ${where} ORDER BY p."staffNo" LIMIT ${MOST_OFFICIALS})`
  const ways = Prisma.join(
    [
      calledPerson(q),
      Prisma.sql`p.initials LIKE ${likes.initials}`,
      Prisma.sql`p."staffNo" LIKE ${likes.staffNo}`,
    ].map(one),
    ' UNION ',
  )
  return db().$queryRaw<OfficialHit[]>`
    WITH near AS (SELECT id FROM "Organ" WHERE path ^@ ${actor.unitPath} ORDER BY path LIMIT ${MOST_NEAR}),
    found AS (
      (SELECT p.id, 0 AS far FROM "Official" p WHERE p.active AND p."organId" IN (SELECT id FROM near) AND ${matches}
       ORDER BY p."staffNo" LIMIT ${MOST_OFFICIALS})
      UNION ALL SELECT id, 1 FROM (${ways}) AS anywhere
    )
    SELECT p.id, p.name, p."staffNo", p.post, o.name AS organ
    FROM (SELECT id, min(far) AS far FROM found GROUP BY id) AS once
    JOIN "Official" p ON p.id = once.id JOIN "Organ" o ON o.id = p."organId"
    ORDER BY once.far, p."staffNo" LIMIT ${MOST_OFFICIALS}`
}

/** The actor's personnel category: it decides which law's grounds apply. */
export async function findPersonnelCategory(actor: Actor): Promise<PersonnelCategory> {
  const row = await db().official.findUniqueOrThrow({
    where: { id: actor.officialId },
    select: { personnelCategory: true },
  })
  return row.personnelCategory
}
