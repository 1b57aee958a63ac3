import type { Prisma } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { db } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { isUuid } from '@/lib/platform/ids'
import { directoryRoots } from '../policy'
import type { OfficialFilter } from '../schema'
import type { AccountState, OfficialLine, OfficialView, OrganLine, OrganView } from '../types'

const PAGE = 30

/** The organs that the actor looks after. */
function within(actor: Actor): Prisma.OrganWhereInput {
  return { OR: directoryRoots(actor).map((path) => ({ path: { startsWith: path } })) }
}

/** The whole tree that the actor looks after, each organ before those below it. */
export async function listOrgans(actor: Actor): Promise<OrganLine[]> {
  const found = await db().organ.findMany({
    where: within(actor),
    select: {
      id: true,
      code: true,
      name: true,
      shortName: true,
      kind: true,
      path: true,
      isDivision: true,
      isDisciplineOffice: true,
      active: true,
      _count: { select: { officials: { where: { active: true } } } },
    },
  })
  const depthOf = (path: string) => path.split('/').length
  const least = Math.min(...found.map((row) => depthOf(row.path)))
  // By code point, not by the database's collation, which may pass over the slashes.
  return found
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, _count, ...row }) => ({
      ...row,
      depth: depthOf(path) - least,
      officials: _count.officials,
    }))
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

/** A page of officials by staff number; `after` is the last number of the page before, `organId` means its subtree. */
export async function listOfficials(
  actor: Actor,
  { q, organId, after }: OfficialFilter,
  now: Date,
): Promise<{ rows: OfficialLine[]; next: string | null }> {
  const top = organId ? await db().organ.findUnique({ where: { id: organId }, select: { path: true } }) : null
  const text = q?.normalize('NFKC')
  const found = await db().official.findMany({
    where: {
      AND: [
        { organ: within(actor) },
        top ? { organ: { path: { startsWith: top.path } } } : {},
        text
          ? {
              OR: [
                { name: { contains: text } },
                { initials: { startsWith: text.toLowerCase() } },
                { staffNo: { startsWith: text.toUpperCase() } },
                { email: { startsWith: text.toLowerCase() } },
              ],
            }
          : {},
        after ? { staffNo: { gt: after } } : {},
      ],
    },
    orderBy: { staffNo: 'asc' },
    take: PAGE + 1,
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
