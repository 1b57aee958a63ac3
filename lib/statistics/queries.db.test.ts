// Every number of the page is the count of the search it links to, for every person; and nobody counts what they may not read.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCalendar } from '@/lib/calendar/queries'
import { limitsKept } from '@/lib/exports/rules/limits-kept'
import { fileReport, openWorld, type World } from '@/lib/filing/testing'
import { toDate } from '@/lib/platform/clock'
import { asActor, asSystem, db } from '@/lib/platform/db'
import type { CivilDate } from '@/lib/platform/dates'
import type { JsonValue } from '@/lib/platform/json'
import { searchRecords } from '@/lib/records/queries'
import { done } from '@/prisma/seed/stage'
import { tellStory } from '@/prisma/seed/story'
import { write } from '@/lib/audit/writes'
import { setParties } from '@/lib/cases/finding/writes'
import { moveCase, openCase } from '@/lib/cases/writes'
import { ok } from '@/lib/platform/result'
import { getStatistics } from './queries'
import { parseStatistics } from './statistics'
import type { Figure, Statistics, StatisticsFilters } from './types'

const NOW = '2026-11-23 10:00'
const YEAR = { from: '2025-12-01' as CivilDate, to: '2026-11-30' as CivilDate }
let world: World

/** A report of somebody on a day, decided in time or late, of a scenario or of none. */
async function report(
  staffNo: string,
  local: string,
  decided: string | null,
  more: { matter?: string } = {},
) {
  const actor = await world.actor(staffNo)
  world.at(local)
  const opened = await write({ who: actor, clock: world.clock, command: 'test.open' }, async (w) => {
    const row = await openCase(w, {
      kind: 'ADVANCE_REPORT',
      status: 'DRAFT',
      event: 'start',
      subjectId: actor.officialId,
      filedById: actor.officialId,
      title: `${staffNo} ${local}`,
      policyVersion: 1,
      matterId: more.matter ?? null,
    })
    await w.tx.advanceReport.create({
      data: { caseId: row.id, filingKind: 'ADVANCE', scenario: more.matter ? 'MEALS' : null },
    })
    await setParties(w, row.id, [{ enterpriseId: [...world.seeded.enterprises.values()][1] ?? '' }])
    const moved = await moveCase(w, row, { event: 'submit', to: 'SUBMITTED', limit: 'reportDecide' })
    return moved.ok ? ok({ id: row.id }) : moved
  })
  const { id } = done(opened)
  if (decided === null) return
  world.at(decided)
  done(
    await write({ who: null, clock: world.clock, command: 'test.close' }, async (w) => {
      const row = await w.tx.case.findUniqueOrThrow({ where: { id }, include: { conflicts: true } })
      const set = { closedAt: w.at, decidedAt: w.at }
      const moved = await moveCase(w, row, { event: 'approve', to: 'COMPLETED', limit: null, set })
      return moved.ok ? ok({}) : moved
    }),
  )
}

beforeAll(async () => {
  world = await openWorld()
  const calendar = await asSystem(world.clock.now(), getCalendar)
  await tellStory(toDate('2026-11-23T02:00:00.000Z'), calendar, world.seeded)
  const [matter] = await db().matter.findMany({ where: { organ: { code: 'YXZJ' } }, select: { id: true } })
  await report('ZJ0102', '2026-03-02 09:00', '2026-03-03 09:00', { matter: matter?.id })
  await report('ZJ0103', '2026-03-31 23:59', '2026-06-01 09:00', { matter: matter?.id })
  await report('SJ0101', '2026-04-01 00:00', '2026-04-02 09:00')
  await report('FG0101', '2026-05-11 09:00', null)
  await report('JW0101', '2026-05-12 09:00', null)
  await report('ZJ0001', '2026-07-01 09:00', '2026-07-02 09:00')
  world.at(NOW)
  await fileReport(world, {}, 'ZJ0104')
}, 120_000)
afterAll(() => world.close())

