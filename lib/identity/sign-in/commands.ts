import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { write, type Who } from '@/lib/audit/writes'
import type { Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { mayUsePassword } from '../policy'
import { afterFailure, mayTry } from '../rules/throttle'
import { openSession } from './writes'

export interface SignIn {
  identifier: string
  password: string
  clock: Clock
  userAgent: string
  address: string
}

/** Roles as a sign-in looks at them: confirmed and not ended. */
export const ROLES_IN_FORCE = {
  where: { endedAt: null, confirmedAt: { not: null } },
  select: { role: true },
} as const

let decoy: Promise<string> | null = null

/**
 * Checks staff number or e-mail and password (Argon2id) and opens a session. Every failure is the same
 * `sign-in-failed`, with the same work done, whether the account exists, is locked, was given a wrong password or may
 * not use one where passwords are for administrators only.
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
  const official = await db().official.findFirst({
    // Exactly as stored (numbers in capitals, addresses in small letters): a pattern would match, and count, otherwise.
    where: { active: true, OR: [{ staffNo: typed.toUpperCase() }, { email: typed }] },
    select: { id: true, name: true, post: true, account: true, roles: ROLES_IN_FORCE },
  })
  // Of somebody known, number and address count together.
  const counted = createHash('sha256')
    .update(official?.id ?? typed)
    .digest('hex')
  const allowed = await countAttempt(counted, now)
  const account = official?.account
  const usable = account && !account.disabledAt && mayUsePassword(official.roles, env().OIDC_PASSWORD_SIGN_IN)
  const stored = usable ? account.passwordHash : null
  decoy ??= hash(randomBytes(18).toString('base64'))
  const matches = await verify(stored ?? (await decoy), password)
  if (!allowed || !stored || !matches || !official) return refuse('identity', 'sign-in-failed')
  await db().signInThrottle.deleteMany({ where: { identifierHash: counted } })
  const token = randomBytes(32).toString('base64url')
  const who: Who = { officialId: official.id, name: official.name, post: official.post }
  const opened = await write({ who, clock, command: 'identity.sign-in' }, async (w) =>
    ok({ sessionId: await openSession(w, { officialId: official.id, token, userAgent, address }) }),
  )
  return opened.ok ? ok({ token }) : opened
}

/**
 * Counts an attempt before its password is looked at, so a hundred at once are a hundred; success takes it back.
 * Answers whether it may be made at all.
 */
export async function countAttempt(identifierHash: string, now: Date): Promise<boolean> {
  const settings = {
    delayAfter: env().SIGN_IN_DELAY_AFTER,
    lockAfter: env().SIGN_IN_LOCK_AFTER,
    lockMinutes: env().SIGN_IN_LOCK_MINUTES,
  }
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${identifierHash}, 1))`
    const before = await tx.signInThrottle.findUnique({ where: { identifierHash } })
    // A try while it is locked does not lengthen the lock: nobody is locked out for ever by somebody else.
    if (!mayTry(before, now)) return false
    const next = { ...afterFailure(before, now, settings), updatedAt: now }
    await tx.signInThrottle.upsert({
      where: { identifierHash },
      create: { identifierHash, ...next },
      update: next,
    })
    return true
  })
}
