import type { Write } from '@/lib/audit/writes'
import { toDate } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { tokenHash } from '../rules/token-hash'

export interface NewSession {
  officialId: string
  token: string
  userAgent: string
  address: string
  /** The link by which a provider opened it; none after a password. */
  identityLinkId?: string
}

/** Opens a session; of more than a person may have at once the oldest end. Only the token's hash is kept. */
export async function openSession(w: Write, session: NewSession): Promise<string> {
  const { officialId } = session
  const id = uuidv7(w.at)
  const idle = w.at.getTime() + env().SESSION_IDLE_MINUTES * 60_000
  const absolute = w.at.getTime() + env().SESSION_ABSOLUTE_HOURS * 3_600_000
  const open = await w.tx.session.findMany({
    where: { officialId, revokedAt: null, idleExpiresAt: { gt: w.at }, absoluteExpiresAt: { gt: w.at } },
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
      officialId,
      identityLinkId: session.identityLinkId ?? null,
      userAgent: session.userAgent.slice(0, 300),
      address: session.address.slice(0, 60),
      createdAt: w.at,
      lastSeenAt: w.at,
      idleExpiresAt: toDate(idle),
      absoluteExpiresAt: toDate(absolute),
    },
  })
  await w.tx.account.updateMany({ where: { officialId }, data: { lastSignInAt: w.at } })
  for (const row of [...open, { id }]) w.touch('Session', { id: row.id })
  w.touch('Account', { officialId })
  return id
}
