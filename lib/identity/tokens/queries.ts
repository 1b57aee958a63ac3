import { db } from '@/lib/platform/db'
import { toDate } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { env } from '@/lib/platform/env'
import { administrationRoots, mayAdminister } from '../policy'
import { tokenHash } from '../rules/token-hash'
import type { Actor, RoleGrant } from '../types'
import { isAccessToken } from './rules/access-token'
import type { Scope } from './schema'
import type { Allowance, Bearer, BearerProblem, Service, ServiceLine, TokenLine, TokenState } from './types'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** The last use of a token is written at most this often. */
const SEEN_EVERY_MS = 60_000
/** Ended tokens stay in the list so long, in days. */
const SHOWN_AFTER_END_DAYS = 30
/** The most services that the page of the administrator lists. */
const MOST_SERVICES = 200

interface BearerRow {
  tokenId: string
  scopes: Scope[]
  expired: boolean
  revoked: boolean
  open: boolean
  minute: number | null
  hour: number | null
  service: { officialId: string; name: string; organId: string; organPath: string; scopes: Scope[] } | null
  person: (Omit<Actor, 'roles'> & { roles: RoleGrant[] | null }) | null
}

/**
 * Who a token acts for, in one statement: the token, its person with today's roles (or its service), the count of this
 * request, and the last use. Roles of the three administrators are left out: a token never administers.
 */
