import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/identity/types'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { asActor } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import { openCity, type CityWorld } from '@/scripts/bench/city-world'
import { sizeOf, unitId } from '@/scripts/bench/city'
import { busiestUnit } from '@/scripts/bench/people'
import { condition } from './records'
import {
  COUNT_CAP,
  countRecords,
  findSearchUnit,
  findSearchUnits,
  listSearchUnits,
  RECORDS_PAGE,
  searchRecords,
} from './queries'
import type { RecordFilters } from './schema'

const RECORDS = 1200
let city: CityWorld
let people: Actor[]

beforeAll(async () => {
  city = await openCity(RECORDS)
  people = Object.values(city.people)
  const { head, busyHead, leader, hr, official, clerk } = city.people
  // What somebody reads as a person, outside the units of their office.
  await city.superuser.query(
    `UPDATE "Case" SET "substituteId" = $1 WHERE kind = 'RECUSAL_DECISION' AND "organId" <> $2`,
    [head.officialId, head.unitId],
  )
  await city.superuser.query(
    `INSERT INTO "Delegation" (id, "fromId", "toId", "validFrom", "validTo", reason, "createdAt")
     VALUES (gen_random_uuid(), $1, $2, '2026-11-01', '2026-12-31', '', now())`,
    [city.people.busyLeader.officialId, leader.officialId],
  )
  await city.superuser.query(
    `INSERT INTO "CaseReader" ("caseId", "officialId", "becauseId", "createdAt")
     SELECT id, $1, id, now() FROM "Case" WHERE "organId" = $2 AND kind = 'REFUSAL' LIMIT 5`,
    [hr.officialId, busyHead.unitId],
  )
  await city.superuser.query(`UPDATE "Case" SET "decidedById" = $1 WHERE "subjectId" = $2`, [
    clerk.officialId,
    official.officialId,
  ])
  // Statistics decide which of two ways a search takes: both must find the same.
  await city.superuser.query('ANALYZE')
}, 120_000)
afterAll(() => city.close())

