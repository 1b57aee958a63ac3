import { Prisma } from '@/prisma/generated/client/client'
import { endOfCivilDay, startOfCivilDay, type CivilDate } from '@/lib/platform/dates'
import { norm, queryTokens } from '@/lib/platform/search-terms'
import { cursorSchema, FILTER_FIELDS, type FilterName, type RecordFilters } from './schema'
import type { ParsedSearch } from './types'

type Raw = Readonly<Record<string, string | string[] | undefined>>

/** Reads a search from the address. A value that means nothing is left out and named, so that the page can say so. */
export function parseSearch(raw: Raw): ParsedSearch {
  const filters: Record<string, unknown> = {}
  const dropped: ParsedSearch['dropped'] = []
  for (const name of Object.keys(FILTER_FIELDS) as FilterName[]) {
    const values = [raw[name] ?? []].flat().filter((value) => value.trim() !== '')
    if (values.length === 0) continue
    const known =
      name === 'status' ? values.filter((value) => FILTER_FIELDS.status.safeParse([value]).success) : values
    const parsed = FILTER_FIELDS[name].safeParse(name === 'status' ? [...new Set(known)] : values.at(-1))
    if (parsed.success) filters[name] = parsed.data
    if (!parsed.success || known.length < values.length) dropped.push(name)
  }
  const after = [raw.after ?? []].flat().at(-1)
  if (!after) return { filters, dropped }
  return cursorSchema.safeParse(after).success
    ? { filters, after, dropped }
    : { filters, dropped: [...dropped, 'after'] }
}

/** The search as it stands in an address, without the question mark. */
export function searchParams(filters: RecordFilters, after?: string | null): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) {
    for (const one of [value ?? []].flat()) params.append(name, one)
  }
  if (after) params.set('after', after)
  return params.toString()
}

/** A history of one person or one enterprise. */
export interface Scope {
  subjectId?: string
  enterpriseId?: string
}

/** What a list knows beforehand, so that the planner sees constants. It never shows more: the row policy decides. */
export interface Narrowing {
  /** The units of the filter's organ; null when there is no such filter, or too many units. */
  below: string[] | null
  /** What somebody who reads few units by office can read; null when the units are too many to name. */
  reach: Reach | null
  /** Whether so many cases have these words that it is quicker to look into the newest ones. */
  common: boolean
}

/** The units of an office and whatever else may put a case before a person: superset of the row policy. */
export interface Reach {
  officialId: string
  units: string[]
  /** Whose open cases the person decides meanwhile, whom they lead, organs they are clerk of, cases lent to them. */
  delegators: string[]
  led: string[]
  clerkOrgans: string[]
  lent: string[]
}

/**
 * The condition of a search on `"Case" c`: the page, its count and the export share it, so they agree. Who asks is not
 * in it: row-level security decides that.
 */
