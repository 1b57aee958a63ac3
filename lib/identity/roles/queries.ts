import { Prisma } from '@/prisma/generated/client/client'
import { below } from '@/lib/organs/choosing/queries'
import { waysToPerson } from '@/lib/organs/queries'
import { db } from '@/lib/platform/db'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate } from '@/lib/platform/db-dates'
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

/** A condition for assignments `r` that are in a state today. */
function inState(state: RoleFilter['state'], today: CivilDate): Prisma.Sql {
  const open = Prisma.sql`r."endedAt" IS NULL AND (r."validTo" IS NULL OR r."validTo" >= ${today}::date)`
  switch (state) {
    case 'waiting':
      return Prisma.sql`${open} AND r."confirmedAt" IS NULL`
    case 'upcoming':
      return Prisma.sql`${open} AND r."confirmedAt" IS NOT NULL AND r."validFrom" > ${today}::date`
    case 'inForce':
      return Prisma.sql`${open} AND r."confirmedAt" IS NOT NULL AND r."validFrom" <= ${today}::date`
    case 'ended':
      return Prisma.sql`(r."endedAt" IS NOT NULL OR r."validTo" < ${today}::date)`
    case undefined:
      return Prisma.sql`true`
  }
}

/** The assignments `r` of the subtrees in which the actor has this desk. */
const within = (actor: Actor) =>
  Prisma.sql`EXISTS (SELECT 1 FROM ${below(administrationRoots(actor, 'confirm-roles'))} WHERE o.id = r."organId")`

/** Assignments `r` of people whom words name. */
function of(words: string): Prisma.Sql {
  const people = waysToPerson(words).map((way) => Prisma.sql`SELECT p.id FROM "Official" p WHERE ${way}`)
  return Prisma.sql`r."officialId" IN (${Prisma.join(people, ' UNION ')})`
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
  const here = within(actor)
  const ids = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "RoleAssignment" r
    WHERE ${here} AND ${inState(state, today)} AND ${role ? Prisma.sql`r.role = ${role}::"Role"` : Prisma.sql`true`}
      AND ${q ? of(q.normalize('NFKC')) : Prisma.sql`true`} AND ${after ? Prisma.sql`r.id < ${after}::uuid` : Prisma.sql`true`}
    ORDER BY r.id DESC LIMIT ${PAGE + 1}`
  const found = await db().roleAssignment.findMany({
    where: { id: { in: ids.map((one) => one.id) } },
    orderBy: { id: 'desc' },
    include: {
      organ: { select: { name: true, path: true } },
      official: {
        select: { name: true, staffNo: true, post: true, organ: { select: { path: true } } },
      },
    },
  })
  const rows = found.slice(0, PAGE)
  const names = await namesOf(rows.flatMap((row) => [row.grantedById, row.confirmedById]))
  const [newest] = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "RoleAssignment" r WHERE ${here} ORDER BY r.id DESC LIMIT 1`
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

/** The names of people by id. */
async function namesOf(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const found = await db().official.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
  })
  return new Map(found.map((row) => [row.id, row.name]))
}
