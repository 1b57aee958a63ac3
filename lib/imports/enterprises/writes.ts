import type { Write } from '@/lib/audit/writes'
import { Prisma } from '@/prisma/generated/client/client'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { initialsOf } from '@/lib/platform/pinyin'
import { norm, searchTokens } from '@/lib/platform/search-terms'
import { changesOf } from '../rules/changes-of'
import { checkEnterprises, type MatchedEnterprise } from '../rules/check-enterprises'
import { isBranch } from '../rules/is-branch'
import { matchName } from '../rules/match-name'
import { ownershipOf } from '../rules/ownership-of'
import { readCapital } from '../rules/read-capital'
import type { Changes, EnterpriseCells, Row, TableChanges } from '../types'
import { inChunks, type Plan } from '../writes'
import { newFacts } from './enterprises'

const STORED = {
  id: true,
  uscc: true,
  name: true,
  norm: true,
  tokens: true,
  initials: true,
  formerNames: true,
  legalRepresentative: true,
  enterpriseType: true,
  ownership: true,
  registeredOn: true,
  capitalText: true,
  capitalAmount: true,
  capitalCurrency: true,
  businessScope: true,
  province: true,
  city: true,
  address: true,
  isBranch: true,
  source: true,
  version: true,
} as const satisfies Prisma.EnterpriseSelect

type Stored = Prisma.EnterpriseGetPayload<{ select: typeof STORED }>

interface Range {
  batchId: string
  headers: Partial<Record<keyof EnterpriseCells, string>>
  /** The staged rows after this place, so many of them. */
  after: number
  limit: number
}

/**
 * What importing the next staged enterprises would do; nothing is written until `write` is called. Only rows that may be
 * about a stored enterprise come here to be compared; the others are new and are written where they are staged.
 */
export async function planEnterprises(tx: Tx, range: Range): Promise<Plan & { rows: number; last: number }> {
  // One text instead of thousands of rows: the client wraps every value of a row.
  const [{ said }] = await tx.$queryRaw<[{ said: string | null }]>`
    SELECT string_agg(concat_ws(' ', r.seq, r.id, CASE WHEN EXISTS (SELECT 1 FROM "Enterprise" e WHERE e.uscc = r.key)
      OR EXISTS (SELECT 1 FROM "Enterprise" e WHERE e.norm = r.norm) THEN 'known' ELSE 'new' END), ',' ORDER BY r.seq) AS said
    FROM (SELECT seq, id, key, norm FROM "ImportRow" WHERE "batchId" = ${range.batchId}::uuid
      AND seq > ${range.after} AND NOT wrong ORDER BY seq LIMIT ${range.limit}) r`
  const staged = (said ? said.split(',') : []).map((row) => {
    const [seq = '', id = '', state = ''] = row.split(' ')
    return { seq: Number(seq), id, isKnown: state === 'known' }
  })
  const fresh = staged.filter(({ isKnown }) => !isKnown)
  const { good, problems } = await matchRows(tx, range, staged)
  const changed = changedOf(good)
  const likeKnown = good.filter(({ stored }) => !stored).map(({ row }) => row)
  const creates = [...fresh, ...likeKnown]
  return {
    rows: staged.length,
    last: staged.at(-1)?.seq ?? range.after,
    problems,
    valid: fresh.length + good.length,
    created: creates.length,
    updated: changed.length,
    write: (w) => writeRows(w, creates, changed, stagedRows(range.batchId, creates)),
  }
}

/**
 * What taking over one enterprise would do, by the same rules as a line of a register. For systems that send them one by
 * one.
 */
export async function planEnterprise(tx: Tx, values: EnterpriseCells, id: string): Promise<Plan> {
  const stored = await tx.enterprise.findMany({
    where: { OR: [...(values.uscc ? [{ uscc: values.uscc }] : []), { norm: norm(values.name) }] },
    select: STORED,
  })
  const row: Row<EnterpriseCells> = { seq: 1, line: 1, id, values }
  const { good, problems } = checkEnterprises({ rows: [row], headers: {} }, stored)
  const changed = changedOf(good)
  const creates = good.filter((one) => !one.stored).map(() => row)
  const said = JSON.stringify({ ...values, facts: newFacts(values) })
  return {
    problems,
    valid: good.length,
    created: creates.length,
    updated: changed.length,
    write: (w) =>
      writeRows(w, creates, changed, Prisma.sql`(SELECT ${id}::uuid AS id, ${said}::json AS values) r`),
  }
}

