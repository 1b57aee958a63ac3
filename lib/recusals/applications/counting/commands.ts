import { toDate, type Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { env, type Env } from '@/lib/platform/env'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { queryCode } from '../rules/query-code'
import { publicSecret } from '../writes'

/** What is open to everybody, and how often an hour: for one address, and for all together. */
const MOST = {
  file: (at: Env) => [at.PUBLIC_FILINGS_PER_HOUR, at.PUBLIC_FILINGS_PER_HOUR_ALL],
  look: (at: Env) => [at.PUBLIC_QUERIES_PER_HOUR, at.PUBLIC_QUERIES_PER_HOUR_ALL],
  attach: (at: Env) => [at.PUBLIC_FILES_PER_HOUR, at.PUBLIC_FILES_PER_HOUR_ALL],
} as const satisfies Record<string, (at: Env) => [number, number]>

const HOUR = 3_600_000

/** Counts a use of something open to everybody, before it is done. Refusal: `too-many` for this address or for all. */
export async function countUse(
  clock: Clock,
  what: keyof typeof MOST,
  address: string,
): Promise<Result<undefined>> {
  const [mostOfOne, mostOfAll] = MOST[what](env())
  const at = clock.now()
  const hour = Math.floor(at.getTime() / HOUR)
  const endsAt = toDate((hour + 1) * HOUR)
  // The address itself is not kept.
  const mine = queryCode(publicSecret(), `${what}:${address}:${hour}`)
  const counted = await asSystem(at, async (tx) => {
    await tx.publicQuota.deleteMany({ where: { endsAt: { lt: at } } })
    const count = async (bucket: string) => {
      const row = await tx.publicQuota.upsert({
        where: { bucket },
        create: { bucket, count: 1, endsAt },
        update: { count: { increment: 1 } },
      })
      return row.count
    }
    return { one: await count(mine), all: await count(`${what}:all:${hour}`) }
  })
  if (counted.one > mostOfOne || counted.all > mostOfAll)
    return refuse('applications', 'too-many', {
      params: { minutes: Math.ceil((endsAt.getTime() - at.getTime()) / 60_000) },
    })
  return ok(undefined)
}
