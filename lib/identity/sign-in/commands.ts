import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { write, type Who } from '@/lib/audit/writes'
import { toDate, type Clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { afterFailure, mayTry } from '../rules/throttle'
import { tokenHash } from '../rules/token-hash'

export interface SignIn {
  identifier: string
  password: string
  clock: Clock
  userAgent: string
  address: string
}

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
  const official = await db().official.findFirst({
    // Exactly as stored (numbers in capitals, addresses in small letters): a pattern would match, and count, otherwise.
    where: { active: true, OR: [{ staffNo: typed.toUpperCase() }, { email: typed }] },
    select: { id: true, name: true, post: true, account: true },
  })
  // Of somebody known, number and address count together.
  const counted = createHash('sha256')
    .update(official?.id ?? typed)
    .digest('hex')
  const allowed = await countAttempt(counted, now)
  const account = official?.account
  const stored = account?.passwordHash && !account.disabledAt ? account.passwordHash : null
  decoy ??= hash(randomBytes(18).toString('base64'))
  const matches = await verify(stored ?? (await decoy), password)
  if (!allowed || !stored || !matches || !official) return refuse('identity', 'sign-in-failed')
  await db().signInThrottle.deleteMany({ where: { identifierHash: counted } })
  const token = randomBytes(32).toString('base64url')
  const who: Who = { officialId: official.id, name: official.name, post: official.post }
  const opened = await openSession(who, { clock, token, userAgent, address })
  return opened.ok ? ok({ token }) : opened
}

/**
 * Counts an attempt before its password is looked at, so a hundred at once are a hundred; success takes it back.
 * Answers whether it may be made at all.
 */
async function countAttempt(identifierHash: string, now: Date): Promise<boolean> {
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
