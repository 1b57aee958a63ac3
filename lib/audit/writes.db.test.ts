import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startReport, submitReport } from '@/lib/advance-reports/commands'
import { openCase } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asActor, asSystem, db } from '@/lib/platform/db'
import { refuse, type Result } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { write } from './writes'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let official: Actor
let colleague: Actor

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  official = await actorOf('ZJ0102')
  colleague = await actorOf('ZJ0103')
})
afterAll(() => database.close())

/** How many rows of each kind there are, as the system sees them. */
function counts() {
  return asSystem(clock.now(), async (tx) => ({
    cases: await tx.case.count(),
    events: await tx.caseEvent.count(),
    entries: await tx.logEntry.count(),
    messages: await tx.outboxMessage.count(),
    keys: await tx.idempotencyKey.count(),
  }))
}

function start(requestKey?: string, input: { citesCaseId?: string } = {}, actor = official) {
  return startReport({ actor, clock, input, requestKey })
}

function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

async function query(address: string | undefined, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

describe('a write', () => {
  it('commits its rows and one log entry that names who, what and which case', async () => {
    const before = await counts()
    const { caseId } = accepted(await start())
    const after = await counts()
    expect(after).toEqual({
      ...before,
      cases: before.cases + 1,
      events: before.events + 1,
      entries: before.entries + 1,
    })
    const entry = await db().logEntry.findFirstOrThrow({ where: { caseId } })
    const said = JSON.parse(Buffer.from(entry.canonical).toString('utf8'))
    expect(said).toMatchObject({
      actor: official.officialId,
      command: 'advance-reports.start',
      case: caseId,
      at: clock.now().toISOString(),
      policy: 1,
    })
    expect(said.rows.map((row: { table: string }) => row.table)).toContain('Case')
  })

  it('links its entry to the one before, without a gap', async () => {
    accepted(await start())
    accepted(await start())
    const [last, previous] = await db().logEntry.findMany({ orderBy: { index: 'desc' }, take: 2 })
    if (!last || !previous) throw new Error('no two entries')
    expect(last.index).toBe(previous.index + 1n)
    expect(Buffer.from(last.prevHash)).toEqual(Buffer.from(previous.hash))
    const leaf = createHash('sha256').update(Buffer.of(0)).update(last.canonical).digest()
    expect(Buffer.from(last.leafHash)).toEqual(leaf)
  })

  it('that is refused leaves neither row nor log entry nor request key', async () => {
    const before = await counts()
    const request = { who: official, clock, command: 'test.refused', requestKey: 'refused' }
    const result = await write(request, async (w) => {
      await openCase(w, {
        kind: 'ADVANCE_REPORT',
        status: 'DRAFT',
        event: 'start',
        subjectId: official.officialId,
        filedById: official.officialId,
        policyVersion: 1,
      })
      await w.enqueue('test.topic', {})
      return refuse('platform', 'unexpected')
    })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'unexpected' } })
    expect(await counts()).toEqual(before)
  })

  it('that fails on a bug leaves nothing either, and the bug is thrown', async () => {
    const before = await counts()
    const broken = write({ who: official, clock, command: 'test.broken' }, async (w) => {
      await w.enqueue('test.topic', {})
      throw new Error('a bug')
    })
    await expect(broken).rejects.toThrow('a bug')
    expect(await counts()).toEqual(before)
  })

  it('with incomplete content is refused with its fields, and the draft stays as it was', async () => {
    const { caseId } = accepted(await start())
    const before = await counts()
    const result = await submitReport({ actor: official, clock, input: { caseId, version: 1, content: {} } })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'incomplete' } })
    expect(await counts()).toEqual(before)
  })
})

describe('the same request key', () => {
  it('answers the first result and writes once', async () => {
    const first = accepted(await start('twice'))
    const before = await counts()
    expect(accepted(await start('twice'))).toEqual(first)
    expect(await counts()).toEqual(before)
  })

  it('sent twice at the same moment writes once', async () => {
    const before = await counts()
    const [one, other] = await Promise.all([start('race'), start('race')])
    expect(accepted(one)).toEqual(accepted(other))
    expect((await counts()).cases).toBe(before.cases + 1)
  })

  it('with another input is refused', async () => {
    const { caseId } = accepted(await start('reused'))
    const result = await start('reused', { citesCaseId: caseId })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'request-key-reused' } })
  })

  it('of another person is another key', async () => {
    const mine = accepted(await start('shared'))
    expect(accepted(await start('shared', {}, colleague))).not.toEqual(mine)
  })
})

describe('the database itself', () => {
  const CHANGES = [
    `UPDATE "LogEntry" SET at = now()`,
    `DELETE FROM "LogEntry"`,
    `INSERT INTO "LogEntry" SELECT * FROM "LogEntry"`,
    `TRUNCATE "LogEntry"`,
    `UPDATE "LogHead" SET "nextIndex" = 0`,
    `UPDATE "CaseEvent" SET reason = ''`,
    `DELETE FROM "CaseEvent"`,
    `DELETE FROM "Case"`,
  ]
  it.each(CHANGES)('does not let the app: %s', async (sql) => {
    const refused = query(process.env.DATABASE_URL, sql)
    await expect(refused).rejects.toMatchObject({ code: '42501', message: /permission denied/ })
  })

  it.each([`UPDATE "LogEntry" SET at = now()`, `DELETE FROM "LogEntry"`, `TRUNCATE "LogEntry"`])(
    'does not let the owner of the tables either: %s',
    async (sql) => {
      const refused = query(database.ownerUrl, sql)
      await expect(refused).rejects.toMatchObject({ code: '42501', message: /never changed/ })
    },
  )

  it('shows no case to a session without an actor, and an own case to its official', async () => {
    const { caseId } = accepted(await start())
    expect(await db().case.count()).toBe(0)
    const ids = await asActor(official, clock.now(), (tx) => tx.case.findMany({ select: { id: true } }))
    expect(ids).toContainEqual({ id: caseId })
  })

  it("does not show a draft to a colleague, and lets nobody change another's", async () => {
    const { caseId } = accepted(await start())
    await asActor(colleague, clock.now(), async (tx) => {
      expect(await tx.case.count({ where: { id: caseId } })).toBe(0)
      expect(await tx.case.updateMany({ where: { id: caseId }, data: { title: '改过' } })).toEqual({
        count: 0,
      })
    })
  })
})
