import { randomBytes } from 'node:crypto'
import type { Write } from '@/lib/audit/writes'
import { toDate } from '@/lib/platform/clock'
import { tokenHash } from './rules/token-hash'

/** An activation code is good for this many days. */
const ACTIVATION_DAYS = 7

/** Gives an account a new activation code, in place of an earlier one; only its hash is kept. */
export async function newActivation(w: Write, officialId: string): Promise<string> {
  const code = randomBytes(15).toString('base64url')
  const activation = {
    activationHash: tokenHash(code),
    activationExpiresAt: toDate(w.at.getTime() + ACTIVATION_DAYS * 86_400_000),
  }
  await w.tx.account.upsert({
    where: { officialId },
    create: { officialId, ...activation, createdAt: w.at },
    update: activation,
  })
  w.touch('Account', { officialId })
  return code
}

/** Ends open sessions, each named in the log; answers how many. */
export async function revokeSessions(
  w: Write,
  which: { id?: string; officialId?: string; identityLinkId?: string },
  because: string,
): Promise<number> {
  const open = await w.tx.session.findMany({ where: { ...which, revokedAt: null }, select: { id: true } })
  await w.tx.session.updateMany({
    where: { id: { in: open.map((row) => row.id) } },
    data: { revokedAt: w.at, revokedBecause: because },
  })
  for (const row of open) w.touch('Session', { id: row.id })
  return open.length
}
