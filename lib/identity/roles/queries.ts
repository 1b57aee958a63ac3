import type { Prisma } from '@/prisma/generated/client/client'
import { db } from '@/lib/platform/db'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { administrationRoots, mayAdminister } from '../policy'
import type { RoleFilter, RoleState } from '../schema'
import type { Actor, Role } from '../types'

const PAGE = 30

export interface RoleLine {
  id: string
  role: Role
  organ: string
  holder: { name: string; staffNo: string; post: string }
  validFrom: string
  validTo: string | null
  basis: string
  /** Null for what the installation set up by itself. */
  grantedBy: string | null
  confirmedBy: string | null
  confirmedAt: string | null
  endedAt: string | null
  state: RoleState
  mayConfirm: boolean
  mayEnd: boolean
}

/** An organ that a role may reach, indented by level. */
export interface GrantOrgan {
  id: string
  name: string
  depth: number
}

/** The organs within the subtrees in which the actor has this desk. */
function within(actor: Actor, what: 'roles' | 'confirm-roles'): Prisma.OrganWhereInput {
  return { OR: administrationRoots(actor, what).map((path) => ({ path: { startsWith: path } })) }
}

/** The organs in use that the actor may grant roles for, each before those below it. */
export async function listGrantOrgans(actor: Actor): Promise<GrantOrgan[]> {
  const found = await db().organ.findMany({
    where: { AND: [{ active: true }, within(actor, 'roles')] },
    select: { id: true, name: true, path: true },
  })
  const depthOf = (path: string) => path.split('/').length
  const least = Math.min(...found.map((row) => depthOf(row.path)))
  // By code point, not by the database's collation, which may pass over the slashes.
  return found
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, ...row }) => ({ ...row, depth: depthOf(path) - least }))
}

function inState(state: RoleFilter['state'], today: CivilDate): Prisma.RoleAssignmentWhereInput {
  const day = dbDate(today)
  const open = { endedAt: null, OR: [{ validTo: null }, { validTo: { gte: day } }] }
  switch (state) {
    case 'waiting':
      return { ...open, confirmedAt: null }
    case 'upcoming':
      return { ...open, confirmedAt: { not: null }, validFrom: { gt: day } }
    case 'inForce':
      return { ...open, confirmedAt: { not: null }, validFrom: { lte: day } }
    case 'ended':
      return { OR: [{ endedAt: { not: null } }, { validTo: { lt: day } }] }
    case undefined:
      return {}
  }
}

interface StateRow {
  validFrom: Date
  validTo: Date | null
  confirmedAt: Date | null
  endedAt: Date | null
}

function stateOf(row: StateRow, today: CivilDate): RoleState {
  if (row.endedAt || (row.validTo && civilOfDbDate(row.validTo) < today)) return 'ended'
  if (!row.confirmedAt) return 'waiting'
  return civilOfDbDate(row.validFrom) > today ? 'upcoming' : 'inForce'
}

/** A page of role assignments, newest first; `after` is the last id of the page before, `newest` of all. */
export async function listRoles(
  actor: Actor,
  { q, role, state, after }: RoleFilter,
  now: Date,
): Promise<{ rows: RoleLine[]; next: string | null; newest: string | null }> {
  const today = civilDateOf(now)
  const found = await db().roleAssignment.findMany({
    where: {
      AND: [
        { organ: within(actor, 'confirm-roles') },
        inState(state, today),
        role ? { role } : {},
        q ? { official: namedLike(q.normalize('NFKC')) } : {},
        after ? { id: { lt: after } } : {},
      ],
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
    include: {
      organ: { select: { name: true, path: true } },
      official: {
        select: { name: true, staffNo: true, post: true, organ: { select: { path: true } } },
      },
    },
  })
  const rows = found.slice(0, PAGE)
  const names = await namesOf(rows.flatMap((row) => [row.grantedById, row.confirmedById]))
  const newest = await db().roleAssignment.findFirst({
    where: { organ: within(actor, 'confirm-roles') },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return {
    rows: rows.map((row) => {
      const { organ: home, ...holder } = row.official
      const own = row.officialId === actor.officialId
      const may = (what: 'roles' | 'confirm-roles') =>
        !own && [row.organ.path, home.path].every((path) => mayAdminister(actor, what, path))
      const current = stateOf(row, today)
      return {
        id: row.id,
        role: row.role,
        organ: row.organ.name,
        holder,
        validFrom: civilOfDbDate(row.validFrom),
        validTo: row.validTo ? civilOfDbDate(row.validTo) : null,
        basis: row.basis,
        grantedBy: nameOf(row.grantedById),
        confirmedBy: nameOf(row.confirmedById),
        confirmedAt: row.confirmedAt?.toISOString() ?? null,
        endedAt: row.endedAt?.toISOString() ?? null,
        state: current,
        mayConfirm: current === 'waiting' && row.grantedById !== actor.officialId && may('confirm-roles'),
        // One that only ran out still keeps its holder from another role of the three administrators.
        mayEnd: !row.endedAt && may('roles'),
      }
    }),
    next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null,
    newest: newest?.id ?? null,
  }
}

function namedLike(text: string): Prisma.OfficialWhereInput {
  return {
    OR: [
      { name: { contains: text } },
      { initials: { startsWith: text.toLowerCase() } },
      { staffNo: { startsWith: text.toUpperCase() } },
    ],
  }
}

/** The names of people by id. */
async function namesOf(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const found = await db().official.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
  })
  return new Map(found.map((row) => [row.id, row.name]))
}