export async function loadBearer(token: string, now: Date): Promise<Bearer | BearerProblem> {
  if (!isAccessToken(token)) return 'token-unknown'
  const today = civilDateOf(now)
  const minute = toDate(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS)
  const hour = toDate(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  const seenBefore = toDate(now.getTime() - SEEN_EVERY_MS)
  const [row] = await db().$queryRaw<BearerRow[]>`
    WITH token AS MATERIALIZED (
      SELECT t.*, t."expiresAt" <= ${now} AS expired, t."revokedAt" IS NOT NULL AS revoked,
        CASE WHEN t."serviceId" IS NULL
          THEN EXISTS (SELECT 1 FROM "Official" p JOIN "Account" a ON a."officialId" = p.id AND a."disabledAt" IS NULL
            WHERE p.id = t."officialId" AND p.active)
          ELSE EXISTS (SELECT 1 FROM "ApiService" s JOIN "Organ" o ON o.id = s."organId" AND o.active
            WHERE s.id = t."serviceId" AND s."endedAt" IS NULL) END AS open
      FROM "ApiToken" t WHERE t."tokenHash" = ${tokenHash(token)}
    ), good AS (
      SELECT id FROM token WHERE NOT expired AND NOT revoked AND open
    ), counted AS (
      INSERT INTO "ApiQuota" ("tokenId", span, "startsAt", count)
      SELECT good.id, span.name, span.starts, 1
      FROM good, (VALUES ('minute', ${minute}::timestamptz), ('hour', ${hour}::timestamptz)) AS span(name, starts)
      ON CONFLICT ("tokenId", span) DO UPDATE SET "startsAt" = excluded."startsAt",
        count = CASE WHEN "ApiQuota"."startsAt" = excluded."startsAt" THEN "ApiQuota".count + 1 ELSE 1 END
      RETURNING span, count
    ), seen AS (
      UPDATE "ApiToken" t SET "lastUsedAt" = ${now} FROM good
      WHERE t.id = good.id AND (t."lastUsedAt" IS NULL OR t."lastUsedAt" < ${seenBefore})
    )
    SELECT token.id AS "tokenId", token.scopes, token.expired, token.revoked, token.open,
      (SELECT count FROM counted WHERE span = 'minute') AS minute,
      (SELECT count FROM counted WHERE span = 'hour') AS hour,
      (SELECT jsonb_build_object('officialId', s.id, 'name', s.name, 'organId', s."organId", 'organPath', o.path,
          'scopes', s.scopes)
        FROM "ApiService" s JOIN "Organ" o ON o.id = s."organId" WHERE s.id = token."serviceId") AS service,
      (SELECT jsonb_build_object('officialId', p.id, 'staffNo', p."staffNo", 'name', p.name, 'post', p.post,
          'organId', p."organId", 'unitId', u.id, 'unitName', u.name, 'unitPath', u.path,
          'leadsSomebody', EXISTS (SELECT 1 FROM "SupervisionLink" l WHERE l."supervisorId" = p.id
            AND l."validFrom" <= ${today}::date AND (l."validTo" IS NULL OR l."validTo" >= ${today}::date)),
          'roles', (SELECT jsonb_agg(jsonb_build_object('role', r.role, 'organId', r."organId", 'organPath', o.path))
            FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
            WHERE r."officialId" = p.id AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
              AND r."validFrom" <= ${today}::date AND (r."validTo" IS NULL OR r."validTo" >= ${today}::date)))
        FROM "Official" p JOIN "Organ" u ON u.id = unit_of(p."organId") WHERE p.id = token."officialId") AS person
    FROM token`
  if (!row) return 'token-unknown'
  if (row.revoked) return 'token-revoked'
  if (row.expired) return 'token-expired'
  if (!row.open) return 'account-closed'
  return bearerOf(row, now)
}

function bearerOf(row: BearerRow, now: Date): Bearer {
  const { tokenId, person, service } = row
  if (person) {
    const roles = (person.roles ?? []).filter(({ role }) => !role.endsWith('_ADMIN'))
    const actor = { ...person, roles, sessionId: tokenId, authLevel: 1, via: tokenId } as unknown as Actor
    return {
      kind: 'person',
      actor,
      tokenId,
      scopes: row.scopes,
      allowances: allowancesOf(row, now, 'person'),
    }
  }
  if (!service) throw new Error(`access token ${tokenId} belongs to nobody`)
  const { scopes, ...who } = service
  return {
    kind: 'service',
    service: { ...who, post: '', via: tokenId } as unknown as Service,
    tokenId,
    scopes,
    allowances: allowancesOf(row, now, 'service'),
  }
}

function allowancesOf(row: BearerRow, now: Date, kind: Bearer['kind']): Allowance[] {
  const most = env()
  const [minute, hour] =
    kind === 'person'
      ? [most.API_REQUESTS_PER_MINUTE, most.API_REQUESTS_PER_HOUR]
      : [most.API_SERVICE_REQUESTS_PER_MINUTE, most.API_SERVICE_REQUESTS_PER_HOUR]
  const left = (span: number) => Math.ceil((span - (now.getTime() % span)) / 1000)
  return [
    { span: 'minute', most: minute, used: row.minute ?? 0, resetIn: left(MINUTE_MS) },
    { span: 'hour', most: hour, used: row.hour ?? 0, resetIn: left(HOUR_MS) },
  ]
}

const LINE = {
  id: true,
  name: true,
  start: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

interface LineRow extends Omit<TokenLine, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'state'> {
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

function stateOf(row: LineRow, now: Date): TokenState {
  if (row.revokedAt) return 'revoked'
  return row.expiresAt.getTime() <= now.getTime() ? 'expired' : 'active'
}

function toLine(row: LineRow, now: Date): TokenLine {
  const { revokedAt: _ended, ...rest } = row
  return {
    ...rest,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    state: stateOf(row, now),
  }
}

/** Tokens that are good, and those that ended lately; newest first. */
function shown(now: Date) {
  const lately = toDate(now.getTime() - SHOWN_AFTER_END_DAYS * 24 * HOUR_MS)
  return { expiresAt: { gt: lately }, OR: [{ revokedAt: null }, { revokedAt: { gt: lately } }] }
}

/** The actor's own tokens, newest first; ended ones stay in the list for a month. */
export async function listTokens(actor: Actor, now: Date): Promise<TokenLine[]> {
  const rows = await db().apiToken.findMany({
    where: { officialId: actor.officialId, ...shown(now) },
    orderBy: { id: 'desc' },
    select: LINE,
  })
  return rows.map((row) => toLine(row, now))
}

/** Other systems below the actor's roots, newest first, with their tokens; none unless for the security administrator. */
export async function listServices(actor: Actor, now: Date): Promise<ServiceLine[]> {
  const roots = administrationRoots(actor, 'tokens')
  const rows = await db().apiService.findMany({
    where: { organ: { OR: roots.map((path) => ({ path: { startsWith: path } })) } },
    orderBy: [{ endedAt: { sort: 'asc', nulls: 'first' } }, { id: 'desc' }],
    take: MOST_SERVICES,
    include: {
      organ: { select: { name: true, path: true } },
      grantedBy: { select: { name: true } },
      tokens: { where: shown(now), orderBy: { id: 'desc' }, select: LINE },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    organ: row.organ.name,
    scopes: row.scopes,
    basis: row.basis,
    grantedBy: row.grantedBy.name,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    mayEnd: row.endedAt === null && mayAdminister(actor, 'tokens', row.organ.path),
    tokens: row.tokens.map((token) => toLine(token, now)),
  }))
}