/** What the row policy and the plain condition show, without anything that is there for speed. */
function expected(actor: Actor, filters: RecordFilters): Promise<string[]> {
  return asActor(actor, city.now, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "Case" c WHERE ${condition(filters, city.now)} ORDER BY c."createdAt" DESC, c.id DESC`
    return rows.map((row) => row.id)
  })
}

async function everyPage(actor: Actor, filters: RecordFilters): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const page = await searchRecords(actor, { filters, after }, city.now)
    expect(page.rows.length).toBeLessThanOrEqual(RECORDS_PAGE)
    ids.push(...page.rows.map((row) => row.id))
    if (!page.next) return ids
    after = page.next
  }
}

describe('a search of records', () => {
  it('shows each person exactly what the row policy shows, page after page, and counts it', async () => {
    for (const actor of people) {
      const all = await expected(actor, {})
      expect(await everyPage(actor, {}), actor.staffNo).toEqual(all)
      const page = await searchRecords(actor, { filters: {} }, city.now)
      expect(page.count, actor.staffNo).toBe(Math.min(all.length, COUNT_CAP))
      expect(page.capped).toBe(all.length > COUNT_CAP)
      expect(await countRecords(actor, {}, city.now)).toBe(all.length)
    }
    const numbers = await Promise.all([city.people.office, city.people.head].map((one) => expected(one, {})))
    expect(numbers[0]?.length).toBeGreaterThan(COUNT_CAP)
    expect(numbers[1]?.length).toBeGreaterThan(RECORDS_PAGE)
  })

  it('finds the same by words, organ, kind, status and day', async () => {
    const unit = unitId(busiestUnit(sizeOf(RECORDS)))
    const asked: RecordFilters[] = [
      { q: '座谈' },
      { q: '会' },
      { q: 'zz找不到' },
      { organ: unit },
      { kind: 'ADVANCE_REPORT' },
      { status: ['SUBMITTED', 'COMPLETED'] },
      { overdue: '1' },
      { from: '2026-01-01' as CivilDate, to: '2026-06-30' as CivilDate },
      { q: '座谈', kind: 'ADVANCE_REPORT', organ: unit },
      { subject: city.people.official.staffNo },
    ]
    for (const filters of asked)
      for (const actor of [city.people.office, city.people.head, city.people.hr])
        expect(await everyPage(actor, filters), `${actor.staffNo} ${JSON.stringify(filters)}`).toEqual(
          await expected(actor, filters),
        )
  })

  it('finds the same when the words are common as when they are rare', async () => {
    const known = { below: null, reach: null }
    await asActor(city.people.office, city.now, async (tx) => {
      const ids = (common: boolean) => tx.$queryRaw<{ id: string }[]>`
        SELECT c.id FROM "Case" c WHERE ${condition({ q: '走访 局' }, city.now, {}, { ...known, common })} ORDER BY c.id`
      const found = await ids(true)
      expect(found.length).toBeGreaterThan(0)
      expect(found).toEqual(await ids(false))
    })
  })

  it('names the first enterprises of a case in their order', async () => {
    const page = await searchRecords(city.people.office, { filters: {} }, city.now)
    const named = page.rows.find((row) => row.enterprises.length > 1)
    const { rows } = await city.superuser.query<{ id: string; name: string }>(
      `SELECT e.id, e.name FROM "CaseParty" p JOIN "Enterprise" e ON e.id = p."enterpriseId"
       WHERE p."caseId" = $1 ORDER BY p.ordinal LIMIT 3`,
      [named?.id],
    )
    expect(named?.enterprises).toEqual(rows)
  })

  it('counts also behind the last case', async () => {
    const first = await searchRecords(city.people.head, { filters: {} }, city.now)
    const after = '1999-01-01T00:00:00.000Z_00000000-0000-0000-0000-000000000000'
    const behind = await searchRecords(city.people.head, { filters: {}, after }, city.now)
    expect(behind).toEqual({ rows: [], next: null, count: first.count, capped: first.capped })
  })
})

describe('the units that a search may be narrowed to', () => {
  const unitsOf = (path: string) =>
    city.superuser.query<{ id: string; name: string }>(
      `SELECT id, name FROM "Organ" WHERE starts_with(path, $1) AND NOT "isDivision"`,
      [path],
    )

  it('are those within reach, by list while they are few and by name always', async () => {
    const { head, office } = city.people
    const { rows: own } = await unitsOf(head.unitPath)
    const list = await listSearchUnits(head)
    expect(new Set(list.organs.map((unit) => unit.id))).toEqual(new Set(own.map((unit) => unit.id)))
    const { rows: all } = await unitsOf(office.roles[0]?.organPath ?? '')
    expect(all.length).toBeGreaterThan(own.length)
    const outside = all.find((unit) => !own.some((one) => one.id === unit.id))
    if (!outside) throw new Error('the city has one unit')
    expect((await findSearchUnits(office, outside.name)).map((unit) => unit.id)).toContain(outside.id)
    expect((await findSearchUnits(head, outside.name)).map((unit) => unit.id)).not.toContain(outside.id)
    expect(await findSearchUnit(office, outside.id)).toEqual(outside)
    expect(await findSearchUnit(head, outside.id)).toBeNull()
    expect(await findSearchUnit(head, 'no-unit')).toBeNull()
    expect(await findSearchUnits(office, '%')).toEqual([])
    expect(await findSearchUnits(office, '  ')).toEqual([])
    expect(await nameOrgans([outside.id, undefined, 'no-unit'])).toEqual([outside])
  })

  it('are asked for by name where a list would be too long', async () => {
    const root = city.people.office.roles[0]?.organPath ?? ''
    await city.superuser.query(
      `INSERT INTO "Organ" (id, code, name, "shortName", "documentMark", kind, path, "parentId", "updatedAt")
       SELECT one.id, 'X' || n, '新设单位' || n, '新设' || n, '', root.kind, $1 || one.id || '/', root.id, now()
       FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, 100) n) one
       JOIN "Organ" root ON root.path = $1`,
      [root],
    )
    expect(await listSearchUnits(city.people.office)).toEqual({ organs: [], tooMany: true })
    expect(await findSearchUnits(city.people.office, '新设单位')).toHaveLength(20)
    await city.superuser.query(`DELETE FROM "Organ" WHERE code LIKE 'X%' AND name LIKE '新设单位%'`)
  })
})
