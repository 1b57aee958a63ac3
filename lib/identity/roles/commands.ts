import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { endSessionsOf, lockDirectory } from '@/lib/organs/writes'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { mayAdminister } from '../policy'
import type { grantRoleSchema, roleIdSchema } from '../schema'
import type { Actor } from '../types'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

type Grant = z.output<typeof grantRoleSchema>

/**
 * Proposes a role; it counts once a second person has confirmed it. By the security administrator, for people and organs
 * in use within the subtree of that role. Refusals: `not-allowed`, `own-role`, `dates-wrong`, `role-past`,
 * `grantee-inactive`, `organ-inactive`, `not-in-charge`, `role-held`, `administrators-exclude`, `leads-people`.
 */
export function grantRole({ actor, clock, input, requestKey }: Command<typeof grantRoleSchema>) {
  return write({ who: actor, clock, command: 'identity.grant-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'roles')) return refuse('identity', 'not-allowed')
    if (input.officialId === actor.officialId) return refuse('identity', 'own-role')
    if (input.validTo && input.validTo < input.validFrom)
      return refuse('identity', 'dates-wrong', { fields: { validTo: 'identity.field.endBeforeStart' } })
    if (input.validTo && input.validTo < civilDateOf(w.at))
      return refuse('identity', 'role-past', { fields: { validTo: 'identity.field.endPassed' } })
    // Nobody leaves, and no organ goes out of use, between this look and the row.
    await lockDirectory(w)
    const denial = (await denyPlace(w, actor, input)) ?? (await denyBesides(w, input))
    if (denial) return denial
    const id = uuidv7(w.at)
    await w.tx.roleAssignment.createMany({
      data: [
        {
          id,
          officialId: input.officialId,
          role: input.role,
          organId: input.organId,
          validFrom: dbDate(input.validFrom as CivilDate),
          validTo: input.validTo ? dbDate(input.validTo as CivilDate) : null,
          basis: input.basis,
          grantedById: actor.officialId,
          createdAt: w.at,
        },
      ],
    })
    w.touch('RoleAssignment', { id })
    return ok({ assignmentId: id })
  })
}

/** What stands against the person or the organ: unknown, out of use, or outside the administrator's subtree. */
async function denyPlace(w: Write, actor: Actor, { officialId, organId }: Grant) {
  const official = await w.tx.official.findUnique({
    where: { id: officialId },
    select: { active: true, organ: { select: { path: true } } },
  })
  if (!official?.active)
    return refuse('identity', 'grantee-inactive', {
      fields: { officialId: 'identity.field.officialInactive' },
    })
  const organ = await w.tx.organ.findUnique({
    where: { id: organId },
    select: { active: true, path: true },
  })
  if (!organ?.active)
    return refuse('identity', 'organ-inactive', { fields: { organId: 'identity.field.organInactive' } })
  if (!mayAdminister(actor, 'roles', official.organ.path))
    return refuse('identity', 'not-in-charge', { fields: { officialId: 'identity.field.outside' } })
  if (!mayAdminister(actor, 'roles', organ.path))
    return refuse('identity', 'not-in-charge', { fields: { organId: 'identity.field.outside' } })
  return null
}

/** What the person holds already and stands against the role: the same one, or one that excludes it (三员). */
async function denyBesides(w: Write, input: Grant) {
  const held = await w.tx.roleAssignment.findMany({
    where: { officialId: input.officialId, endedAt: null },
    select: { role: true, organId: true, validFrom: true, validTo: true },
  })
  const same = held.some(
    (row) =>
      row.role === input.role &&
      row.organId === input.organId &&
      (!row.validTo || civilOfDbDate(row.validTo) >= input.validFrom) &&
      (!input.validTo || civilOfDbDate(row.validFrom) <= input.validTo),
  )
  if (same) return refuse('identity', 'role-held', { fields: { role: 'identity.field.roleHeld' } })
  const isAdministrator = (role: string) => role.endsWith('_ADMIN')
  if (held.length > 0 && (isAdministrator(input.role) || held.some((row) => isAdministrator(row.role))))
    return refuse('identity', 'administrators-exclude')
  const leads = {
    supervisorId: input.officialId,
    OR: [{ validTo: null }, { validTo: { gte: dbDate(civilDateOf(w.at)) } }],
  }
  // A leader reads the cases of the people led; administrators read none.
  if (isAdministrator(input.role) && (await w.tx.supervisionLink.count({ where: leads })) > 0)
    return refuse('identity', 'leads-people', { fields: { officialId: 'identity.refusal.leads-people' } })
  return null
}

/** A role that has not ended, with the places that must lie within the acting administrator's subtree. */
async function findOpenRole(w: Write, assignmentId: string) {
  const row = await w.tx.roleAssignment.findUnique({
    where: { id: assignmentId },
    include: {
      organ: { select: { path: true } },
      official: { select: { organ: { select: { path: true } } } },
    },
  })
  return row && !row.endedAt ? { ...row, paths: [row.organ.path, row.official.organ.path] } : null
}

/**
 * The second person confirms a role; the holder's sessions end in the same transaction. Refusals: `not-allowed`,
 * `role-not-waiting`, `not-in-charge`, `second-person-needed`, `role-past`.
 */
export function confirmRole({ actor, clock, input, requestKey }: Command<typeof roleIdSchema>) {
  return write({ who: actor, clock, command: 'identity.confirm-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'confirm-roles')) return refuse('identity', 'not-allowed')
    const row = await findOpenRole(w, input.assignmentId)
    if (!row || row.confirmedAt) return refuse('identity', 'role-not-waiting')
    if (!row.paths.every((path) => mayAdminister(actor, 'confirm-roles', path)))
      return refuse('identity', 'not-in-charge')
    if (row.grantedById === actor.officialId || row.officialId === actor.officialId)
      return refuse('identity', 'second-person-needed')
    if (row.validTo && civilOfDbDate(row.validTo) < civilDateOf(w.at)) return refuse('identity', 'role-past')
    const confirmed = await w.tx.roleAssignment.updateMany({
      where: { id: row.id, confirmedAt: null, endedAt: null },
      data: { confirmedById: actor.officialId, confirmedAt: w.at },
    })
    if (confirmed.count !== 1) return refuse('identity', 'role-not-waiting')
    await endSessionsOf(w, row.officialId, 'role-changed')
    w.touch('RoleAssignment', { id: row.id })
    return ok({ assignmentId: row.id })
  })
}

/**
 * Ends a role at once, or takes a proposal back, with the holder's sessions. Refusals: `not-allowed`,
 * `role-not-waiting` for one that has ended, `not-in-charge`, `own-role`.
 */
export function endRole({ actor, clock, input, requestKey }: Command<typeof roleIdSchema>) {
  return write({ who: actor, clock, command: 'identity.end-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'roles')) return refuse('identity', 'not-allowed')
    const row = await findOpenRole(w, input.assignmentId)
    if (!row) return refuse('identity', 'role-not-waiting')
    if (!row.paths.every((path) => mayAdminister(actor, 'roles', path)))
      return refuse('identity', 'not-in-charge')
    if (row.officialId === actor.officialId) return refuse('identity', 'own-role')
    const ended = await w.tx.roleAssignment.updateMany({
      where: { id: row.id, endedAt: null },
      data: { endedAt: w.at },
    })
    if (ended.count !== 1) return refuse('identity', 'role-not-waiting')
    await endSessionsOf(w, row.officialId, 'role-changed')
    w.touch('RoleAssignment', { id: row.id })
    return ok({ assignmentId: row.id })
  })
}
