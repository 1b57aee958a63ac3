// Commands with policy, log, outbox and request key, against the same rows from bare SQL in one transaction.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { startReport, submitReport } from '@/lib/advance-reports/commands'
import type { Actor } from '@/lib/identity/types'
import { registerMatter } from '@/lib/matters/commands'
import { fixedClock } from '@/lib/platform/clock'
import { enterpriseId } from './city'
import { filing } from './filing'
import type { Pair } from './measure'
import { citySize, people } from './people'
import { NOW } from './seeded'

const RUNS = 40
/** Bytes of an entry, and salts of a row, as the product writes them for a filing. */
const ENTRY = Buffer.alloc(6000, 120)
const SALTS = JSON.stringify(
  Array.from({ length: 6 }, (_, row) => ({
    table: 'Bench',
    key: String(row),
    salts: { value: 'x'.repeat(600) },
  })),
)

export async function writePairs(records: number, floor: pg.Pool): Promise<Pair[]> {
  const who = await people(citySize())
  return [matter(records, floor, who.clerk), report(records, floor, who.official)]
}

const inTransaction = async (pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>) => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await work(client)
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

function matter(records: number, floor: pg.Pool, clerk: Actor): Pair {
  const clock = fixedClock(NOW.toISOString())
  return {
    name: 'write: register a matter',
    records,
    runs: RUNS,
    ours: async () => {
      const input = {
        number: `BENCH-${randomUUID()}`,
        title: '项目座谈',
        type: 'LICENSING' as const,
        enterpriseIds: [],
        handlerIds: [clerk.officialId],
      }
      const done = await registerMatter({ actor: clerk, clock, input, requestKey: randomUUID() })
      if (!done.ok) throw new Error(done.refusal.code)
    },
    floor: () =>
      inTransaction(floor, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO "Matter" (id, number, title, type, "organId", "openedOn", "updatedAt")
           VALUES (gen_random_uuid(), $1, '项目座谈', 'LICENSING', $2, '2026-11-24', now()) RETURNING id`,
          [`FLOOR-${randomUUID()}`, clerk.unitId],
        )
        await client.query(
          `INSERT INTO "MatterHandler" (id, "matterId", "officialId", duty, "startedAt")
           VALUES (gen_random_uuid(), $1, $2, '', now())`,
          [rows[0]?.id, clerk.officialId],
        )
        await client.query(`SELECT append_log($1, $2, NULL, '[]')`, [ENTRY.subarray(0, 1200), NOW])
      }),
  }
}

/** A filing is two commands: the draft is opened, and submitted with everything in it. */
function report(records: number, floor: pg.Pool, official: Actor): Pair {
  const clock = fixedClock(NOW.toISOString())
  return {
    name: 'write: file a report (two commands)',
    records,
    runs: RUNS,
    ours: async () => {
      const opened = await startReport({ actor: official, clock, input: {}, requestKey: randomUUID() })
      if (!opened.ok) throw new Error(opened.refusal.code)
      const input = { caseId: opened.value.caseId, version: 1, content: filing([enterpriseId(1)]) }
      const done = await submitReport({ actor: official, clock, input, requestKey: randomUUID() })
      if (!done.ok) throw new Error(done.refusal.code)
    },
    floor: () =>
      inTransaction(floor, async (client) => {
        const id = randomUUID()
        await client.query(
          `INSERT INTO "Case" (id, kind, number, status, version, title, "subjectId", "filedById", "organId", "organPath",
             "handlingOrganId", "policyVersion", "createdAt", "updatedAt")
           VALUES ($1, 'ADVANCE_REPORT', $2, 'SUBMITTED', 2, '项目座谈', $3, $3, $4, $5, $4, 1, now(), now())`,
          [id, `FLOOR-${id}`, official.officialId, official.unitId, official.unitPath],
        )
        await client.query(`INSERT INTO "AdvanceReport" ("caseId", "filingKind") VALUES ($1, 'ADVANCE')`, [
          id,
        ])
        await client.query(
          `INSERT INTO "FilingVersion" ("caseId", number, content, "contentHash", "submittedById", "submittedAt")
           VALUES ($1, 1, $2, '', $3, now())`,
          [id, JSON.stringify(filing([enterpriseId(1)])), official.officialId],
        )
        await client.query(`INSERT INTO "CaseParty" ("caseId", "enterpriseId") VALUES ($1, $2)`, [
          id,
          enterpriseId(1),
        ])
        await client.query(
          `INSERT INTO "CaseEvent" (id, "caseId", seq, event, "toStatus", at, "policyVersion")
           SELECT gen_random_uuid(), $1, n, 'submit', 'SUBMITTED', now(), 1 FROM generate_series(1, 2) n`,
          [id],
        )
        await client.query(
          `INSERT INTO "OutboxMessage" (id, topic, payload, "availableAt", "createdAt")
           VALUES (gen_random_uuid(), 'bench', '{}', now() + interval '10 years', now())`,
        )
        await client.query(`SELECT append_log($1, $2, $3, $4::jsonb)`, [ENTRY, NOW, id, SALTS])
        await client.query(`SELECT append_log($1, $2, $3, $4::jsonb)`, [ENTRY, NOW, id, SALTS])
      }),
  }
}
