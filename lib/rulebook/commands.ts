import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { civilDateOf, type CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { ok, refuse } from '@/lib/platform/result'
import { listRulebooks } from './queries'
import { LIMIT_NAMES, limitsSchema, type publishPolicySchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Publishes the limits that hold from a later day on; cases keep the version they were filed under. By the security
 * administrator. Refusals: `not-allowed`, `effective-too-early` unless the day is after today and after the newest
 * version's, `nothing-changed`.
 */
export function publishPolicy({ actor, clock, input, requestKey }: Command<typeof publishPolicySchema>) {
  return write({ who: actor, clock, command: 'rulebook.publish-policy', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'policy')) return refuse('rulebook', 'not-allowed')
    await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rulebook.policy', 0))`
    const { effectiveFrom, note, suspends, ...entered } = input
    const limits = limitsSchema.parse(entered)
    const [newest] = await listRulebooks(w.tx)
    const today = civilDateOf(w.at)
    const last = newest && newest.effectiveFrom > today ? newest.effectiveFrom : today
    if (effectiveFrom <= last)
      return refuse('rulebook', 'effective-too-early', {
        params: { last },
        fields: { effectiveFrom: 'rulebook.field.effectiveTooEarly' },
      })
    const same = newest && [...newest.suspends].sort().join() === [...suspends].sort().join()
    if (same && LIMIT_NAMES.every((name) => newest.limits[name] === limits[name]))
      return refuse('rulebook', 'nothing-changed')
    const version = (newest?.version ?? 0) + 1
    await w.tx.policyVersion.createMany({
      data: [
        {
          version,
          effectiveFrom: dbDate(effectiveFrom as CivilDate),
          limits,
          suspends,
          note,
          createdById: actor.officialId,
          createdAt: w.at,
        },
      ],
    })
    w.touch('PolicyVersion', { version })
    return ok({ version })
  })
}
