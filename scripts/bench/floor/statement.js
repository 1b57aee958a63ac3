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

const ENTRY = Buffer.alloc(3000, 120)
const OPENINGS = JSON.stringify(
  Array.from({ length: 4 }, (_, row) => ({
    table: 'Bench',
    key: String(row),
    salts: { value: 'x'.repeat(600) },
  })),
)

/** The rows of a new draft and its entry in the log, in one transaction; no session, no policy, no request key. */
export async function create({ official, organ, path }) {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(
      `INSERT INTO "Case" (id, kind, status, version, title, "subjectId", "filedById", "organId", "organPath",
         "handlingOrganId", "policyVersion", "createdAt", "updatedAt")
       VALUES (gen_random_uuid(), 'ADVANCE_REPORT', 'DRAFT', 1, '', $1, $1, $2, $3, $2, 1, now(), now()) RETURNING id`,
      [official, organ, path],
    )
    const { id } = rows[0]
    await client.query(`INSERT INTO "AdvanceReport" ("caseId", "filingKind") VALUES ($1, 'ADVANCE')`, [id])
    await client.query(
      `INSERT INTO "FilingDraft" ("caseId", content, "updatedAt") VALUES ($1, '{}', now())`,
      [id],
    )
    await client.query(
      `INSERT INTO "CaseEvent" (id, "caseId", seq, event, "toStatus", at, "policyVersion")
       VALUES (gen_random_uuid(), $1, 1, 'start', 'DRAFT', now(), 1)`,
      [id],
    )
    await client.query(`SELECT append_log($1, now(), $2, $3::jsonb)`, [ENTRY, id, OPENINGS])
    await client.query('COMMIT')
    return id
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
