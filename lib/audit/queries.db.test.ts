import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCalendar } from '@/lib/calendar/queries'
import type { Actor } from '@/lib/identity/types'
import { signOut } from '@/lib/identity/commands'
import { signIn } from '@/lib/identity/sign-in/commands'
import { loadActor } from '@/lib/identity/queries'
import { tokenHash } from '@/lib/identity/rules/token-hash'
import { cancelExport, orderExport } from '@/lib/exports/commands'
import { importer, registerOf, codeOf } from '@/lib/imports/testing'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { freshDatabase } from '@/lib/platform/testing'
import type { Result } from '@/lib/platform/result'
import { DEMO_PASSWORD } from '@/prisma/personas'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { tellStory } from '@/prisma/seed/story'
import { listLog, verifyLog, verifyNewest } from './queries'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let owner: pg.Client
let auditor: Actor

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

function newSession() {
  const input = { identifier: 'ZJ0102', password: DEMO_PASSWORD, userAgent: 'test', address: '127.0.0.1' }
  return signIn({ ...input, clock }).then(done)
}

/** Sessions and an export: what changes on its own and what does not. */
async function someCommands(): Promise<void> {
  const { token } = await newSession()
  clock.advance(600_000)
  const signedIn = await loadActor(tokenHash(token), clock.now())
  if (!signedIn) throw new Error('not signed in')
  done(await signOut({ actor: signedIn, clock }))
  const actor = await actorOf('JW0101')
  const input = { purpose: '季度监督检查', format: 'csv' as const, locale: 'zh' as const, filters: {} }
  const { jobId } = done(await orderExport({ actor, clock, input }))
  done(await cancelExport({ actor, clock, input: { jobId } }))
}

/** What `look` sees after somebody who owns the table switched its guards off and changed it; it is put back then. */
async function tampered<T>(table: string, change: string, look: () => Promise<T>): Promise<T> {
  await owner.query(`CREATE TABLE kept AS TABLE "${table}"`)
  await owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`)
  try {
    expect((await owner.query(change)).rowCount).toBeGreaterThan(0)
    return await look()
  } finally {
    await owner.query(`DELETE FROM "${table}"`)
    await owner.query(`INSERT INTO "${table}" SELECT * FROM kept`)
    await owner.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`)
    await owner.query('DROP TABLE kept')
  }
}

const findings = async () => (await verifyLog(clock.now())).findings

/** The newest entry of a command, with what it says. */
async function entryOf(command: string): Promise<{ index: number; at: string; actor: string }> {
  const { rows } = await owner.query<{ index: string; said: { at: string; actor: string } }>(
    `SELECT index, convert_from(canonical, 'UTF8')::jsonb AS said FROM "LogEntry"
      WHERE convert_from(canonical, 'UTF8')::jsonb->>'command' = $1 ORDER BY index DESC LIMIT 1`,
    [command],
  )
  const [row] = rows
  if (!row) throw new Error(`no entry of ${command}`)
  return { index: Number(row.index), at: row.said.at, actor: row.said.actor }
}

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query("SET app.actor = 'system'")
  await asSystem(clock.now(), seedRules)
  const seeded = await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  await tellStory(clock.now(), await asSystem(clock.now(), getCalendar), seeded)
  auditor = await actorOf('AUD001')
  await someCommands()
}, 120_000)

afterAll(async () => {
  await owner.end()
  await database.close()
})

describe('a database that nobody touched', () => {
  it('has no findings after the story and some more commands', async () => {
    const said: number[] = []
    const result = await verifyLog(clock.now(), { onProgress: (done) => said.push(done) })
    expect(result.findings).toEqual([])
    const entries = await asSystem(clock.now(), (tx) => tx.logEntry.count())
    expect(result).toMatchObject({ entries, headIndex: entries - 1 })
    expect(result.headHash).toMatch(/^[\da-f]{64}$/)
    expect(result.rows).toBeGreaterThan(entries)
    expect(said.at(-1)).toBe(entries)
  })

  it('is verified in part from the newest entry on', async () => {
    expect(await verifyLog(clock.now(), { newest: 3 })).toMatchObject({ entries: 3, findings: [] })
  })

  it('may be written meanwhile', async () => {
    const { token } = await newSession()
    const [result] = await Promise.all([verifyLog(clock.now()), newSession(), newSession()])
    expect(token).toBeTruthy()
    expect(result.findings).toEqual([])
  })
})