/** All numbers of the page with the name of their table. */
function figuresOf(found: Statistics): [string, Figure][] {
  const { all, limits, trend, kinds, statuses, scenarios, matters, organs, enterprises } = found
  return [
    ['all', all],
    ...limits.flatMap((line) =>
      (['kept', 'missed', 'overdue', 'none'] as const).map((state): [string, Figure] => [
        `limits ${line.kind} ${state}`,
        line[state],
      ]),
    ),
    ...statuses.map((line): [string, Figure] => [`status ${line.kind} ${line.status}`, line]),
    ...Object.entries({ trend, kinds, scenarios, matters, organs, enterprises }).flatMap(([name, lines]) =>
      lines.map((line): [string, Figure] => [`${name} ${line.key}`, line]),
    ),
  ]
}

async function both(staffNo: string, filters: StatisticsFilters) {
  const actor = await world.actor(staffNo)
  const now = world.at(NOW).now()
  const found = await getStatistics(actor, filters, now)
  const shown: Record<string, number> = {}
  const listed: Record<string, number> = {}
  for (const [name, { cases, search }] of figuresOf(found)) {
    shown[name] = cases
    listed[name] = (await searchRecords(actor, { filters: search }, now)).count
  }
  return { shown, listed }
}

const page = async (staffNo: string, filters: StatisticsFilters) =>
  getStatistics(await world.actor(staffNo), filters, world.at(NOW).now())

describe('the statistics', () => {
  it.each([
    ['ZJ0002', 'a supervising leader'],
    ['ZJ0001', 'a head of a unit'],
    ['YX0001', 'the head of the superior organ'],
    ['JW0101', 'the discipline office of the district'],
    ['SW0101', 'the discipline office of the city'],
    ['SJ0002', 'a supervising leader elsewhere'],
    ['ZJ0102', 'a declarant, who has no such page'],
    ['SYS001', 'an administrator, who has no such page'],
  ])('count for %s, %s, what their search lists', async (staffNo) => {
    const { shown, listed } = await both(staffNo, YEAR)
    expect(shown).toEqual(listed)
  })

  it('count the same with every filter', async () => {
    const unit = await db().organ.findUniqueOrThrow({ where: { code: 'YXZJ' }, select: { id: true } })
    const district = await db().organ.findUniqueOrThrow({ where: { code: 'YX' }, select: { id: true } })
    for (const more of [
      { organ: unit.id },
      { organ: district.id },
      { kind: 'ADVANCE_REPORT' as const },
      { kind: 'REFUSAL' as const, organ: unit.id },
      { from: '2026-03-02' as CivilDate, to: '2026-04-01' as CivilDate },
      { from: '2023-01-01' as CivilDate },
    ]) {
      const { shown, listed } = await both('SW0101', { ...YEAR, ...more })
      expect({ more, shown }).toEqual({ more, shown: listed })
    }
  })

  it('see what each may see: a unit its own, a discipline office its jurisdiction but not its own unit', async () => {
    const names = (found: Statistics) => found.organs.map((line) => 'text' in line.name && line.name.text)
    const head = await page('ZJ0001', YEAR)
    expect(names(head)).toEqual(['云岫区住房和建设局'])
    const office = await page('JW0101', YEAR)
    expect(names(office)).toEqual(expect.arrayContaining(['云岫区住房和建设局', '云岫区发展和改革局']))
    // Somebody of its own unit files too; the office reads their own report and no other of that unit.
    const city = await page('SW0101', YEAR)
    expect(city.all.cases).toBeGreaterThanOrEqual(office.all.cases)
    const declarant = await page('ZJ0102', YEAR)
    const all = await asActor(await world.actor('ZJ0102'), world.clock.now(), (tx) => tx.case.count())
    expect(declarant.all.cases).toBeLessThanOrEqual(all)
    expect(city.all.cases).toBeGreaterThan(declarant.all.cases)
  })

  it('has every case in a month, a kind, a state and a unit: the tables add up', async () => {
    const found = await page('SW0101', YEAR)
    const sum = (lines: readonly { cases: number }[]) => lines.reduce((all, line) => all + line.cases, 0)
    expect(found.all.cases).toBeGreaterThan(10)
    expect([found.trend, found.kinds, found.statuses, found.organs].map(sum)).toEqual(
      Array(4).fill(found.all.cases),
    )
    expect(sum(found.matters) + found.withoutMatter).toBe(found.all.cases)
    expect(sum(found.limits.flatMap((line) => [line.kept, line.missed, line.overdue, line.none]))).toBe(
      found.all.cases,
    )
  })

  it('puts a case of the last minute of March in March and one of the first of April in April', async () => {
    const found = await page('SW0101', { from: '2026-03-01' as CivilDate, to: '2026-04-30' as CivilDate })
    expect(found.trend.map((line) => [line.key, line.cases])).toEqual([
      ['2026-03', 2],
      ['2026-04', 1],
    ])
    expect(found.limits.map((line) => [line.kept.cases, line.missed.cases, line.rate])).toEqual([[2, 1, 66]])
    expect(found.scenarios.map((line) => [line.key, line.cases])).toEqual([['MEALS', 2]])
    expect(found.withoutScenario).toBe(1)
  })

  it('leaves the transaction as the person it began with', async () => {
    const actor = await world.actor('ZJ0102')
    const now = world.clock.now()
    const seen = await asActor(actor, now, async (tx) => {
      const before = await tx.case.count()
      await tx.$queryRaw`SELECT count(*) FROM case_statistics('2020-01-01', '2030-01-01', NULL, NULL, now(), 5)`
      return [before, await tx.case.count(), await tx.caseParty.count()]
    })
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).toBeLessThan(await asSystem(now, (tx) => tx.caseParty.count()))
  })

  it('counts nothing for nobody', async () => {
    const [row] = await db().$queryRaw<[{ n: number }]>`
      SELECT coalesce(sum(cases), 0)::int AS n FROM case_statistics('2020-01-01', '2030-01-01', NULL, NULL, now(), 5)`
    expect(row.n).toBe(0)
  })
})

