// Two apps and two workers on one database: what one does holds in the other, and what is ended in the middle is done once.
import { createHash, randomUUID } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock, systemClock, toDate } from '@/lib/platform/clock'
import { addDays, civilDateOf } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { fileReport, type World } from '@/lib/filing/testing'
import { startReport } from '@/lib/advance-reports/commands'
import { orderExport } from '@/lib/exports/commands'
import { signOutEverywhere } from '@/lib/identity/commands'
import { formToken } from '@/lib/recusals/applications/rules/form-token'
import { publishPolicy } from '@/lib/rulebook/commands'
import { DEFAULT_LIMITS, DEFAULT_SUSPENDS, publishPolicySchema } from '@/lib/rulebook/schema'
import { actorOf } from '@/prisma/seed/actors'
import { need } from '@/prisma/seed/base'
import { Installation, until, Visitor, type App, type Running } from './installation'
import { exactlyOnce, faultsOfSeries, ONCE } from './once'

const CLAIM_SECONDS = 2
const FILED_DAYS_AGO = 20
const REPORTS = 12
const QUOTA = 8
const DAY_MS = 86_400_000
/** As many as a worker claims in one go (lib/platform/outbox.ts). */
const CLAIMED_AT_ONCE = 20
/** Applications are sent with pauses so small that the two apps are always at it at the same time. */
const BURST = 12

let here: Installation
let a: App
let b: App

beforeAll(async () => {
  here = await Installation.open({
    WORKER_CLAIM_SECONDS: String(CLAIM_SECONDS),
    WORKER_POLL_MS: '50',
    SESSIONS_PER_PERSON: '2',
    SIGN_IN_LOCK_AFTER: '3',
    PUBLIC_FILINGS_PER_HOUR: String(QUOTA),
    PUBLIC_FORM_SECONDS: '0',
  })
  ;[a, b] = await Promise.all([here.app(), here.app()])
})
afterAll(() => here.close())

