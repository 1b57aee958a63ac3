import { Prisma } from '@/prisma/generated/client/client'
import { asSystem } from '@/lib/platform/db'
import type { Readings } from './types'

/** The longest that reading takes, in milliseconds: numbers never hold up the product. */
const LONGEST_MS = 5000
/** A worker that was not heard for so long was taken away, not lost. */
const FORGOTTEN = '1 hour'

interface Counted {
  waiting: number
  due: number
  oldestDueAge: number
  poisoned: number
  retrying: number
}
interface Row {
  outbox: Counted
  timers: Counted
  open: Record<string, number>
  overdue: Record<string, number>
  workers: { name: string; age: number }[]
  exportsInProgress: number
  exportsFailed: number
  importsWaiting: number
  openSessions: number
  failing: number
  locked: number
}

/**
 * What waits, what is late and what was set aside, in one statement. Counts only: no case, no person. Read as the system,
 * because a count of all is nobody's own; whoever calls has checked that the caller may see it.
 */
export function getReadings(now: Date): Promise<Readings> {
  const at = Prisma.sql`${now}::timestamptz`
  return asSystem(
    now,
    async (tx) => {
      const [row] = await tx.$queryRaw<[Row]>`
        SELECT
          (SELECT jsonb_build_object('waiting', count(*), 'due', count(*) FILTER (WHERE "availableAt" <= ${at}),
              'oldestDueAge', coalesce(extract(epoch FROM ${at} - min("availableAt") FILTER (WHERE "availableAt" <= ${at})), 0),
              'retrying', count(*) FILTER (WHERE attempts > 0), 'poisoned', 0)
            FROM "OutboxMessage" WHERE "deliveredAt" IS NULL AND "poisonedAt" IS NULL)
            || (SELECT jsonb_build_object('poisoned', count(*)) FROM "OutboxMessage"
              WHERE "poisonedAt" IS NOT NULL AND "deliveredAt" IS NULL) AS outbox,
          (SELECT jsonb_build_object('waiting', count(*), 'due', count(*) FILTER (WHERE "fireAt" <= ${at}),
              'oldestDueAge', coalesce(extract(epoch FROM ${at} - min("fireAt") FILTER (WHERE "fireAt" <= ${at})), 0),
              'retrying', count(*) FILTER (WHERE attempts > 0), 'poisoned', 0)
            FROM "Timer" WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL AND "poisonedAt" IS NULL)
            || (SELECT jsonb_build_object('poisoned', count(*)) FROM "Timer"
              WHERE "poisonedAt" IS NOT NULL AND "firedAt" IS NULL AND "cancelledAt" IS NULL) AS timers,
          (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (SELECT kind, count(*) AS n FROM "Case"
            WHERE "closedAt" IS NULL AND status <> 'DRAFT' GROUP BY kind) k) AS open,
          (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (SELECT kind, count(*) AS n FROM "Case"
            WHERE "closedAt" IS NULL AND "dueAt" <= ${at} AND "pausedAt" IS NULL GROUP BY kind) k) AS overdue,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'age', greatest(extract(epoch FROM ${at} - at), 0))
              ORDER BY name), '[]')
            FROM "Heartbeat" WHERE name LIKE 'worker%' AND at > ${at} - ${FORGOTTEN}::interval) AS workers,
          (SELECT count(*)::int FROM "ExportJob" WHERE status IN ('PENDING', 'RUNNING')) AS "exportsInProgress",
          (SELECT count(*)::int FROM "ExportJob" WHERE status = 'FAILED' AND "finishedAt" > ${at} - interval '1 day') AS "exportsFailed",
          (SELECT count(*)::int FROM "ImportBatch" WHERE status IN ('PENDING', 'RUNNING')) AS "importsWaiting",
          (SELECT count(*)::int FROM "Session" WHERE "revokedAt" IS NULL AND "idleExpiresAt" > ${at}
            AND "absoluteExpiresAt" > ${at}) AS "openSessions",
          (SELECT count(*)::int FROM "SignInThrottle" WHERE failures > 0 AND "updatedAt" > ${at} - interval '1 hour') AS failing,
          (SELECT count(*)::int FROM "SignInThrottle" WHERE "lockedUntil" > ${at}) AS locked`
      const { open, overdue, failing, locked, ...rest } = row
      return { ...rest, openCases: open, overdueCases: overdue, signIn: { failing, locked } }
    },
    { timeout: LONGEST_MS },
  )
}