describe('what somebody with the keys of the database changes', () => {
  it('in a row is named by its column, with who wrote it last', async () => {
    const { index, at, actor } = await entryOf('exports.cancel')
    const found = await tampered('ExportJob', `UPDATE "ExportJob" SET purpose = '无'`, findings)
    expect(found).toEqual([
      {
        index,
        lastIndex: null,
        what: 'field-altered',
        table: 'ExportJob',
        key: expect.stringContaining('"id"'),
        column: 'purpose',
        at,
        actor,
        command: 'exports.cancel',
      },
    ])
  })

  it('in the password of an account is named', async () => {
    const change = `UPDATE "Account" SET "passwordHash" = 'x' WHERE "officialId" =
      (SELECT id FROM "Official" WHERE "staffNo" = 'ZJ0102')`
    const found = await tampered('Account', change, findings)
    expect(found).toMatchObject([{ what: 'field-altered', table: 'Account', column: 'passwordHash' }])
  })

  it('in a column that moves by itself is not a finding', async () => {
    const change = `UPDATE "Session" SET "lastSeenAt" = "lastSeenAt" + interval '1 hour'`
    expect(await tampered('Session', change, findings)).toEqual([])
  })

  it('away from a table is named as a removed row', async () => {
    const { index } = await entryOf('advance-reports.start')
    const change = `DELETE FROM "CaseEvent" WHERE id = (SELECT key::jsonb->>'id' FROM (
      SELECT "rowKey" AS key FROM "LogOpening" WHERE "tableName" = 'CaseEvent' AND "entryIndex" = ${index} LIMIT 1) k)::uuid`
    const found = await tampered('CaseEvent', change, findings)
    expect(found).toMatchObject([{ index, what: 'row-removed', table: 'CaseEvent', column: null }])
  })

  it('back into a table is named', async () => {
    const { rows } = await owner.query<{ id: string }>(
      `SELECT c.id FROM "Case" c WHERE status = 'SUBMITTED' AND NOT EXISTS
        (SELECT 1 FROM "FilingDraft" d WHERE d."caseId" = c.id) LIMIT 1`,
    )
    const change = `INSERT INTO "FilingDraft" ("caseId", content, "updatedAt") VALUES ('${rows[0]?.id}', '{}', now())`
    const found = await tampered('FilingDraft', change, findings)
    expect(found).toMatchObject([{ what: 'field-altered', table: 'FilingDraft', column: null }])
  })
})

