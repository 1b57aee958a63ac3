import type { Actor } from '@/lib/identity/types'
import { Prisma } from '@/prisma/generated/client/client'
import { asActor, readAs } from '@/lib/platform/db'
import { recordFiltersSchema } from '@/lib/records/schema'
import { readFormat } from '../exports'
import { hasApproverDesk } from './policy'
import type { RequestLine } from './types'

const MOST_WAITING = 50
const MOST_DECIDED = 20

/** What waits for the actor's decision, oldest first, and what the actor decided, newest first. */
export function listRequests(
  actor: Actor,
  now: Date,
): Promise<{ waiting: RequestLine[]; decided: RequestLine[] }> {
  return asActor(actor, now, async (tx) => {
    const waiting = await tx.exportRequest.findMany({
      where: { status: 'WAITING', requestedById: { not: actor.officialId } },
      orderBy: { createdAt: 'asc' },
      take: MOST_WAITING,
    })
    const decided = await tx.exportRequest.findMany({
      where: { decidedById: actor.officialId },
      orderBy: { decidedAt: 'desc' },
      take: MOST_DECIDED,
    })
    const all = [...waiting, ...decided]
    const people = await tx.official.findMany({
      where: { id: { in: all.map((row) => row.requestedById) } },
      select: { id: true, name: true, post: true, organ: { select: { name: true } } },
    })
    const units = await tx.organ.findMany({
      where: { path: { in: all.flatMap((row) => row.scopePaths) } },
      select: { path: true, name: true },
    })
    const line = (row: (typeof all)[number]): RequestLine => {
      const who = people.find(({ id }) => id === row.requestedById)
      // A unit below another that is reached adds nothing.
      const roots = row.scopePaths.filter(
        (path) => !row.scopePaths.some((other) => other !== path && path.startsWith(other)),
      )
      return {
        id: row.id,
        requester: { name: who?.name ?? '', post: who?.post ?? '', unit: who?.organ.name ?? '' },
        name: row.name,
        filters: recordFiltersSchema.safeParse(row.filters).data ?? {},
        purpose: row.purpose,
        format: readFormat(row.format),
        reach: roots.flatMap((path) => units.find((unit) => unit.path === path)?.name ?? []),
        status: row.status,
        dueFor: row.dueFor.toISOString(),
        reason: row.reason,
        decidedAt: row.decidedAt?.toISOString() ?? null,
      }
    }
    return { waiting: waiting.map(line), decided: decided.map(line) }
  })
}

/** How many requests wait for the actor; nought for whoever has no such desk. */
export async function countRequests(actor: Actor, now: Date): Promise<number> {
  if (!hasApproverDesk(actor)) return 0
  const [row] = await readAs<{ waiting: number }>(
    actor,
    now,
    Prisma.sql`
    SELECT count(*)::int AS waiting FROM "ExportRequest"
    WHERE status = 'WAITING' AND "requestedById" <> ${actor.officialId}::uuid`,
  )
  return row?.waiting ?? 0
}
