import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { z } from 'zod'
import { write, type Who, type Write } from '@/lib/audit/writes'
import { toDate, type Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import type { CivilDate } from '@/lib/platform/dates'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayAdminister } from './policy'
import { tokenHash } from './rules/token-hash'
import { passwordProblem } from './rules/password-strength'
import { afterFailure, mayTry } from './rules/throttle'
import type {
  activateSchema,
  grantRoleSchema,
  issueActivationSchema,
  roleIdSchema,
  sessionIdSchema,
} from './schema'
import type { Actor } from './types'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

export interface SignIn {
  identifier: string
  password: string
  clock: Clock
  userAgent: string
  address: string
}

/** An activation code is good for this many days. */
const ACTIVATION_DAYS = 7
let decoy: Promise<string> | null = null

/**
 * Checks staff number or e-mail and password (Argon2id) and opens a session. Every failure is the same
 * `sign-in-failed`, with the same work done, whether the account exists, is locked or was given a wrong password.
 */
export async function signIn({
  identifier,
  password,
  clock,
  userAgent,
  address,
}: SignIn): Promise<Result<{ token: string }>> {
  const now = clock.now()
  const typed = identifier.trim().normalize('NFKC').toLowerCase()
  const identifierHash = createHash('sha256').update(typed).digest('hex')
  const throttle = await db().signInThrottle.findUnique({ where: { identifierHash } })
  const official = await db().official.findFirst({
    where: {
      active: true,
      OR: [
        { staffNo: { equals: typed, mode: 'insensitive' } },
        { email: { equals: typed, mode: 'insensitive' } },
      ],
    },
    select: { id: true, name: true, post: true, account: true },
  })
  const account = official?.account
  const stored = account?.passwordHash && !account.disabledAt ? account.passwordHash : null
  decoy ??= hash(randomBytes(18).toString('base64'))
  const matches = await verify(stored ?? (await decoy), password)
  if (!mayTry(throttle, now) || !stored || !matches || !official) {
    await countFailure(identifierHash, now)
    return refuse('identity', 'sign-in-failed')
  }
  await db().signInThrottle.deleteMany({ where: { identifierHash } })
  const token = randomBytes(32).toString('base64url')
  const who: Who = { officialId: official.id, name: official.name, post: official.post }
  const opened = await openSession(who, { clock, token, userAgent, address })
  return opened.ok ? ok({ token }) : opened
}

