import { Prisma } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { db } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { isUuid } from '@/lib/platform/ids'
import { escapeLike } from '@/lib/platform/search-terms'
import { below, calledLike, topmost } from '../choosing/queries'
import { directoryRoots, looksAfter } from '../policy'
import { pageOfPeople, waysToPerson } from '../queries'
import type { OfficialFilter, OrganFilter } from '../schema'
import type { AccountState, OfficialLine, OfficialView, OrganLine, OrganPage, OrganView } from '../types'

const PAGE = 30
const TREE_PAGE = 50

/** The organs that the actor looks after. */
function within(actor: Actor): Prisma.OrganWhereInput {
  return { OR: directoryRoots(actor).map((path) => ({ path: { startsWith: path } })) }
}

type TreeRow = Omit<OrganLine, 'depth'> & { path: string }

/** Organs from the topmost down to one, within what the actor looks after; null when it lies elsewhere. */
async function trailTo(
  actor: Actor,
  id: string,
): Promise<{ trail: OrganPage['trail']; path: string } | null> {
  const own = await db().organ.findFirst({ where: { AND: [{ id }, within(actor)] }, select: { path: true } })
  if (!own) return null
  const codes = own.path.split('/').slice(1, -1)
  const up = codes
    .map((_, at) => `/${codes.slice(0, at + 1).join('/')}/`)
    .filter((path) => looksAfter(actor, path))
  const found = await db().organ.findMany({
    where: { path: { in: up } },
    select: { id: true, shortName: true, path: true },
  })
  const trail = found.sort((a, b) => a.path.length - b.path.length)
  return { trail: trail.map((one) => ({ id: one.id, name: one.shortName })), path: own.path }
}

/** A page of the tree that the actor looks after, each organ before those below it; found by name or code, or below one. */
export async function listOrgans(actor: Actor, { q, under, after }: OrganFilter = {}): Promise<OrganPage> {
  const top = under ? await trailTo(actor, under) : null
  if (under && !top) return { rows: [], next: null, trail: [] }
  const roots = top ? [top.path] : topmost(directoryRoots(actor))
  const like = calledLike(q ?? '')
  const code = `${escapeLike(q?.normalize('NFKC').toUpperCase() ?? '')}%`
  const found = await db().$queryRaw<TreeRow[]>`
    WITH page AS (
      SELECT o.* FROM ${below(roots)}
      WHERE ${like ? Prisma.sql`(${like} OR o.code LIKE ${code})` : Prisma.sql`true`}
        AND ${after ? Prisma.sql`o.path COLLATE "C" > (SELECT path FROM "Organ" WHERE code = ${after})` : Prisma.sql`true`}
      ORDER BY o.path COLLATE "C" LIMIT ${TREE_PAGE + 1}
    )
    SELECT page.id, page.code, page.name, page."shortName", page.kind, page.path, page."isDivision",
      page."isDisciplineOffice", page.active, above."shortName" AS parent,
      (SELECT count(*)::int FROM "Official" who WHERE who."organId" = page.id AND who.active) AS officials,
      (SELECT count(*)::int FROM "Organ" child WHERE child."parentId" = page.id) AS children
    FROM page LEFT JOIN "Organ" above ON above.id = page."parentId" ORDER BY page.path COLLATE "C"`
  const rows = found.slice(0, TREE_PAGE)
  const depthOf = (path: string) => path.split('/').length
  const least = Math.min(...roots.map(depthOf))
  return {
    rows: rows.map(({ path, ...row }) => ({ ...row, depth: depthOf(path) - least })),
    next: found.length > TREE_PAGE ? (rows.at(-1)?.code ?? null) : null,
    trail: top?.trail ?? [],
  }
}

/** One organ to edit; null when there is none that the actor looks after. */
export async function findOrgan(actor: Actor, id: string): Promise<OrganView | null> {
  if (!isUuid(id)) return null
  const row = await db().organ.findFirst({
    where: { AND: [{ id }, within(actor)] },
    include: {
      parent: { select: { id: true, name: true } },
      _count: { select: { officials: { where: { active: true } }, children: { where: { active: true } } } },
    },
  })
  if (!row) return null
  const { path: _path, parentId: _parent, createdAt: _made, updatedAt: _saved, _count, ...rest } = row
  return { ...rest, officials: _count.officials, children: _count.children }
}

const ACCOUNT = {
  select: { passwordHash: true, disabledAt: true, activationExpiresAt: true, lastSignInAt: true },
} as const

interface AccountRow {
  passwordHash: string | null
  disabledAt: Date | null
  activationExpiresAt: Date | null
  lastSignInAt: Date | null
}

function stateOf(account: AccountRow | null, now: Date): AccountState {
  if (account?.disabledAt) return 'disabled'
  // Without a password, whoever has signed in did so by the organ's provider.
  if (account?.passwordHash || account?.lastSignInAt) return 'active'
  if (!account?.activationExpiresAt) return 'none'
  return account.activationExpiresAt.getTime() < now.getTime() ? 'expired' : 'waiting'
}