/** Sends an application from outside; its number, or null when it was refused or the app died. */
async function apply(app: App, address: string): Promise<{ number: string | null; status: number }> {
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  const response = await fetch(`${app.address}/api/applications`, {
    method: 'POST',
    headers: { origin: app.address, 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({
      initiator: 'THIRD_PARTY_INFO',
      anonymous: true,
      organId: need(here.seeded.organs, 'YXZJ'),
      officialText: '经办人',
      matterText: '验收',
      groundCode: 'RELATIVE_INTEREST',
      facts: '反映的情况',
      token: formToken(secret, toDate(systemClock.now().getTime() - 5000), randomUUID()),
    }),
  }).catch(() => null)
  if (!response) return { number: null, status: 0 }
  const answer = (await response.json().catch(() => ({}))) as {
    number?: string
    message?: string
    fields?: unknown
  }
  if (response.status !== 200 && response.status !== 429)
    throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  return { number: answer.number ?? null, status: response.status }
}

describe('what one app does holds in the other at once', () => {
  it('a session, and its end', async () => {
    const person = new Visitor()
    expect(await person.signIn(a, 'ZJ0102')).toBe(true)
    expect([await person.isKnown(a), await person.isKnown(b)]).toEqual([true, true])
    // Two sessions a person: the third one, opened at the other app, ends the first.
    expect(await new Visitor().signIn(b, 'ZJ0102')).toBe(true)
    expect(await person.isKnown(a)).toBe(true)
    expect(await new Visitor().signIn(b, 'ZJ0102')).toBe(true)
    expect([await person.isKnown(a), await person.isKnown(b)]).toEqual([false, false])
  })

  it('the end of every session of a person, by a third process', async () => {
    const [one, other] = [new Visitor(), new Visitor()]
    await one.signIn(a, 'ZJ0103')
    await other.signIn(b, 'ZJ0103')
    expect([await one.isKnown(b), await other.isKnown(a)]).toEqual([true, true])
    await signOutEverywhere({ actor: await actorOf('ZJ0103'), clock: systemClock })
    expect([await one.isKnown(a), await one.isKnown(b), await other.isKnown(a)]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('failed sign-ins count together', async () => {
    for (const app of [a, b, a]) expect(await new Visitor().signIn(app, 'ZJ0104', 'wrong')).toBe(false)
    expect(await new Visitor().signIn(b, 'ZJ0104')).toBe(false)
    expect(await new Visitor().signIn(a, 'ZJ0104')).toBe(false)
  })

  it('a policy that was just published', async () => {
    const admin = new Visitor()
    await admin.signIn(a, 'SEC001')
    const note = '两台服务器都应看到的一版'
    const page = async (app: App) => (await admin.ask(`${app.address}/admin/policy`)).text()
    for (const app of [a, b]) expect(await page(app)).not.toContain(note)
    const published = await publishPolicy({
      actor: await actorOf('SEC001'),
      clock: systemClock,
      input: publishPolicySchema.parse({
        ...DEFAULT_LIMITS,
        reportDecide: DEFAULT_LIMITS.reportDecide + 1,
        effectiveFrom: addDays(civilDateOf(systemClock.now()), 30),
        note,
        suspends: [...DEFAULT_SUSPENDS],
      }),
    })
    expect(published.ok).toBe(true)
    for (const app of [a, b]) expect(await page(app)).toContain(note)
  })

  it('the quota of an address, in a burst on both', async () => {
    const sent = await Promise.all(
      Array.from({ length: QUOTA * 2 }, (_, index) => apply(index % 2 ? a : b, '192.0.2.7')),
    )
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(QUOTA)
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(QUOTA)
  })
})

describe('files are kept where every process finds them', () => {
  it('an attachment that came in at one app, at the other', async () => {
    const actor = await actorOf('ZJ0102')
    const started = await startReport({ actor, clock: systemClock, input: {} })
    if (!started.ok) throw new Error(started.refusal.code)
    const visitor = new Visitor()
    await visitor.signIn(a, 'ZJ0102')
    const paper = await PDFDocument.create()
    paper.addPage()
    const content = Buffer.from(await paper.save())
    const form = new FormData()
    form.set('caseId', started.value.caseId)
    form.set('file', new File([new Uint8Array(content)], '材料.pdf'))
    const stored = await visitor.ask(`${a.address}/api/uploads`, { method: 'POST', body: form })
    expect(stored.status).toBe(201)
    const { href } = (await stored.json()) as { href: string }
    const got = await visitor.ask(`${b.address}${href}`)
    expect(got.status).toBe(200)
    expect(content.equals(Buffer.from(await got.arrayBuffer()))).toBe(true)
    expect((await new Visitor().ask(`${b.address}${href}`)).status).toBe(401)
  })

  it('an export that a worker wrote, at any app', async () => {
    const actor = await actorOf('JW0101')
    const input = { purpose: '季度监督检查', format: 'csv' as const, locale: 'zh' as const, filters: {} }
    const ordered = await orderExport({ actor, clock: systemClock, input })
    if (!ordered.ok) throw new Error(ordered.refusal.code)
    const { jobId } = ordered.value
    const worker = here.worker()
    const job = () =>
      here.one<{ status: string; sha256: string }>(`SELECT status, sha256 FROM "ExportJob" WHERE id = $1`, [
        jobId,
      ])
    await until(async () => (await job()).status === 'DONE', 'the export is written')
    await worker.kill()
    const officer = new Visitor()
    await officer.signIn(b, 'JW0101')
    for (const app of [a, b]) {
      const got = await officer.ask(`${app.address}/api/exports/${jobId}`)
      const bytes = new Uint8Array(await got.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe((await job()).sha256)
    }
  })
})

describe('an app that is ended in the middle of a burst', () => {
  it('leaves no gap and no double in the series of numbers, and a new one goes on', async () => {
    const burst = (app: App, from: number) =>
      Array.from({ length: BURST }, (_, index) => apply(app, `198.51.100.${from + index}`))
    const sent = [...burst(a, 1), ...burst(b, 101)]
    // Some are answered, some are being written, some were never read.
    await Promise.race(sent)
    await b.kill()
    await Promise.all(sent)
    b = await here.app()
    await Promise.all(burst(b, 201))
    const { rows } = await here.owner.query<{ number: string }>('SELECT number FROM "PublicApplication"')
    const numbers = rows.map(({ number }) => Number(number.split('-P')[1]))
    expect(faultsOfSeries(numbers)).toEqual({ gaps: [], twice: [] })
    expect(numbers.length).toBeGreaterThan(QUOTA + BURST * 2 - 1)
  })
})

describe('workers that are ended in the middle', () => {
  it('have done each timer and each message exactly once in the end', async () => {
    const now = systemClock.now()
    const clock = fixedClock(toDate(now.getTime() - FILED_DAYS_AGO * DAY_MS))
    const { database, seeded, owner } = here
    const world: World = {
      ...{ database, seeded, owner, clock },
      actor: actorOf,
      at: () => clock,
      close: () => here.close(),
    }
    const startsAt = addDays(civilDateOf(now), 10)
    const cases: string[] = []
    for (let index = 0; index < REPORTS; index += 1)
      cases.push(await fileReport(world, { startsAt: `${startsAt}T09:30`, endsAt: `${startsAt}T11:00` }))
    const due = await here.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Timer" WHERE "firedAt" IS NULL AND "fireAt" <= now()`,
    )
    expect(due.n).toBeGreaterThanOrEqual(2 * REPORTS)

    const workers: Running[] = [here.worker(), here.worker()]
    const progress = async () =>
      (
        await here.one<{ n: number }>(
          `SELECT (SELECT count(*) FROM "Timer" WHERE "firedAt" IS NOT NULL)::int
             + (SELECT count(*) FROM "OutboxMessage" WHERE "deliveredAt" IS NOT NULL)::int AS n`,
        )
      ).n
    // Each is ended while it works, as soon as some more was done, and another takes its place.
    for (const [round, worker] of [0, 1, 0].entries()) {
      const before = await progress()
      await until(async () => (await progress()) > before, `the workers have begun (round ${round})`, {
        every: 5,
      })
      await workers[worker]?.kill()
      workers[worker] = here.worker()
    }
    await until(async () => {
      const left = await here.one<{ n: number }>(
        `SELECT (SELECT count(*) FROM "Timer" WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL AND "fireAt" <= now())::int
           + (SELECT count(*) FROM "OutboxMessage" WHERE "deliveredAt" IS NULL AND "availableAt" <= now() + interval '1 minute')::int AS n`,
      )
      return left.n === 0
    }, 'everything is done')
    await Promise.all(workers.map((worker) => worker.kill()))

    // Timers: the limit that passed took each case up by one level.
    const steps = await here.owner.query<{ key: string; n: number }>(
      `SELECT "caseId"::text AS key, count(*)::int AS n FROM "CaseEvent" WHERE event IN ('escalate', 'overdue') GROUP BY 1`,
    )
    expect(exactlyOnce(cases, new Map(steps.rows.map(({ key, n }) => [key, n])))).toEqual(ONCE)
    // Messages: each notice that was sent lies on exactly one desk once.
    const ordered = await here.owner.query<{ key: string }>(
      `SELECT payload->>'caseId' || ' ' || (payload->>'kind') || ' ' || (payload->>'officialId') AS key
       FROM "OutboxMessage" WHERE topic = 'notice'`,
    )
    const given = await here.owner.query<{ key: string; n: number }>(
      `SELECT "caseId"::text || ' ' || kind || ' ' || "officialId"::text AS key, count(*)::int AS n
       FROM "Notice" WHERE "caseId" IS NOT NULL GROUP BY 1`,
    )
    expect(ordered.rows.length).toBeGreaterThan(2 * REPORTS)
    expect(
      exactlyOnce(
        ordered.rows.map(({ key }) => key),
        new Map(given.rows.map(({ key, n }) => [key, n])),
      ),
    ).toEqual(ONCE)
    expect(
      (
        await here.one<{ n: number }>(
          `SELECT count(*)::int AS n FROM "OutboxMessage" WHERE "poisonedAt" IS NOT NULL`,
        )
      ).n,
    ).toBe(0)
  })

  it('leave an export to another worker, which writes it whole', async () => {
    const actor = await actorOf('JW0101')
    const input = { purpose: '季度监督检查', format: 'csv' as const, locale: 'zh' as const, filters: {} }
    const ordered = await orderExport({ actor, clock: systemClock, input })
    if (!ordered.ok) throw new Error(ordered.refusal.code)
    const { jobId } = ordered.value
    const job = () =>
      here.one<{ status: string; rowsTotal: number; rowsDone: number }>(
        `SELECT status, "rowsTotal", "rowsDone" FROM "ExportJob" WHERE id = $1`,
        [jobId],
      )
    // The rows are there only once this connection lets them go: the worker is ended while it reads.
    const holder = new Client({ connectionString: here.database.ownerUrl })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE "CaseParty" IN ACCESS EXCLUSIVE MODE')
    const first = here.worker()
    await until(
      async () => (await job()).status === 'RUNNING' && (await isWaitedFor(holder)),
      'the export is read',
    )
    await first.kill()
    expect((await job()).status).toBe('RUNNING')
    await holder.query('ROLLBACK')
    await holder.end()
    const second = here.worker()
    await until(async () => (await job()).status === 'DONE', 'the export is written')
    await second.kill()
    const { rowsDone, rowsTotal } = await job()
    expect(rowsDone).toBe(rowsTotal)
    const officer = new Visitor()
    await officer.signIn(a, 'JW0101')
    const text = await (await officer.ask(`${a.address}/api/exports/${jobId}`)).text()
    expect(text.trimEnd().split('\n')).toHaveLength(rowsTotal + 1)
  })

  it('notices that cannot be given hold up no other message', async () => {
    const at = systemClock.now()
    const before = toDate(at.getTime() - 1000)
    const stuck = Array.from({ length: CLAIMED_AT_ONCE }, () => uuidv7(before))
    const other = uuidv7(at)
    const payload = { officialId: need(here.seeded.people, 'ZJ0102'), kind: 'export-done', page: 'exports' }
    await asSystem(at, (tx) =>
      tx.outboxMessage.createMany({
        data: [
          ...stuck.map((id) => ({ id, topic: 'notice', payload, availableAt: before, createdAt: before })),
          // Nobody's application any more: delivered as soon as it is its turn.
          {
            id: other,
            topic: 'application-overdue',
            payload: { id: randomUUID() },
            availableAt: at,
            createdAt: at,
          },
        ],
      }),
    )
    const holder = new Client({ connectionString: here.database.ownerUrl })
    await holder.connect()
    try {
      await holder.query('BEGIN')
      await holder.query('LOCK TABLE "Notice" IN EXCLUSIVE MODE')
      const worker = here.worker()
      await until(() => isDelivered(other), 'the other message is delivered')
      expect(await Promise.all(stuck.map(isDelivered))).not.toContain(true)
      await holder.query('ROLLBACK')
      await until(async () => !(await Promise.all(stuck.map(isDelivered))).includes(false), 'all are given')
      await worker.kill()
    } finally {
      await holder.end()
    }
  })

  it('a notice is one although its worker was ended between the notice and its mark', async () => {
    const at = systemClock.now()
    const caseId = (await here.one<{ id: string }>(`SELECT id FROM "Case" LIMIT 1`)).id
    const id = uuidv7(at)
    await asSystem(at, (tx) =>
      tx.outboxMessage.create({
        data: {
          id,
          topic: 'notice',
          payload: {
            officialId: need(here.seeded.people, 'ZJ0102'),
            kind: 'limit-half',
            caseId,
            caseKind: 'ADVANCE_REPORT',
            number: null,
            desk: 'my',
          },
          availableAt: at,
          createdAt: at,
        },
      }),
    )
    const done = () =>
      here.one<{ n: number }>(`SELECT count(*)::int AS n FROM "Notice" WHERE "dedupeKey" = $1`, [id])
    await endBetween(id, async () => (await done()).n > 0)
    const next = here.worker()
    await until(() => isDelivered(id), 'the next worker delivered it')
    await next.kill()
    expect((await done()).n).toBe(1)
    expect(
      (await here.one<{ n: number }>(`SELECT attempts AS n FROM "OutboxMessage" WHERE id = $1`, [id])).n,
    ).toBeGreaterThan(1)
  })

  it('and a handler that is not harmless when called twice is noticed', async () => {
    const at = systemClock.now()
    const id = uuidv7(at)
    await asSystem(at, (tx) =>
      tx.outboxMessage.create({
        data: { id, topic: 'careless', payload: {}, availableAt: at, createdAt: at },
      }),
    )
    const effects = async () => {
      const { rows } = await here.owner.query<{ key: string; n: number }>(
        `SELECT substr(key, 8) AS key, value::int AS n FROM "Setting" WHERE key LIKE 'effect:%'`,
      )
      return new Map(rows.map(({ key, n }) => [key, n]))
    }
    const careless = () => here.workerOf('e2e/processes/careless-worker.ts')
    const first = careless()
    await until(async () => (await effects()).has(id), 'the careless worker did its work')
    await first.kill()
    const second = careless()
    await until(() => isDelivered(id), 'the careless worker marked it')
    await second.kill()
    expect(exactlyOnce([id], await effects())).toEqual({ missing: [], doubled: [id] })
  })
})

const isDelivered = async (id: string) =>
  (await here.one<{ at: Date | null }>(`SELECT "deliveredAt" AS at FROM "OutboxMessage" WHERE id = $1`, [id]))
    .at !== null

/** Whether a process waits for what a connection holds. */
const isWaitedFor = async (holder: Client) => {
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const waiting = await here.one<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))`,
    [rows[0]?.pid],
  )
  return waiting.n > 0
}

/**
 * Ends a worker exactly between the effect of a notice and its mark: a notice of the same key that is neither there nor not
 * there makes the effect wait, and once it waits, another lock will make the mark wait. Earlier that lock would catch a slow
 * worker while it still renews its claim.
 */
async function endBetween(id: string, hasEffect: () => Promise<boolean>): Promise<void> {
  const [effect, mark] = [new Client(here.database.ownerUrl), new Client(here.database.ownerUrl)]
  await Promise.all([effect.connect(), mark.connect()])
  try {
    await effect.query(`SELECT set_config('app.actor', 'system', false)`)
    await effect.query('BEGIN')
    await effect.query(
      `INSERT INTO "Notice" (id, "officialId", kind, params, href, "dedupeKey", "createdAt")
       VALUES ($1, $2, 'limit-half', '{}', '/my', $3, now())`,
      [randomUUID(), need(here.seeded.people, 'ZJ0102'), id],
    )
    const worker = here.worker()
    await until(() => isWaitedFor(effect), 'the effect waits')
    await mark.query('BEGIN')
    await mark.query(`SELECT 1 FROM "OutboxMessage" WHERE id = $1 FOR UPDATE`, [id])
    await effect.query('ROLLBACK')
    await until(hasEffect, 'the effect is there')
    await worker.kill()
    await mark.query('ROLLBACK')
    expect(await isDelivered(id)).toBe(false)
  } finally {
    await Promise.all([effect.end(), mark.end()])
  }
}
