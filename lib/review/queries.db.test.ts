import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { urgencyOf } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { openCity, type CityWorld } from '@/scripts/bench/city-world'
import { COUNT_CAP, countWaiting, listQueue, QUEUE_PAGE } from './queries'
import { WAITS_FOR, type Desk } from './review'
import { queueFilterSchema, type QueueFilter } from './schema'

let city: CityWorld

beforeAll(async () => {
  city = await openCity(2500)
  const { leader, busyLeader } = city.people
  await city.superuser.query(
    `INSERT INTO "Delegation" (id, "fromId", "toId", "validFrom", "validTo", reason, "createdAt")
     VALUES (gen_random_uuid(), $1, $2, '2026-11-01', '2026-12-31', '', now())`,
    [busyLeader.officialId, leader.officialId],
  )
  // Some open cases have no limit, some a limit that stands still; some refusals went to the offices.
  await city.superuser.query(
    `UPDATE "Case" SET "dueAt" = NULL, "amberAt" = NULL WHERE "closedAt" IS NULL AND number LIKE '%5'`,
  )
  await city.superuser.query(
    `UPDATE "Case" SET "pausedAt" = now() WHERE "closedAt" IS NULL AND number LIKE '%3'`,
  )
  await city.superuser.query(
    `UPDATE "Case" SET status = 'REFERRED' WHERE kind = 'REFUSAL' AND "closedAt" IS NULL AND status = 'CONFIRMED'`,
  )
  await city.superuser.query(
    `UPDATE "Refusal" SET "referTo" = CASE WHEN "caseId"::text < '8' THEN 'DISCIPLINE' ELSE 'HR' END::"ReferralTarget",
       "reviewStartedAt" = now()`,
  )
}, 120_000)
afterAll(() => city.close())

const filter = (more: Partial<QueueFilter> = {}): QueueFilter => ({ ...queueFilterSchema.parse({}), ...more })

/** The open cases that wait on the actor's desks, told row by row from the table, in the order of the list. */
async function expected(actor: Actor, only?: Desk): Promise<{ id: string; urgency: string }[]> {
  const delegators = actor.staffNo === city.people.leader.staffNo ? [city.people.busyLeader.officialId] : []
  const rows = await asActor(actor, city.now, (tx) =>
    tx.case.findMany({ where: { closedAt: null }, include: { refusal: true } }),
  )
  const clerkOrgans = actor.roles.filter((one) => one.role === 'CLERK').map((one) => one.organId)
  const under = (role: string, path: string) =>
    actor.roles.some((one) => one.role === role && path.startsWith(one.organPath))
  const mine = rows.filter((row) => {
    const others = row.subjectId !== actor.officialId
    const whose: Record<Desk, boolean> = {
      decider: others && [actor.officialId, ...delegators].includes(row.deciderId ?? ''),
      clerk: others && clerkOrgans.includes(row.handlingOrganId),
      drafter: row.filedById === actor.officialId,
      hr:
        others &&
        under('HR', row.organPath) &&
        (row.status === 'CONFIRMED' ||
          (row.status === 'DEMANDED' && row.refusal?.reviewStartedAt !== null) ||
          (row.status === 'REFERRED' && row.refusal?.referTo === 'HR')),
      discipline: others && under('DISCIPLINE', row.organPath) && row.refusal?.referTo === 'DISCIPLINE',
    }
    const desks = WAITS_FOR[row.kind][row.status] ?? []
    return desks.some((desk) => (!only || desk === only) && whose[desk])
  })
  const due = (row: { dueAt: Date | null }) => row.dueAt?.getTime() ?? Infinity
  return mine
    .sort((a, b) => (due(a) === due(b) ? (a.id < b.id ? -1 : 1) : due(a) < due(b) ? -1 : 1))
    .map((row) => ({ id: row.id, urgency: urgencyOf(row, city.now) }))
}

async function everyPage(actor: Actor, asked: QueueFilter): Promise<{ id: string; urgency: string }[]> {
  const found: { id: string; urgency: string }[] = []
  for (let after: string | undefined; ;) {
    const page = await listQueue(actor, { ...asked, after }, city.now)
    expect(page.rows.length).toBeLessThanOrEqual(QUEUE_PAGE)
    found.push(...page.rows.map(({ id, urgency }) => ({ id, urgency })))
    if (!page.next) return found
    after = page.next
  }
}

describe('the queue', () => {
  it('has for each person what waits on their desks, most urgent first, and counts it', async () => {
    let waiting = 0
    for (const actor of Object.values(city.people)) {
      const all = await expected(actor)
      expect(await everyPage(actor, filter()), actor.staffNo).toEqual(all)
      const { counts } = await listQueue(actor, filter(), city.now)
      expect(counts, actor.staffNo).toEqual({
        overdue: all.filter((one) => one.urgency === 'overdue').length,
        amber: all.filter((one) => one.urgency === 'amber').length,
        all: Math.min(all.length, COUNT_CAP),
        capped: false,
      })
      expect(await countWaiting(actor, city.now)).toBe(Math.min(100, all.length))
      waiting += all.length
    }
    expect(waiting).toBeGreaterThan(3 * QUEUE_PAGE)
  })

  it('has on one desk what waits there', async () => {
    for (const [kind, desk] of [
      ['busyLeader', 'decider'],
      ['leader', 'drafter'],
      ['busyClerk', 'clerk'],
      ['hr', 'hr'],
      ['office', 'discipline'],
    ] as const) {
      const actor = city.people[kind]
      expect(await everyPage(actor, filter({ desk })), desk).toEqual(await expected(actor, desk))
    }
  })

  it('narrows to an urgency, a kind and to words', async () => {
    const leader = city.people.busyLeader
    const all = await expected(leader)
    for (const urgency of ['overdue', 'amber'] as const)
      expect(await everyPage(leader, filter({ urgency }))).toEqual(
        all.filter((one) => one.urgency === urgency),
      )
    const page = await listQueue(leader, filter({ kind: 'RECUSAL_REQUEST' }), city.now)
    expect(page.rows.every((row) => row.kind === 'RECUSAL_REQUEST')).toBe(true)
    for (const scope of ['waiting', 'all'] as const) {
      const found = await listQueue(leader, filter({ q: '座谈', scope }), city.now)
      expect(found.rows.length).toBeGreaterThan(0)
      expect(found.rows.every((row) => row.title.includes('座谈'))).toBe(true)
    }
  })

  it('has with scope all every open case that the actor reads', async () => {
    const open = await asActor(city.people.office, city.now, (tx) =>
      tx.case.findMany({ where: { closedAt: null, status: { not: 'DRAFT' } }, select: { id: true } }),
    )
    const found = await everyPage(city.people.office, filter({ scope: 'all' }))
    expect(found.map((one) => one.id).sort()).toEqual(open.map((row) => row.id).sort())
  })

  it('takes a cursor that is none for the first page', async () => {
    const first = await listQueue(city.people.busyLeader, filter(), city.now)
    const odd = await listQueue(city.people.busyLeader, filter({ after: '2026-13-45T99_x' }), city.now)
    expect(odd.rows).toEqual(first.rows)
  })
})