/** Below so many organs it is quicker to ask for the people of each than to walk along the staff numbers. */
const FEW_ORGANS = 200

/** A condition for officials `p` in the organs below some paths. */
async function peopleBelow(paths: readonly string[]): Promise<Prisma.Sql> {
  const organs = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM ${below(paths)} ORDER BY o.path COLLATE "C" LIMIT ${FEW_ORGANS + 1}`
  return organs.length > FEW_ORGANS
    ? Prisma.sql`EXISTS (SELECT 1 FROM ${below(paths)} WHERE o.id = p."organId")`
    : Prisma.sql`p."organId" = ANY (${organs.map((one) => one.id)}::uuid[])`
}

/** A page of officials by staff number; `after` is the last number of the page before, `organId` means its subtree. */
export async function listOfficials(
  actor: Actor,
  { q, organId, after }: OfficialFilter,
  now: Date,
): Promise<{ rows: OfficialLine[]; next: string | null }> {
  const top = organId ? await trailTo(actor, organId) : null
  if (organId && !top) return { rows: [], next: null }
  const text = q?.normalize('NFKC')
  const ids = await pageOfPeople({
    where: await peopleBelow(top ? [top.path] : directoryRoots(actor)),
    ways: text
      ? [...waysToPerson(text), Prisma.sql`p.email LIKE ${`${escapeLike(text.toLowerCase())}%`}`]
      : undefined,
    after,
    limit: PAGE + 1,
  })
  const found = await db().official.findMany({
    where: { id: { in: ids } },
    orderBy: { staffNo: 'asc' },
    select: {
      id: true,
      staffNo: true,
      name: true,
      post: true,
      active: true,
      organ: { select: { name: true, isDivision: true, parent: { select: { shortName: true } } } },
      account: ACCOUNT,
    },
  })
  const rows = found.slice(0, PAGE)
  return {
    rows: rows.map(({ organ, account, ...row }) => ({
      ...row,
      // Many units have a division of the same name.
      organ: organ.isDivision && organ.parent ? `${organ.parent.shortName} ${organ.name}` : organ.name,
      account: stateOf(account, now),
    })),
    next: found.length > PAGE ? (rows.at(-1)?.staffNo ?? null) : null,
  }
}

/** One official to edit, with account, roles and supervising leaders; null when there is none the actor looks after. */
export async function findOfficial(actor: Actor, id: string, now: Date): Promise<OfficialView | null> {
  if (!isUuid(id)) return null
  const row = await db().official.findFirst({
    where: { AND: [{ id }, { organ: within(actor) }] },
    include: {
      organ: { select: { id: true, name: true } },
      account: ACCOUNT,
      roles: {
        where: { endedAt: null },
        orderBy: { createdAt: 'asc' },
        select: {
          id: true,
          role: true,
          validTo: true,
          confirmedAt: true,
          organ: { select: { name: true } },
        },
      },
      supervisedBy: {
        orderBy: [{ validFrom: 'desc' }, { createdAt: 'desc' }],
        include: { supervisor: { include: { organ: { select: { name: true } } } } },
      },
    },
  })
  if (!row) return null
  const sessions = await db().session.count({
    where: { officialId: id, revokedAt: null, idleExpiresAt: { gt: now }, absoluteExpiresAt: { gt: now } },
  })
  const today = civilDateOf(now)
  // A link that ended before it began was a correction on the same day, not a time of supervision.
  const links = row.supervisedBy
    .map((link) => ({
      id: link.id,
      person: link.supervisor,
      from: civilOfDbDate(link.validFrom),
      to: link.validTo ? civilOfDbDate(link.validTo) : null,
    }))
    .filter((link) => !link.to || link.to >= link.from)
  const current = links.find((link) => link.from <= today && (!link.to || link.to >= today))?.person
  return {
    id: row.id,
    version: row.version,
    staffNo: row.staffNo,
    name: row.name,
    organ: row.organ,
    post: row.post,
    rank: row.rank,
    isLeadingCadre: row.isLeadingCadre,
    personnelCategory: row.personnelCategory,
    email: row.email,
    electronicServiceConsent: row.electronicServiceConsentAt !== null,
    active: row.active,
    isYourself: row.id === actor.officialId,
    account: {
      state: stateOf(row.account, now),
      activationExpiresAt: row.account?.activationExpiresAt?.toISOString() ?? null,
      lastSignInAt: row.account?.lastSignInAt?.toISOString() ?? null,
      sessions,
    },
    roles: row.roles.map((one) => ({
      id: one.id,
      role: one.role,
      organ: one.organ.name,
      validTo: one.validTo ? civilOfDbDate(one.validTo) : null,
      confirmed: one.confirmedAt !== null,
    })),
    supervisor: current
      ? {
          id: current.id,
          name: current.name,
          staffNo: current.staffNo,
          post: current.post,
          organ: current.organ.name,
        }
      : null,
    supervisors: links.map((link) => ({
      id: link.id,
      name: link.person.name,
      from: link.from,
      to: link.to,
    })),
  }
}