describe('a log that somebody changed', () => {
  it('names the entry with other bytes', async () => {
    const { index } = await entryOf('exports.order')
    const change = `UPDATE "LogEntry" SET canonical = replace(convert_from(canonical, 'UTF8'),
      'exports.order', 'exports.other')::bytea WHERE index = ${index}`
    const found = await tampered('LogEntry', change, findings)
    expect(found).toMatchObject([{ index, what: 'chain', command: 'exports.other' }])
  })

  it('names the entry with another time', async () => {
    const { index } = await entryOf('exports.order')
    const change = `UPDATE "LogEntry" SET at = at - interval '1 day' WHERE index = ${index}`
    expect(await tampered('LogEntry', change, findings)).toMatchObject([{ index, what: 'chain' }])
  })

  it('names the entry that was written anew with hashes that fit', async () => {
    const { index } = await entryOf('exports.order')
    const change = `WITH new AS (
        SELECT index, replace(convert_from(canonical, 'UTF8'), 'exports.order', 'exports.other')::bytea AS bytes
        FROM "LogEntry" WHERE index = ${index}), leaf AS (SELECT *, sha256('\\x00'::bytea || bytes) AS leaf FROM new)
      UPDATE "LogEntry" e SET canonical = bytes, "leafHash" = leaf,
        hash = sha256('\\x02'::bytea || e."prevHash" || int8send(e.index) || leaf)
      FROM leaf WHERE e.index = leaf.index`
    expect(await tampered('LogEntry', change, findings)).toMatchObject([{ index, what: 'chain' }])
  })

  it('names the entries that are gone', async () => {
    const change = `DELETE FROM "LogEntry" WHERE index BETWEEN 5 AND 7`
    const found = await tampered('LogEntry', change, findings)
    expect(found).toMatchObject([{ index: 5, lastIndex: 7, what: 'gap' }])
    const one = await tampered('LogEntry', `DELETE FROM "LogEntry" WHERE index = 0`, findings)
    expect(one).toMatchObject([{ index: 0, lastIndex: null, what: 'gap' }])
  })

  it('names the tail that was cut off', async () => {
    const { headIndex } = await verifyLog(clock.now(), { newest: 1 })
    const change = `DELETE FROM "LogEntry" WHERE index > ${headIndex - 2}`
    const found = await tampered('LogEntry', change, findings)
    expect(found).toMatchObject([{ index: headIndex - 1, lastIndex: headIndex, what: 'head' }])
    expect(await tampered('LogEntry', 'DELETE FROM "LogEntry"', findings)).toMatchObject([
      { index: 0, lastIndex: headIndex, what: 'head' },
    ])
  })

  it('names the head that was set back', async () => {
    const { headIndex } = await verifyLog(clock.now(), { newest: 1 })
    const change = `UPDATE "LogHead" SET "nextIndex" = ${headIndex}`
    expect(await tampered('LogHead', change, findings)).toMatchObject([{ index: headIndex, what: 'head' }])
    const other = `UPDATE "LogHead" SET hash = sha256('x')`
    expect(await tampered('LogHead', other, findings)).toMatchObject([{ index: headIndex, what: 'head' }])
  })
})

describe('the page of the logs', () => {
  it('is for the audit administrator, newest first, without content', async () => {
    expect(await listLog(await actorOf('SYS001'), {}, clock.now())).toBeNull()
    expect(await verifyNewest(await actorOf('ZJ0001'), 10, clock.now())).toBeNull()
    const first = await listLog(auditor, {}, clock.now())
    expect(first?.lines).toHaveLength(50)
    const second = await listLog(auditor, { before: first?.next ?? 0 }, clock.now())
    expect(second?.lines[0]?.index).toBe((first?.lines.at(-1)?.index ?? 0) - 1)
    const cancel = first?.lines.find((line) => line.command === 'exports.cancel')
    expect(cancel).toMatchObject({ actor: '苏见', bySystem: false, tables: ['ExportJob'] })
    expect(await verifyNewest(auditor, 10, clock.now())).toMatchObject({ entries: 10, findings: [] })
  })
})