export function condition(
  filters: RecordFilters,
  now: Date,
  scope: Scope = {},
  known?: Narrowing,
): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`]
  const { q, kind, status, organ, own, from, to, overdue, ground, subject } = filters
  const { scenario, matterType, limits, enterprise = scope.enterpriseId } = filters
  if (q) {
    const { tokens, likes } = searchTerms(q)
    all.push(
      known?.common
        ? Prisma.sql`case_matches(c.id, ${tokens}::text[], ${likes}::text[])`
        : Prisma.sql`c.id IN (SELECT search_cases(${tokens}::text[], ${likes}::text[]))`,
    )
  }
  if (kind) all.push(Prisma.sql`c.kind = ${kind}::"CaseKind"`)
  if (status) all.push(isOneOf(Prisma.sql`c.status`, status, 'text'))
  if (organ && own) all.push(Prisma.sql`c."organId" = ${organ}::uuid`)
  else if (organ) all.push(below(organ, known))
  else if (known?.reach && !subject && !scope.subjectId) all.push(within(known.reach))
  if (from)
    all.push(Prisma.sql`c."createdAt" >= ${startOfCivilDay(from as CivilDate).toISOString()}::timestamptz`)
  if (to) all.push(Prisma.sql`c."createdAt" <= ${endOfCivilDay(to as CivilDate).toISOString()}::timestamptz`)
  if (overdue)
    all.push(
      Prisma.sql`c."closedAt" IS NULL AND c."pausedAt" IS NULL AND c."dueAt" < ${now.toISOString()}::timestamptz`,
    )
  if (ground) all.push(Prisma.sql`c."groundCode" = ${ground}`)
  if (subject)
    all.push(Prisma.sql`c."subjectId" = (SELECT who.id FROM "Official" who WHERE who."staffNo" = ${subject})`)
  if (scenario)
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM "AdvanceReport" report
      WHERE report."caseId" = c.id AND report.scenario = ${scenario}::"Scenario")`)
  if (matterType)
    all.push(
      Prisma.sql`c."matterId" IN (SELECT matter.id FROM "Matter" matter WHERE matter.type = ${matterType}::"MatterType")`,
    )
  if (limits)
    all.push(Prisma.sql`limit_state(c."closedAt", c."pausedAt", c."dueAt", c."limitsKept", c."limitsMissed",
      ${now.toISOString()}::timestamptz) = ${limits}`)
  if (scope.subjectId) all.push(Prisma.sql`c."subjectId" = ${scope.subjectId}::uuid`)
  if (enterprise)
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM "CaseParty" party
      WHERE party."caseId" = c.id AND party."enterpriseId" = ${enterprise}::uuid)`)
  return Prisma.join(all, ' AND ')
}

/** One value is asked for by equality: an index then keeps its order by time. */
function isOneOf(column: Prisma.Sql, values: readonly string[], type: 'text' | 'uuid'): Prisma.Sql {
  const [first] = values
  if (type === 'text')
    return values.length === 1
      ? Prisma.sql`${column} = ${first}::text`
      : Prisma.sql`${column} = ANY (${[...values]}::text[])`
  return values.length === 1
    ? Prisma.sql`${column} = ${first}::uuid`
    : Prisma.sql`${column} = ANY (${[...values]}::uuid[])`
}

/** The cases of an organ and of those below it. */
function below(organ: string, known: Narrowing | undefined): Prisma.Sql {
  if (known?.below) return isOneOf(Prisma.sql`c."organId"`, known.below, 'uuid')
  // Many units: not by their index, which has no order by time, but one after the other from the newest on.
  if (known)
    return Prisma.sql`starts_with(c."organPath", (SELECT root.path FROM "Organ" root WHERE root.id = ${organ}::uuid))`
  return Prisma.sql`c."organId" = ANY ((SELECT array_agg(below.id) FROM "Organ" below
      JOIN "Organ" root ON starts_with(below.path, root.path) WHERE root.id = ${organ}::uuid)::uuid[])`
}

const PERSONAL = [
  Prisma.sql`c."filedById"`,
  Prisma.sql`c."subjectId"`,
  Prisma.sql`c."substituteId"`,
  Prisma.sql`c."deciderId"`,
  Prisma.sql`c."decidedById"`,
]

/** Each way to a case has an index; the row policy alone has none, and a list would walk all cases. */
function within({ officialId, units, delegators, led, clerkOrgans, lent }: Reach): Prisma.Sql {
  const ways = [
    isOneOf(Prisma.sql`c."organId"`, units, 'uuid'),
    ...PERSONAL.map((column) => isOneOf(column, [officialId], 'uuid')),
  ]
  const open = Prisma.sql`c."closedAt" IS NULL`
  if (delegators.length > 0)
    ways.push(Prisma.sql`(${isOneOf(Prisma.sql`c."deciderId"`, delegators, 'uuid')} AND ${open})`)
  if (led.length > 0) ways.push(isOneOf(Prisma.sql`c."subjectId"`, led, 'uuid'))
  if (clerkOrgans.length > 0)
    ways.push(Prisma.sql`(${isOneOf(Prisma.sql`c."handlingOrganId"`, clerkOrgans, 'uuid')} AND ${open})`)
  if (lent.length > 0) ways.push(isOneOf(Prisma.sql`c.id`, lent, 'uuid'))
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`
}

/** Everything after a cursor, newest first. */
export function afterCursor(after: string | undefined): Prisma.Sql {
  const [at, id] = after?.split('_') ?? []
  if (!at || !id) return Prisma.sql`true`
  return Prisma.sql`(c."createdAt", c.id) < (${at}::timestamptz, ${id}::uuid)`
}

/**
 * Each word must be found. A single character has no pair of neighbours: only the text itself can tell. What ends like a
 * company is asked for without that end: every register is full of it, and the stored text has none at the end of a name.
 */
export function searchTerms(q: string): { tokens: string[]; likes: string[] } {
  const words = q.split(/\s+/u).filter(Boolean)
  return {
    tokens: words.flatMap((word) => queryTokens(own(word))).filter((token) => [...token].length > 1),
    likes: words.map((word) => `%${withoutSuffix(norm(word))}%`),
  }
}

/** The word without the end of a company's name, unless nothing of two characters remains. */
function own(word: string): string {
  const rest = withoutSuffix(norm(word))
  return [...rest].length > 1 ? rest : word
}

/** A suffix that is half typed must not be asked for. */
function withoutSuffix(word: string): string {
  return word.replace(/(股份|集团)?(有限责任|有限)?公?$/u, '')
}