describe('the limits a case counts', () => {
  const counts = async () => {
    const { rows } = await world.owner.query<{ id: string; kept: number; missed: number }>(
      'SELECT id, "limitsKept" AS kept, "limitsMissed" AS missed FROM "Case" ORDER BY id',
    )
    return rows
  }

  it('are those that the timeline tells of', async () => {
    const cases = await asSystem(world.clock.now(), (tx) =>
      tx.case.findMany({ include: { events: { orderBy: { seq: 'asc' } } }, orderBy: { id: 'asc' } }),
    )
    const told = cases.map((row) => {
      const lines = limitsKept(
        {
          events: row.events.map(({ event, at, data }) => ({ event, at, data: data as JsonValue })),
          current: { name: row.limitName, dueAt: row.dueAt, pausedAt: row.pausedAt },
          closedAt: row.closedAt,
          beside: [],
        },
        world.clock.now(),
      )
      const of = (state: string) => lines.filter((line) => line.state === state).length
      return { id: row.id, kept: of('kept'), missed: of('missed') }
    })
    expect(await counts()).toEqual(told)
    expect(told.filter((one) => one.kept > 0).length).toBeGreaterThan(3)
    expect(told.filter((one) => one.missed > 0).length).toBeGreaterThan(0)
  })

  it('are found again by the migration of an installation that had none', async () => {
    const before = await counts()
    const sql = readFileSync('prisma/migrations/20261209000000_statistics/migration.sql', 'utf8')
    const statement = /^WITH steps[\s\S]*?;$/m.exec(sql)?.[0] ?? ''
    await world.owner.query('BEGIN')
    await world.owner.query('UPDATE "Case" SET "limitsKept" = 0, "limitsMissed" = 0')
    await world.owner.query(statement)
    const after = await counts()
    await world.owner.query('ROLLBACK')
    expect(after).toEqual(before)
  })
})

describe('the filters in the address', () => {
  const now = toDate('2026-11-23T02:00:00.000Z')
  it('are the last twelve months when there are none', () =>
    expect(parseStatistics({}, now)).toEqual({
      filters: { from: '2025-12-01', to: '2026-11-23' },
      dropped: [],
    }))
  it('leave out and name what means nothing', () =>
    expect(
      parseStatistics({ from: '2026-13-01', to: 'x', organ: "'; --", kind: 'ALL' }, now).dropped.sort(),
    ).toEqual(['from', 'kind', 'organ', 'to']))
  it('do not begin after their end', () =>
    expect(parseStatistics({ from: '2026-11-02', to: '2026-11-01' }, now)).toEqual({
      filters: { from: '2025-12-01', to: '2026-11-01' },
      dropped: ['from'],
    }))
})
