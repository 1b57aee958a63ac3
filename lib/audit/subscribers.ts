import type { Clock } from '@/lib/platform/clock'
import { toDate } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'

const DAY_MS = 86_400_000
/** So many at once: a short statement holds nobody up. */
const AT_ONCE = 2000
/** How often there may be something to forget. */
const EVERY_MS = 60_000

/**
 * Forgets request keys that nobody sends again (`REQUEST_KEY_DAYS`): they are a fifth of what a command keeps beside the log.
 * Answers how many; none when the last round was less than a minute ago. Several workers share the work.
 */
export function requestKeyRounds(clock: Clock): () => Promise<number> {
  let next = 0
  return async () => {
    const now = clock.now().getTime()
    if (now < next) return 0
    const before = toDate(now - env().REQUEST_KEY_DAYS * DAY_MS)
    const forgotten = await db().$executeRaw`
      DELETE FROM "IdempotencyKey" WHERE ("actorId", key) IN (
        SELECT "actorId", key FROM "IdempotencyKey" WHERE "createdAt" < ${before}
        ORDER BY "createdAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`
    if (forgotten < AT_ONCE) next = now + EVERY_MS
    return forgotten
  }
}