describe('many rows of one entry', () => {
  const numbers = Array.from({ length: 30 }, (_, at) => 400 + at)
  const where = `WHERE uscc = '${codeOf(407)}'`
  let index: number
  let actor: string
  let id: string

  beforeAll(async () => {
    const admin = await actorOf('SYS001')
    const steps = importer(admin, clock)
    expect(await steps.take('enterprises', registerOf(numbers))).toMatchObject({ rowsCreated: 30 })
    ;({ index, actor } = await entryOf('imports.write'))
    const { rows } = await owner.query<{ id: string }>(`SELECT id FROM "Enterprise" ${where}`)
    id = rows[0]?.id ?? ''
  })

  it('are compared one by one, and nobody touched them', async () => {
    const result = await verifyLog(clock.now(), { newest: 1 })
    // Enterprises, their legal representatives, and the import.
    expect(result).toMatchObject({ findings: [], rows: 61 })
    const entry = await asSystem(clock.now(), (tx) =>
      tx.logEntry.findFirstOrThrow({ orderBy: { index: 'desc' } }),
    )
    expect(entry.formatVersion).toBe(2)
  })

  it.each([
    ['name', `SET name = '别的公司'`],
    ['capital by a cent', `SET "capitalAmount" = "capitalAmount" + 0.01`],
    ['tokens', `SET tokens = tokens[2:]`],
    ['version', `SET version = 2`],
  ])('are each named when somebody changes the %s', async (_, change) => {
    // Not `tampered`: rows refer to enterprises, so the table cannot be emptied.
    const kept = await owner.query(`SELECT * FROM "Enterprise" ${where}`)
    await owner.query(`UPDATE "Enterprise" ${change} WHERE id = '${id}'`)
    const found = await findings()
    const { name, capitalAmount, tokens, version } = kept.rows[0] as Record<string, unknown>
    await owner.query(
      `UPDATE "Enterprise" SET name = $1, "capitalAmount" = $2, tokens = $3, version = $4 WHERE id = $5`,
      [name, capitalAmount, tokens, version, id],
    )
    expect(found).toMatchObject([
      {
        index,
        what: 'row-altered',
        table: 'Enterprise',
        key: `{"id":"${id}"}`,
        column: null,
        actor,
        command: 'imports.write',
      },
    ])
    expect(await findings()).toEqual([])
  })

  it('are named when one is removed', async () => {
    const person = await owner.query<{ id: string }>(
      `SELECT id FROM "EnterprisePerson" WHERE "enterpriseId" = '${id}'`,
    )
    const found = await tampered(
      'EnterprisePerson',
      `DELETE FROM "EnterprisePerson" WHERE "enterpriseId" = '${id}'`,
      findings,
    )
    expect(found).toMatchObject([
      { index, what: 'row-removed', table: 'EnterprisePerson', key: `{"id":"${person.rows[0]?.id}"}` },
    ])
  })

  it.each([
    ['digest', `digests = set_byte(digests, 5, get_byte(digests, 5) # 1)`],
    ['key', `keys[3] = gen_random_uuid()`],
    ['end', `keys = keys[1:29]`],
  ])('are no longer vouched for when somebody changes the %s beside the entry', async (_, change) => {
    const found = await tampered(
      'LogBulk',
      `UPDATE "LogBulk" SET ${change} WHERE "entryIndex" = ${index} AND "tableName" = 'Enterprise'`,
      findings,
    )
    expect(found).toMatchObject([{ index, what: 'list-altered', table: 'Enterprise' }])
  })

  it('are no longer vouched for when the list is gone', async () => {
    const found = await tampered(
      'LogBulk',
      `DELETE FROM "LogBulk" WHERE "tableName" = 'EnterprisePerson'`,
      findings,
    )
    expect(found).toMatchObject([{ index, what: 'list-altered', table: 'EnterprisePerson' }])
  })

  it.each([
    `INSERT INTO "LogBulk" SELECT * FROM "LogBulk"`,
    `UPDATE "LogBulk" SET salts = ''`,
    `DELETE FROM "LogBulk"`,
  ])('cannot be touched by the app: %s', async (sql) => {
    const app = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await app.connect()
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' })
    await app.end()
  })

  it('that an import took back are named when they are there again', async () => {
    const steps = importer(await actorOf('SYS001'), clock)
    const taken = await steps.take('enterprises', registerOf([499]))
    const again = await owner.query(
      `CREATE TABLE again AS SELECT * FROM "Enterprise" WHERE uscc = '${codeOf(499)}'`,
    )
    expect(again.rowCount).toBe(1)
    expect(await steps.undo(taken.id)).toMatchObject({ status: 'UNDONE' })
    expect(await findings()).toEqual([])
    await owner.query(`INSERT INTO "Enterprise" SELECT * FROM again`)
    expect(await findings()).toMatchObject([
      { what: 'row-again', table: 'Enterprise', command: 'imports.undo-chunk' },
    ])
    await owner.query(`DELETE FROM "Enterprise" WHERE uscc = '${codeOf(499)}'`)
    await owner.query('DROP TABLE again')
  })
})
