import { hash } from '@node-rs/argon2'
import type { z } from 'zod'
import { write, type Who } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { isAdministrator, mayUsePassword } from './policy'
import { tokenHash } from './rules/token-hash'
import { passwordProblem } from './rules/password-strength'
import type { activateSchema, issueActivationSchema, sessionIdSchema } from './schema'
import { revokeTokens } from './tokens/writes'
import { holds, type Actor } from './types'
import { newActivation, revokeSessions } from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
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

/**
 * A one-time code with which the person sets their own password; administrators never do. By the system administrator
 * for people in active service below their organ. An administrator's account (三员) cannot be taken over this way: who
 * keeps the machine resets it. Refusals: `not-allowed`, `official-inactive`, `administrator-account`, and `passwords-off`
 * where people sign on by the organ's provider.
 *
 * Without a request key: what a key answers is kept, and the code itself is kept nowhere. A second one voids the first.
 */
export function issueActivation({ actor, clock, input }: Command<typeof issueActivationSchema>) {
  return write({ who: actor, clock, command: 'identity.issue-activation' }, async (w) => {
    const { officialId } = input
    const official = await w.tx.official.findUnique({
      where: { id: officialId },
      select: {
        active: true,
        organ: { select: { path: true } },
        account: { select: { disabledAt: true } },
        roles: { where: { endedAt: null }, select: { role: true } },
      },
    })
    if (!official || !holds(actor, 'SYSTEM_ADMIN', official.organ.path))
      return refuse('identity', 'not-allowed')
    if (!official.active || official.account?.disabledAt) return refuse('identity', 'official-inactive')
    if (isAdministrator(official.roles)) return refuse('identity', 'administrator-account')
    if (!mayUsePassword(official.roles, env().OIDC_PASSWORD_SIGN_IN))
      return refuse('identity', 'passwords-off')
    return ok({ code: await newActivation(w, officialId) })
  })
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
    await revokeTokens(w, { officialId: account.officialId }, 'password-changed')
    return ok({ staffNo: account.official.staffNo })
  })
}
