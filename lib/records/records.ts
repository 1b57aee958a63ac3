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
  /** The few units in which the actor reads by office; null when they are too many to name. */
  office: string[] | null
  /** Whether so many cases have these words that it is quicker to look into the newest ones. */
  common: boolean
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
  const { q, kind, status, organ, from, to, overdue, ground, subject } = filters
  if (q) {
    const { tokens, likes } = searchTerms(q)
    all.push(
      known?.common
        ? Prisma.sql`case_matches(c.id, ${tokens}::text[], ${likes}::text[])`
        : Prisma.sql`c.id IN (SELECT search_cases(${tokens}::text[], ${likes}::text[]))`,
    )
  }
  if (kind) all.push(Prisma.sql`c.kind = ${kind}::"CaseKind"`)
  if (status) all.push(Prisma.sql`c.status = ANY (${status}::text[])`)
  if (organ) all.push(within(organ, known))
  else if (known?.office && !subject && !scope.subjectId) all.push(readableBy(known.office))
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
  if (scope.subjectId) all.push(Prisma.sql`c."subjectId" = ${scope.subjectId}::uuid`)
  if (scope.enterpriseId)
    all.push(Prisma.sql`EXISTS (SELECT 1 FROM "CaseParty" party
      WHERE party."caseId" = c.id AND party."enterpriseId" = ${scope.enterpriseId}::uuid)`)
  return Prisma.join(all, ' AND ')
}

/** The cases of an organ and of those below it. */
function within(organ: string, known: Narrowing | undefined): Prisma.Sql {
  if (known?.below) return Prisma.sql`c."organId" = ANY (${known.below}::uuid[])`
  // Many units: not by their index, which has no order by time, but one after the other from the newest on.
  if (known)
    return Prisma.sql`starts_with(c."organPath", (SELECT root.path FROM "Organ" root WHERE root.id = ${organ}::uuid))`
  return Prisma.sql`c."organId" = ANY ((SELECT array_agg(below.id) FROM "Organ" below
      JOIN "Organ" root ON starts_with(below.path, root.path) WHERE root.id = ${organ}::uuid)::uuid[])`
}

/**
 * A superset of what the row policy shows to somebody who reads few units by office: those units, and what is theirs as a
 * person. Each part has an index; the policy alone has none, and a list would walk all cases.
 */
function readableBy(office: readonly string[]): Prisma.Sql {
  return Prisma.sql`(c."organId" = ANY (${office}::uuid[])
    OR c."filedById" = (SELECT app_actor()) OR c."subjectId" = (SELECT app_actor())
    OR c."substituteId" = (SELECT app_actor()) OR c."deciderId" = (SELECT app_actor())
    OR c."decidedById" = (SELECT app_actor())
    OR c."deciderId" = ANY ((SELECT app_delegators())::uuid[]) OR c."subjectId" = ANY ((SELECT app_led())::uuid[])
    OR c."handlingOrganId" = ANY ((SELECT app_role_organs('CLERK'))::uuid[]) OR c.id = ANY ((SELECT app_lent())::uuid[]))`
}

/** Everything after a cursor, newest first. */
export function afterCursor(after: string | undefined): Prisma.Sql {
  const [at, id] = after?.split('_') ?? []
  if (!at || !id) return Prisma.sql`true`
  return Prisma.sql`(c."createdAt", c.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** Each word must be found. A single character has no pair of neighbours: only the text itself can tell. */
export function searchTerms(q: string): { tokens: string[]; likes: string[] } {
  const words = q.split(/\s+/u).filter(Boolean)
  return {
    tokens: words.flatMap((word) => queryTokens(word)).filter((token) => [...token].length > 1),
    likes: words.map((word) => `%${withoutSuffix(norm(word))}%`),
  }
}

/** The stored text has no company suffix at the end of a name: a suffix that is half typed must not be asked for. */
function withoutSuffix(word: string): string {
  return word.replace(/(股份|集团)?(有限责任|有限)?公?$/u, '')
}
