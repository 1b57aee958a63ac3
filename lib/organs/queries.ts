import { Prisma } from '@/prisma/generated/client/client'
import type { PersonnelCategory } from '@/prisma/generated/client/enums'
import type { Actor } from '@/lib/identity/types'
import { db, type Tx } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { bigrams } from '@/lib/platform/search-terms'
import type { DecisionChainFacts, OfficialRef } from './types'

interface LadderRow {
  organId: string
  path: string
  name: string
  role: 'UNIT_HEAD' | 'HEAD_CASES_OFFICER' | null
  officialId: string | null
  officialName: string | null
  post: string | null
}

/** Who could decide about an official on a day: supervising leader, heads and named officers up the tree. */
export async function findDecisionChainFacts(
  tx: Tx,
  subjectId: string,
  today: CivilDate,
): Promise<DecisionChainFacts> {
  const day = dbDate(today)
  const current = { validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] }
  const person = { select: { id: true, name: true, post: true, active: true } } as const
  const supervisors = await tx.supervisionLink.findMany({
    where: { officialId: subjectId, ...current },
    select: { supervisor: person },
    orderBy: { validFrom: 'desc' },
  })
  const led = await tx.supervisionLink.findMany({
    where: { supervisorId: subjectId, ...current },
    select: { officialId: true },
  })
  const rows = await ladderRows(tx, subjectId, day)
  const units: DecisionChainFacts['units'] = []
  for (const row of rows) {
    let unit = units.at(-1)
    if (!unit || unit.organId !== row.organId) {
      unit = { organId: row.organId, path: row.path, name: row.name, heads: [], officers: [] }
      units.push(unit)
    }
    if (!row.officialId) continue
    const ref: OfficialRef = {
      officialId: row.officialId,
      name: row.officialName ?? '',
      post: row.post ?? '',
    }
    if (row.role === 'UNIT_HEAD') unit.heads.push(ref)
    else unit.officers.push(ref)
  }
  const own = units[0]
  if (!own) throw new Error(`official ${subjectId} belongs to no unit`)
  const supervisor = supervisors.find((link) => link.supervisor.active)?.supervisor
  return {
    subject: { officialId: subjectId, unitId: own.organId, unitPath: own.path },
    supervisor: supervisor
      ? { officialId: supervisor.id, name: supervisor.name, post: supervisor.post }
      : null,
    units,
    subordinateIds: led.map((link) => link.officialId),
  }
}

/** The units above an official, nearest first, each with its heads and named officers of that day. */
function ladderRows(tx: Tx, subjectId: string, day: Date): Promise<LadderRow[]> {
  return tx.$queryRaw<LadderRow[]>`
    WITH RECURSIVE up AS (
      SELECT o.id, o."parentId", o.path, o.name, o."isDivision", 0 AS height
      FROM "Official" p JOIN "Organ" o ON o.id = p."organId" WHERE p.id = ${subjectId}::uuid
      UNION ALL
      SELECT o.id, o."parentId", o.path, o.name, o."isDivision", up.height + 1
      FROM "Organ" o JOIN up ON o.id = up."parentId"
    )
    SELECT up.id AS "organId", up.path, up.name, r.role::text AS role,
           p.id AS "officialId", p.name AS "officialName", p.post
    FROM up
    LEFT JOIN "RoleAssignment" r ON r."organId" = up.id AND r.role IN ('UNIT_HEAD', 'HEAD_CASES_OFFICER')
      AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
      AND r."validFrom" <= ${day}::date AND (r."validTo" IS NULL OR r."validTo" >= ${day}::date)
      AND EXISTS (SELECT 1 FROM "Official" a WHERE a.id = r."officialId" AND a.active)
    LEFT JOIN "Official" p ON p.id = r."officialId"
    WHERE NOT up."isDivision"
    ORDER BY up.height, r."createdAt", p."staffNo"`
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

/** Officials by part of a name, pinyin initials or staff number; the own unit first. */
export async function findOfficials(actor: Actor, query: string): Promise<OfficialHit[]> {
  const q = query.trim().normalize('NFKC')
  if (!q) return []
  const likes = {
    name: `%${escaped(q)}%`,
    initials: `${escaped(q.toLowerCase())}%`,
    staffNo: `${escaped(q.toUpperCase())}%`,
  }
  const matches = Prisma.sql`(p.name LIKE ${likes.name} OR p.initials LIKE ${likes.initials} OR p."staffNo" LIKE ${likes.staffNo})`
  // Each way has an index of its own; one condition with OR would read everybody.
  const one = (where: Prisma.Sql) => Prisma.sql`
    (SELECT p.id FROM "Official" p WHERE p.active AND ${where} ORDER BY p."staffNo" LIMIT ${MOST_OFFICIALS})`
  const ways = Prisma.join(
    [
      Prisma.sql`name_parts(p.name) @> ${bigrams(q)}::text[] AND p.name LIKE ${likes.name}`,
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

/** Text in which LIKE's own signs stand for themselves. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** The actor's personnel category: it decides which law's grounds apply. */
export async function findPersonnelCategory(actor: Actor): Promise<PersonnelCategory> {
  const row = await db().official.findUniqueOrThrow({
    where: { id: actor.officialId },
    select: { personnelCategory: true },
  })
  return row.personnelCategory
}