type Changed = { before: Stored; facts: ReturnType<typeof factsOf> }[]

function changedOf(good: readonly MatchedEnterprise<Stored>[]): Changed {
  return good.flatMap(({ row, stored: before }) => {
    const facts = before && factsOf(row.values, before)
    return before && facts && changesOf(comparable(before), facts) ? [{ before, facts }] : []
  })
}

/** Writes new enterprises from `source`, a table `r` with ids and values, and changed ones. */
async function writeRows(
  w: Write,
  creates: readonly { id: string }[],
  changed: Changed,
  source: Prisma.Sql,
): Promise<Changes> {
  if (creates.length > 0) await createEnterprises(w, source)
  await updateEnterprises(
    w.tx,
    w.at,
    changed.map(({ before, facts }) => ({ ...comparable(before), ...facts })),
  )
  const updated = changed.map(({ before }) => {
    const { id, version, ...former } = comparable(before)
    return { id, version: version + 1, before: JSON.parse(JSON.stringify(former)) as Former }
  })
  const created = creates.map(({ id }) => id)
  w.touchAll('Enterprise', [...created, ...updated.map(({ id }) => id)])
  const headed = changed
    .filter(({ before, facts }) => before.legalRepresentative !== facts.legalRepresentative)
    .map(({ before }) => before.id)
  const persons = await nameHeads(w, [...created, ...headed])
  return { Enterprise: { created, updated }, EnterprisePerson: { created: persons, updated: [] } }
}

/** Staged rows, as one text: the client wraps each member of a list. */
function stagedRows(batchId: string, rows: readonly { seq: number }[]): Prisma.Sql {
  return Prisma.sql`(SELECT id, values FROM "ImportRow" WHERE "batchId" = ${batchId}::uuid
    AND seq = ANY (string_to_array(${rows.map(({ seq }) => seq).join(',')}, ',')::int[])) r`
}

