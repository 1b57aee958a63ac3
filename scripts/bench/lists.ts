// Lists, searches, histories, desks and pickers, each against the same answer from bare SQL.
import type pg from 'pg'
import { listMyReports } from '@/lib/advance-reports/queries'
import { getDesk } from '@/lib/desk/queries'
import { findEnterprises } from '@/lib/enterprises/queries'
import { findOfficials } from '@/lib/organs/queries'
import { queryTokens } from '@/lib/platform/search-terms'
import { searchRecords } from '@/lib/records/queries'
import { countWaiting, listQueue } from '@/lib/review/queries'
import { queueFilterSchema } from '@/lib/review/schema'
import { enterpriseId, unitId } from './city'
import type { Pair } from './measure'
import { creditCode, enterpriseName } from './names'
import { busiestUnit, citySize, people, usualUnit } from './people'
import { NOW } from './seeded'

const RUNS = 40
/** The columns that a line of a list shows. */
const LINE = `c.id, c.kind, c.number, c.status, c.title, c."createdAt", c."dueAt", who.name, who."staffNo", unit.name
  FROM "Case" c JOIN "Official" who ON who.id = c."subjectId" JOIN "Organ" unit ON unit.id = c."organId"`
const FILED = `c.status <> 'DRAFT'`
const NEWEST = `ORDER BY c."createdAt" DESC, c.id DESC LIMIT 21`

/** Two characters of a title: one case in eight has them. */
const COMMON = '座谈'