async function countFailure(identifierHash: string, now: Date): Promise<void> {
  const settings = {
    delayAfter: env().SIGN_IN_DELAY_AFTER,
    lockAfter: env().SIGN_IN_LOCK_AFTER,
    lockMinutes: env().SIGN_IN_LOCK_MINUTES,
  }
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${identifierHash}, 1))`
    const before = await tx.signInThrottle.findUnique({ where: { identifierHash } })
    // A try while locked does not lengthen the lock: nobody can be locked out for ever by somebody else.
    if (!mayTry(before, now) && before?.lockedUntil) return
    const next = { ...afterFailure(before, now, settings), updatedAt: now }
    await tx.signInThrottle.upsert({
      where: { identifierHash },
      create: { identifierHash, ...next },
      update: next,
    })
  })
}

function openSession(
  who: Who,
  session: { clock: Clock; token: string; userAgent: string; address: string },
): Promise<Result<{ sessionId: string }>> {
  return write({ who, clock: session.clock, command: 'identity.sign-in' }, async (w) => {
    const id = uuidv7(w.at)
    const idle = w.at.getTime() + env().SESSION_IDLE_MINUTES * 60_000
    const absolute = w.at.getTime() + env().SESSION_ABSOLUTE_HOURS * 3_600_000
    const open = await w.tx.session.findMany({
      where: {
        officialId: who.officialId,
        revokedAt: null,
        idleExpiresAt: { gt: w.at },
        absoluteExpiresAt: { gt: w.at },
      },
      orderBy: { createdAt: 'desc' },
      skip: env().SESSIONS_PER_PERSON - 1,
      select: { id: true },
    })
    await w.tx.session.updateMany({
      where: { id: { in: open.map((row) => row.id) } },
      data: { revokedAt: w.at, revokedBecause: 'too-many' },
    })
    await w.tx.session.create({
      data: {
        id,
        tokenHash: tokenHash(session.token),
        officialId: who.officialId,
        userAgent: session.userAgent.slice(0, 300),
        address: session.address.slice(0, 60),
        createdAt: w.at,
        lastSeenAt: w.at,
        idleExpiresAt: toDate(idle),
        absoluteExpiresAt: toDate(absolute),
      },
    })
    await w.tx.account.updateMany({ where: { officialId: who.officialId }, data: { lastSignInAt: w.at } })
    for (const row of [...open, { id }]) w.touch('Session', { id: row.id })
    w.touch('Account', { officialId: who.officialId })
    return ok({ sessionId: id })
  })
}

/** Ends the session of this request. */
export function signOut({ actor, clock }: { actor: Actor; clock: Clock }) {
  return endSessions(actor, clock, 'identity.sign-out', { id: actor.sessionId }, 'signed-out')
}

/** Ends every session of the person. */
export function signOutEverywhere({ actor, clock }: { actor: Actor; clock: Clock }) {
  return endSessions(actor, clock, 'identity.sign-out-everywhere', {}, 'signed-out-everywhere')
}

/** Ends one other session of the person. */
export function revokeSession({ actor, clock, input }: Command<typeof sessionIdSchema>) {
  return endSessions(actor, clock, 'identity.revoke-session', { id: input.sessionId }, 'revoked')
}

function endSessions(actor: Actor, clock: Clock, command: string, which: { id?: string }, because: string) {
  return write({ who: actor, clock, command }, async (w) => {
    const ended = await revokeSessions(w, { ...which, officialId: actor.officialId }, because)
    return ok({ ended })
  })
}

/** Ends open sessions, each named in the log; answers how many. */
async function revokeSessions(w: Write, which: { id?: string; officialId: string }, because: string) {
  const open = await w.tx.session.findMany({ where: { ...which, revokedAt: null }, select: { id: true } })
  await w.tx.session.updateMany({
    where: { id: { in: open.map((row) => row.id) } },
    data: { revokedAt: w.at, revokedBecause: because },
  })
  for (const row of open) w.touch('Session', { id: row.id })
  return open.length
}

/** A one-time code with which the person sets their own password; administrators never do. By the system administrator. */
export function issueActivation({ actor, clock, input, requestKey }: Command<typeof issueActivationSchema>) {
  return write({ who: actor, clock, command: 'identity.issue-activation', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'accounts')) return refuse('identity', 'not-allowed')
    const code = randomBytes(15).toString('base64url')
    await w.tx.account.upsert({
      where: { officialId: input.officialId },
      create: {
        officialId: input.officialId,
        activationHash: tokenHash(code),
        activationExpiresAt: expiry(w.at),
      },
      update: { activationHash: tokenHash(code), activationExpiresAt: expiry(w.at) },
    })
    w.touch('Account', { officialId: input.officialId })
    return ok({ code })
  })
}

function expiry(at: Date): Date {
  return toDate(at.getTime() + ACTIVATION_DAYS * 86_400_000)
}

/** Sets the password with an activation code. Refusals: `activation-invalid`, and the password's problem. */
export async function activateAccount({
  clock,
  input,
}: {
  clock: Clock
  input: z.output<typeof activateSchema>
}): Promise<Result<{ staffNo: string }>> {
  const account = await db().account.findUnique({
    where: { activationHash: tokenHash(input.code) },
    select: {
      officialId: true,
      activationExpiresAt: true,
      official: { select: { staffNo: true, name: true, post: true } },
    },
  })
  const now = clock.now()
  if (!account?.activationExpiresAt || account.activationExpiresAt.getTime() < now.getTime())
    return refuse('identity', 'activation-invalid')
  const problem = passwordProblem(input.password, account.official.staffNo)
  if (problem) return refuse('identity', 'password-weak', { fields: { password: problem } })
  const passwordHash = await hash(input.password)
  const who: Who = {
    officialId: account.officialId,
    name: account.official.name,
    post: account.official.post,
  }
  return write({ who, clock, command: 'identity.activate' }, async (w) => {
    const used = await w.tx.account.updateMany({
      where: { officialId: account.officialId, activationHash: tokenHash(input.code) },
      data: { passwordHash, passwordChangedAt: w.at, activationHash: null, activationExpiresAt: null },
    })
    if (used.count !== 1) return refuse('identity', 'activation-invalid')
    w.touch('Account', { officialId: account.officialId })
    await revokeSessions(w, { officialId: account.officialId }, 'password-changed')
    return ok({ staffNo: account.official.staffNo })
  })
}

/** Proposes a role; it counts once a second person has confirmed it. By the security administrator. */
export function grantRole({ actor, clock, input, requestKey }: Command<typeof grantRoleSchema>) {
  return write({ who: actor, clock, command: 'identity.grant-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'roles')) return refuse('identity', 'not-allowed')
    if (input.officialId === actor.officialId) return refuse('identity', 'own-role')
    if (input.validTo && input.validTo < input.validFrom)
      return refuse('identity', 'dates-wrong', { fields: { validTo: 'platform.field.invalidDate' } })
    const held = await w.tx.roleAssignment.findMany({
      where: { officialId: input.officialId, endedAt: null },
      select: { role: true },
    })
    const isAdministrator = (role: string) => role.endsWith('_ADMIN')
    if (held.length > 0 && (isAdministrator(input.role) || held.some((row) => isAdministrator(row.role))))
      return refuse('identity', 'administrators-exclude')
    const id = uuidv7(w.at)
    await w.tx.roleAssignment.create({
      data: {
        id,
        officialId: input.officialId,
        role: input.role,
        organId: input.organId,
        validFrom: dbDate(input.validFrom as CivilDate),
        validTo: input.validTo ? dbDate(input.validTo as CivilDate) : null,
        basis: input.basis,
        grantedById: actor.officialId,
      },
    })
    w.touch('RoleAssignment', { id })
    return ok({ assignmentId: id })
  })
}

/** The second person confirms a role; the holder's sessions end in the same transaction. */
export function confirmRole({ actor, clock, input, requestKey }: Command<typeof roleIdSchema>) {
  return write({ who: actor, clock, command: 'identity.confirm-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'confirm-roles')) return refuse('identity', 'not-allowed')
    const row = await w.tx.roleAssignment.findUnique({ where: { id: input.assignmentId } })
    if (!row || row.endedAt || row.confirmedAt) return refuse('identity', 'role-not-waiting')
    if (row.grantedById === actor.officialId || row.officialId === actor.officialId)
      return refuse('identity', 'second-person-needed')
    await w.tx.roleAssignment.updateMany({
      where: { id: row.id, confirmedAt: null },
      data: { confirmedById: actor.officialId, confirmedAt: w.at },
    })
    await revokeSessions(w, { officialId: row.officialId }, 'role-changed')
    w.touch('RoleAssignment', { id: row.id })
    return ok({ assignmentId: row.id })
  })
}

/** Ends a role at once, with the holder's sessions. */
export function endRole({ actor, clock, input, requestKey }: Command<typeof roleIdSchema>) {
  return write({ who: actor, clock, command: 'identity.end-role', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'roles')) return refuse('identity', 'not-allowed')
    const ended = await w.tx.roleAssignment.updateMany({
      where: { id: input.assignmentId, endedAt: null, officialId: { not: actor.officialId } },
      data: { endedAt: w.at },
    })
    if (ended.count !== 1) return refuse('identity', 'role-not-waiting')
    const row = await w.tx.roleAssignment.findUniqueOrThrow({ where: { id: input.assignmentId } })
    await revokeSessions(w, { officialId: row.officialId }, 'role-changed')
    w.touch('RoleAssignment', { id: row.id })
    return ok({ assignmentId: row.id })
  })
}