async function matchRows(
  tx: Tx,
  { batchId, headers }: Range,
  staged: readonly { seq: number; isKnown: boolean }[],
) {
  const seqs = staged.filter(({ isKnown }) => isKnown).map(({ seq }) => seq)
  if (seqs.length === 0) return { good: [], problems: [] }
  const list = seqs.join(',')
  const rows = await tx.$queryRaw<Row<EnterpriseCells>[]>`
    SELECT seq, line, id::text, values FROM "ImportRow"
    WHERE "batchId" = ${batchId}::uuid AND seq = ANY (string_to_array(${list}, ',')::int[]) ORDER BY seq`
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id::text FROM "ImportRow" r JOIN "Enterprise" e ON e.uscc = r.key
    WHERE r."batchId" = ${batchId}::uuid AND r.seq = ANY (string_to_array(${list}, ',')::int[])
    UNION SELECT e.id::text FROM "ImportRow" r JOIN "Enterprise" e ON e.norm = r.norm
    WHERE r."batchId" = ${batchId}::uuid AND r.seq = ANY (string_to_array(${list}, ',')::int[])`
  const stored: Stored[] = []
  for (const chunk of inChunks(found))
    stored.push(
      ...(await tx.enterprise.findMany({ where: { id: { in: chunk.map(({ id }) => id) } }, select: STORED })),
    )
  return checkEnterprises({ rows, headers }, stored)
}

type Former = TableChanges['updated'][number]['before']

/** A column as `json_to_recordset` reads it, with its type. */
const COLUMN_TYPES = Prisma.sql`uscc text, name text, norm text, tokens text[], initials text, "formerNames" text[],
  "legalRepresentative" text, "enterpriseType" text, ownership "Ownership", "registeredOn" date, "capitalText" text,
  "capitalAmount" numeric, "capitalCurrency" text, "businessScope" text, province text, city text, address text,
  "isBranch" boolean, source "RecordSource"`
const NAMES = Prisma.sql`uscc, name, norm, tokens, initials, "formerNames", "legalRepresentative", "enterpriseType",
  ownership, "registeredOn", "capitalText", "capitalAmount", "capitalCurrency", "businessScope", province, city, address,
  "isBranch", source`

/** Thousands of new enterprises in one statement. */
async function createEnterprises(w: Write, source: Prisma.Sql): Promise<void> {
  await w.tx.$executeRaw`
    INSERT INTO "Enterprise" (id, ${NAMES}, "createdAt", "updatedAt")
    SELECT r.id, v.uscc, v.name, f.norm, f.tokens, f.initials, f."formerNames", v."legalRepresentative",
      v."enterpriseType", f.ownership, v."registeredOn", v."capitalText", f."capitalAmount", f."capitalCurrency",
      v."businessScope", v.province, v.city, v.address, f."isBranch", 'REGISTER', ${w.at}::timestamptz, ${w.at}::timestamptz
    FROM ${source}, json_to_record(r.values) AS v(${COLUMN_TYPES}, facts json),
      json_to_record(v.facts) AS f(${COLUMN_TYPES})`
}

/**
 * Writes all facts of enterprises whose version is still the given one; answers how many those were. Also what takes an
 * import back: then the facts are the former ones.
 */
export async function updateEnterprises(
  tx: Tx,
  at: Date,
  rows: readonly { id: string; version: number }[],
): Promise<number> {
  if (rows.length === 0) return 0
  return tx.$executeRaw`
    UPDATE "Enterprise" e SET (${NAMES}, version, "updatedAt") = (SELECT ${facts()}, e.version + 1, ${at}::timestamptz)
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, version integer, ${COLUMN_TYPES})
    WHERE e.id = r.id AND e.version = r.version`
}

const facts =
  () => Prisma.sql`r.uscc, r.name, r.norm, r.tokens, r.initials, r."formerNames", r."legalRepresentative",
  r."enterpriseType", r.ownership, r."registeredOn", r."capitalText", r."capitalAmount", r."capitalCurrency",
  r."businessScope", r.province, r.city, r.address, r."isBranch", r.source`

/** Former legal representatives stay: filings may name them. Answers the ids of the new ones. */
async function nameHeads(w: Write, enterpriseIds: readonly string[]): Promise<string[]> {
  if (enterpriseIds.length === 0) return []
  const [{ made }] = await w.tx.$queryRaw<[{ made: string | null }]>`
    WITH made AS (INSERT INTO "EnterprisePerson" (id, "enterpriseId", name, post, "createdAt")
    SELECT gen_random_uuid(), e.id, e."legalRepresentative", '法定代表人', ${w.at}::timestamptz
    FROM "Enterprise" e WHERE e.id = ANY (string_to_array(${enterpriseIds.join(',')}, ',')::uuid[])
      AND e."legalRepresentative" IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING id)
    SELECT string_agg(id::text, ',') AS made FROM made`
  const ids = made ? made.split(',') : []
  w.touchAll('EnterprisePerson', ids)
  return ids
}

/** Registers are full of holes: a cell without a value never takes away what is known. */
function factsOf(cells: EnterpriseCells, before: Stored) {
  const uscc = cells.uscc ?? before.uscc
  const former = new Set([...before.formerNames, ...(cells.formerNames ?? [])])
  if (matchName(before.name) !== matchName(cells.name)) former.add(before.name)
  const formerNames = [...former].filter((name) => matchName(name) !== matchName(cells.name))
  const enterpriseType = cells.enterpriseType ?? before.enterpriseType
  // What only depends on the names is there already when they stay: a register comes again every month.
  const isNamed = before.name === cells.name
  const isKnown = isNamed && JSON.stringify(formerNames) === JSON.stringify(before.formerNames)
  const read = cells.ownership ?? ownershipOf({ type: enterpriseType, name: cells.name, uscc }).ownership
  const capital = cells.capitalText ? readCapital(cells.capitalText) : null
  return {
    uscc,
    name: cells.name,
    norm: norm(cells.name),
    tokens: isKnown ? before.tokens : searchTokens(cells.name, ...formerNames),
    initials: isNamed ? before.initials : initialsOf(cells.name),
    formerNames,
    legalRepresentative: cells.legalRepresentative ?? before.legalRepresentative,
    enterpriseType,
    ownership: read === 'UNKNOWN' ? before.ownership : read,
    registeredOn: cells.registeredOn ? dbDate(cells.registeredOn) : before.registeredOn,
    ...(cells.capitalText
      ? {
          capitalText: cells.capitalText,
          capitalAmount: capital?.amount ?? null,
          capitalCurrency: capital?.currency ?? null,
        }
      : {}),
    businessScope: cells.businessScope ?? before.businessScope,
    province: cells.province ?? before.province,
    city: cells.city ?? before.city,
    address: cells.address ?? before.address,
    isBranch: isBranch(cells.name, uscc),
    source: uscc ? ('REGISTER' as const) : before.source,
  }
}

/** A stored enterprise in the shapes of `factsOf`. */
function comparable(before: Stored) {
  return { ...before, capitalAmount: before.capitalAmount?.toFixed(2) ?? null }
}