/** The same answer from bare SQL, without row-level security, transaction or count. */
export async function listPairs(records: number, floor: pg.Pool): Promise<Pair[]> {
  const size = citySize()
  const who = await people(size)
  const pair = (name: string, ours: Pair['ours'], sql: string, values: unknown[] = []): Pair => ({
    name,
    records,
    runs: RUNS,
    ours,
    floor: () => floor.query(sql, values),
  })
  const cursorOf = async (where: string, share: number) => {
    const { rows } = await floor.query<{ id: string; at: Date }>(
      `SELECT id, "createdAt" AS at FROM "Case" c WHERE ${where} ORDER BY "createdAt" DESC, id DESC OFFSET $1 LIMIT 1`,
      [Math.floor(records * share)],
    )
    const row = rows[0]
    if (!row) throw new Error('the generated cases are missing')
    return { ...row, text: `${row.at.toISOString()}_${row.id}` }
  }
  const deep = await cursorOf(FILED, 0.5)
  const queue = queueFilterSchema.parse({})
  const name = enterpriseName(Math.floor(size.enterprises / 20))
  const word = [...name].slice(2, 4).join('')
  const textSearch = `SELECT ${LINE} JOIN "CaseSearch" s ON s."caseId" = c.id
     WHERE ${FILED} AND s.tokens @> $1::text[] ${NEWEST}`
  const picker = `SELECT id, name, uscc FROM "Enterprise" WHERE tokens @> $1::text[] ORDER BY length(name), id LIMIT 20`
  return [
    pair(
      'records: newest page, the city',
      () => searchRecords(who.office, { filters: {} }, NOW),
      `SELECT ${LINE} WHERE ${FILED} ${NEWEST}`,
    ),
    pair(
      'records: a page in the middle',
      () => searchRecords(who.office, { filters: {}, after: deep.text }, NOW),
      `SELECT ${LINE} WHERE ${FILED} AND (c."createdAt", c.id) < ($1, $2) ${NEWEST}`,
      [deep.at, deep.id],
    ),
    pair(
      'records: one organ and status',
      () =>
        searchRecords(
          who.office,
          { filters: { organ: unitId(busiestUnit(size)), status: ['COMPLETED'] } },
          NOW,
        ),
      `SELECT ${LINE} WHERE c."organId" = $1 AND c.status = 'COMPLETED' ${NEWEST}`,
      [unitId(busiestUnit(size))],
    ),
    pair(
      'records: newest page, a district',
      () => searchRecords(who.district, { filters: {} }, NOW),
      `SELECT ${LINE} WHERE ${FILED} AND c."organPath" LIKE '/BX/U0001/%' ${NEWEST}`,
    ),
    ...(['head', 'busyHead'] as const).map((kind) =>
      pair(
        kind === 'head' ? 'records: newest page, a unit' : 'records: newest page, the busiest unit',
        () => searchRecords(who[kind], { filters: {} }, NOW),
        `SELECT ${LINE} WHERE ${FILED} AND c."organId" = $1 ${NEWEST}`,
        [who[kind].unitId],
      ),
    ),
    pair(
      'search: an enterprise by name',
      () => searchRecords(who.office, { filters: { q: name } }, NOW),
      textSearch,
      [queryTokens(name)],
    ),
    pair(
      'search: two characters of a name',
      () => searchRecords(who.office, { filters: { q: word } }, NOW),
      textSearch,
      [queryTokens(word)],
    ),
    pair(
      'search: two characters found often',
      () => searchRecords(who.office, { filters: { q: COMMON } }, NOW),
      textSearch,
      [queryTokens(COMMON)],
    ),
    pair(
      'search: found often, by the head of a unit',
      () => searchRecords(who.head, { filters: { q: COMMON } }, NOW),
      `SELECT ${LINE} JOIN "CaseSearch" s ON s."caseId" = c.id
       WHERE ${FILED} AND c."organId" = $2 AND s.tokens @> $1::text[] ${NEWEST}`,
      [queryTokens(COMMON), unitId(usualUnit(size))],
    ),
    pair(
      'search: an official by number',
      () => searchRecords(who.office, { filters: { subject: who.busyOfficial.staffNo } }, NOW),
      `SELECT ${LINE} WHERE ${FILED} AND c."subjectId" = $1 ${NEWEST}`,
      [who.busyOfficial.officialId],
    ),
    pair(
      'history: the enterprise with most cases',
      () => searchRecords(who.office, { filters: {}, scope: { enterpriseId: enterpriseId(0) } }, NOW),
      `SELECT ${LINE} JOIN "CaseParty" p ON p."caseId" = c.id WHERE ${FILED} AND p."enterpriseId" = $1 ${NEWEST}`,
      [enterpriseId(0)],
    ),
    pair(
      'history: an official',
      () => searchRecords(who.office, { filters: {}, scope: { subjectId: who.official.officialId } }, NOW),
      `SELECT ${LINE} WHERE ${FILED} AND c."subjectId" = $1 ${NEWEST}`,
      [who.official.officialId],
    ),
    ...(['leader', 'busyLeader'] as const).map((kind) =>
      pair(
        kind === 'leader' ? 'queue: a leader' : 'queue: a leader of the busiest unit',
        () => listQueue(who[kind], queue, NOW),
        `SELECT ${LINE} WHERE c."deciderId" = $1 AND c."closedAt" IS NULL ORDER BY c."dueAt" LIMIT 21`,
        [who[kind].officialId],
      ),
    ),
    pair(
      'queue: the clerk of the busiest unit',
      () => listQueue(who.busyClerk, queue, NOW),
      `SELECT ${LINE} WHERE c."handlingOrganId" = $1 AND c."closedAt" IS NULL ORDER BY c."dueAt" LIMIT 21`,
      [unitId(busiestUnit(size))],
    ),
    pair(
      'queue: every open case of the city',
      () => listQueue(who.office, { ...queue, scope: 'all' }, NOW),
      `SELECT ${LINE} WHERE c."closedAt" IS NULL AND ${FILED} ORDER BY c."dueAt" LIMIT 21`,
    ),
    pair(
      'badge: what waits for a leader',
      () => countWaiting(who.busyLeader, NOW),
      `SELECT count(*) FROM (SELECT 1 FROM "Case" c WHERE c."deciderId" = $1 AND c."closedAt" IS NULL LIMIT 100) AS capped`,
      [who.busyLeader.officialId],
    ),
    pair(
      'desk: an official',
      () => getDesk(who.busyOfficial, NOW),
      `SELECT ${LINE} WHERE c."filedById" = $1 AND c."closedAt" IS NULL ORDER BY c."dueAt" LIMIT 21`,
      [who.busyOfficial.officialId],
    ),
    pair(
      'own reports: newest page',
      () => listMyReports(who.busyOfficial, {}, NOW),
      `SELECT ${LINE} WHERE c."filedById" = $1 AND c.kind = 'ADVANCE_REPORT' ${NEWEST}`,
      [who.busyOfficial.officialId],
    ),
    ...[
      ['two characters of a name', word],
      ['a trade of every twentieth', '医药'],
      ['the whole name', name],
      ['the legal form', '有限公司'],
    ].map(([what, q]) =>
      pair(`picker of enterprises: ${what ?? ''}`, () => findEnterprises(who.official, q ?? ''), picker, [
        queryTokens(q ?? ''),
      ]),
    ),
    pair(
      'picker of enterprises: initials',
      () => findEnterprises(who.official, 'yxmh'),
      `SELECT id, name, uscc FROM "Enterprise" WHERE initials LIKE 'yxmh%' ORDER BY length(name), id LIMIT 20`,
    ),
    pair(
      'picker of enterprises: part of a code',
      () => findEnterprises(who.official, creditCode(77).slice(10, 16)),
      `SELECT id, name, uscc FROM "Enterprise" WHERE uscc = '${creditCode(77)}' LIMIT 20`,
    ),
    ...[
      ['a family name', '王'],
      ['a name', '王明华'],
      ['two characters within', '明华'],
      ['initials', 'wmh'],
      ['a staff number', who.official.staffNo],
      ['part of a staff number', who.official.staffNo.slice(0, 4)],
    ].map(([what, q]) =>
      pair(
        `picker of officials: ${what ?? ''}`,
        () => findOfficials(who.official, q ?? ''),
        `SELECT id, name, "staffNo", post FROM "Official" WHERE "staffNo" = $1 OR name = $1 LIMIT 20`,
        [q],
      ),
    ),
  ]
}
