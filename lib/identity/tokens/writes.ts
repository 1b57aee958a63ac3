import type { Write } from '@/lib/audit/writes'
import { toDate } from '@/lib/platform/clock'
import { uuidv7 } from '@/lib/platform/ids'
import { tokenHash } from '../rules/token-hash'
import { startOf } from './rules/access-token'

const DAY_MS = 86_400_000

interface NewToken {
  secret: string
  name: string
  scopes: readonly string[]
  days: number
  bearer: { officialId: string } | { serviceId: string }
}

/** Keeps a token by its hash; answers its id. */
export async function storeToken(
  w: Write,
  { secret, name, scopes, days, bearer }: NewToken,
): Promise<string> {
  const id = uuidv7(w.at)
  await w.tx.apiToken.createMany({
    data: [
      {
        id,
        ...bearer,
        name,
        scopes: [...scopes],
        tokenHash: tokenHash(secret),
        start: startOf(secret),
        createdAt: w.at,
        expiresAt: toDate(w.at.getTime() + days * DAY_MS),
      },
    ],
  })
  w.touch('ApiToken', { id })
  return id
}

type Which =
  { officialId: string } | { serviceId: string } | { id: string; officialId: string } | { id: string }

/** Ends the tokens that are not revoked yet, each named in the log; answers how many. */
export async function revokeTokens(w: Write, which: Which, because: string): Promise<number> {
  const open = await w.tx.apiToken.findMany({ where: { ...which, revokedAt: null }, select: { id: true } })
  await w.tx.apiToken.updateMany({
    where: { id: { in: open.map((row) => row.id) } },
    data: { revokedAt: w.at, revokedBecause: because },
  })
  for (const row of open) w.touch('ApiToken', { id: row.id })
  return open.length
}

/** The number of tokens that still open something. */
export function countOpen(w: Write, bearer: { officialId: string } | { serviceId: string }): Promise<number> {
  return w.tx.apiToken.count({ where: { ...bearer, revokedAt: null, expiresAt: { gt: w.at } } })
}
