// The statistics page: a year of a city and of its busiest bureau, against the main table of it from bare SQL.
import type pg from 'pg'
import type { CivilDate } from '@/lib/platform/dates'
import { getStatistics } from '@/lib/statistics/queries'
import { unitId } from './city'
import type { Pair } from './measure'
import { busiestUnit, citySize, people } from './people'
import { NOW } from './seeded'

/** A city's year takes a second or two. */
const RUNS = 5
const YEAR = { from: '2025-11-24' as CivilDate, to: '2026-11-24' as CivilDate }

/** The count of cases by kind and status, unit and month: one of the tables that ours has, without asking who may see what. */
export async function statisticsPairs(records: number, floor: pg.Pool): Promise<Pair[]> {
  const size = citySize()
  const { office } = await people(size)
  const organ = unitId(busiestUnit(size))
  const bare = (where: string) => `
    SELECT c.kind, c.status, c."organId", date_trunc('month', c."createdAt") AS month, count(*)
    FROM "Case" c WHERE c."createdAt" BETWEEN $1 AND $2 ${where}
    GROUP BY GROUPING SETS ((c.kind, c.status), (c."organId"), (month))`
  const pair = (name: string, ours: Pair['ours'], sql: string, values: unknown[]): Pair => ({
    name: `statistics: ${name}`,
    records,
    runs: RUNS,
    ours,
    floor: () => floor.query(sql, values),
  })
  return [
    pair('a year of the city', () => getStatistics(office, YEAR, NOW), bare(''), [YEAR.from, YEAR.to]),
    pair(
      'a year of the busiest unit',
      () => getStatistics(office, { ...YEAR, organ }, NOW),
      bare('AND c."organId" = $3'),
      [YEAR.from, YEAR.to, organ],
    ),
  ]
}
