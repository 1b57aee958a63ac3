import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCity, type CityWorld } from '@/scripts/bench/city-world'
import { enterpriseId, matterId } from '@/scripts/bench/city'
import { creditCode, enterpriseName, quickInitials } from '@/scripts/bench/names'
import { findOfficials } from '@/lib/organs/queries'
import { getDesk } from '@/lib/desk/queries'
import { findEnterprises, getEnterprises } from './queries'

let city: CityWorld
const NUMBER = 611
const NAME = enterpriseName(NUMBER)

beforeAll(async () => {
  city = await openCity(1000)
}, 120_000)
afterAll(() => city.close())

const found = async (query: string) =>
  (await findEnterprises(city.people.official, query)).map((one) => one.id)

describe('the picker of enterprises', () => {
  it('finds a name by any two characters next to each other, by all of it, and without its legal form', async () => {
    const points = [...NAME]
    const unusual = points.slice(0, 6)
    for (let at = 1; at + 2 <= unusual.length; at += 1) {
      const hits = await findEnterprises(city.people.official, unusual.slice(at, at + 2).join(''))
      expect(hits.length).toBeGreaterThan(0)
      expect(hits.every((one) => one.name.includes(unusual.slice(at, at + 2).join('')))).toBe(true)
    }
    expect(await found(NAME)).toContain(enterpriseId(NUMBER))
    expect(await found(NAME.replace(/(集团|股份)?有限(责任)?公司$/, ''))).toContain(enterpriseId(NUMBER))
    expect(await found('有限公司')).toHaveLength(20)
    expect(await found('找不到的名字')).toEqual([])
    expect(await found('明')).toEqual([])
  })

  it('finds by initials, by the beginning of a code and by a part of its own characters', async () => {
    const code = creditCode(NUMBER)
    expect(await found(quickInitials(NAME).slice(0, 8))).toContain(enterpriseId(NUMBER))
    expect(await found(code)).toContain(enterpriseId(NUMBER))
    expect(await found(code.slice(10, 17).toLowerCase())).toContain(enterpriseId(NUMBER))
    expect(await found(code.slice(8))).toContain(enterpriseId(NUMBER))
    expect(await found('%%%%')).toEqual([])
  })

  it('has shorter names first, and those asked for by id in their order, unknown ones left out', async () => {
    const hits = await findEnterprises(city.people.official, '公司')
    const sizes = hits.map((one) => [...one.name].length)
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
    const ids = [enterpriseId(9), '00000000-0000-4000-8000-000000000000', enterpriseId(3), enterpriseId(9)]
    const chosen = await getEnterprises(city.people.official, ids)
    expect(chosen.map((one) => one.id)).toEqual([enterpriseId(9), enterpriseId(3), enterpriseId(9)])
    expect(chosen[0]?.persons).toHaveLength(1)
    expect(await getEnterprises(city.people.official, [])).toEqual([])
  })

  it('counts the open matters of the own unit', async () => {
    await city.superuser.query(`UPDATE "Matter" SET "organId" = $1, "closedAt" = NULL WHERE id = $2`, [
      city.people.official.unitId,
      matterId(0),
    ])
    await city.superuser.query(
      `INSERT INTO "MatterEnterprise" ("matterId", "enterpriseId") VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [matterId(0), enterpriseId(NUMBER)],
    )
    const [one] = await getEnterprises(city.people.official, [enterpriseId(NUMBER)])
    expect(one?.mattersInUnit).toBe(1)
    const [other] = await getEnterprises(city.people.office, [enterpriseId(NUMBER)])
    expect(other?.mattersInUnit).toBe(0)
  })
})

describe('the picker of officials', () => {
  it('finds by part of a name, initials and staff number, the own unit first', async () => {
    const { rows } = await city.superuser.query<{ id: string; name: string; initials: string }>(
      `SELECT id, name, initials FROM "Official" WHERE "staffNo" = $1`,
      [city.people.head.staffNo],
    )
    const head = rows[0]
    if (!head) throw new Error('the head is missing')
    const { official } = city.people
    for (const query of [
      head.name,
      [...head.name].slice(1).join(''),
      head.initials,
      city.people.head.staffNo,
    ])
      expect((await findOfficials(official, query)).map((one) => one.id)).toContain(head.id)
    const family = await findOfficials(official, [...head.name][0] ?? '')
    expect(family[0]?.organ).toBeDefined()
    const units = await city.superuser.query<{ id: string }>(
      `SELECT p.id FROM "Official" p JOIN "Organ" o ON o.id = p."organId" WHERE o.path LIKE $1`,
      [`${official.unitPath}%`],
    )
    const own = new Set(units.rows.map((row) => row.id))
    const near = family.map((one) => own.has(one.id))
    expect(near[0]).toBe(true)
    expect(near).toEqual([...near].sort((a, b) => Number(b) - Number(a)))
  })

  it('takes signs of a pattern for themselves', async () => {
    expect(await findOfficials(city.people.official, '%')).toEqual([])
    expect(await findOfficials(city.people.official, '_____')).toEqual([])
    expect(await findOfficials(city.people.official, '\\')).toEqual([])
  })
})

describe('the desk', () => {
  it('has what an official must do, most urgent first, and the newest of their own', async () => {
    const { busyOfficial } = city.people
    const { todo, recent } = await getDesk(busyOfficial, city.now)
    const { rows } = await city.superuser.query<{ id: string }>(
      `SELECT id FROM "Case" WHERE "filedById" = $1 AND status <> 'DRAFT'
       ORDER BY "createdAt" DESC, id DESC LIMIT 10`,
      [busyOfficial.officialId],
    )
    const waiting = await city.superuser.query<{ id: string }>(
      `SELECT id FROM "Case" WHERE "filedById" = $1 AND status IN ('DRAFT', 'RETURNED', 'RESULT_DUE')
       ORDER BY "dueAt"`,
      [busyOfficial.officialId],
    )
    const own = todo.filter((line) => line.kind === 'ADVANCE_REPORT').map((line) => line.id)
    expect(own).toEqual(waiting.rows.map((row) => row.id))
    expect(recent.length).toBeGreaterThan(0)
    const filedByThem = recent.filter((line) => ['ADVANCE_REPORT', 'RECUSAL_REQUEST'].includes(line.kind))
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(filedByThem.map((line) => line.id)))
  })
})
