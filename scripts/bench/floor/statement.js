import pg from 'pg'

const holder = globalThis

/** As many connections as the product has. */
function pool() {
  holder.floorPool ??= new pg.Pool({ connectionString: process.env.BENCH_FLOOR_URL, max: 10 })
  return holder.floorPool
}

/** The newest twenty of one organ and status, with the names a line shows; no session, no policy, no count. */
export async function newest(organ, status) {
  const { rows } = await pool().query(
    `SELECT c.id, c.kind, c.number, c.title, c.status, c."createdAt", c."dueAt", who.name, who.post,
       unit."shortName" AS organ,
       ARRAY(SELECT e.name FROM "CaseParty" p JOIN "Enterprise" e ON e.id = p."enterpriseId"
             WHERE p."caseId" = c.id ORDER BY p.ordinal LIMIT 3) AS enterprises
     FROM "Case" c JOIN "Official" who ON who.id = c."subjectId" JOIN "Organ" unit ON unit.id = c."organId"
     WHERE c."organId" = $1 AND c.status = $2 ORDER BY c."createdAt" DESC, c.id DESC LIMIT 21`,
    [organ, status],
  )
  return rows
}

/** Enterprises with these pairs of characters in their name. */
export async function enterprises(tokens) {
  const { rows } = await pool().query(
    `SELECT id, name, uscc, "legalRepresentative", city FROM "Enterprise"
     WHERE tokens @> $1::text[] ORDER BY length(name), id LIMIT 20`,
    [tokens],
  )
  return rows
}
