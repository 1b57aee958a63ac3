import type { Actor } from '@/lib/identity/types'
import { Prisma } from '@/prisma/generated/client/client'
import { asActor, readAs } from '@/lib/platform/db'
import type { NoticeLine } from './types'

/** The bell stops counting here. */
const MOST_UNREAD = 99
const PAGE = 30

/** How many notices the actor has not read, capped. */
export async function countUnread(actor: Actor, now: Date): Promise<number> {
  const [row] = await readAs<{ unread: number }>(
    actor,
    now,
    Prisma.sql`
    SELECT count(*)::int AS unread FROM (SELECT 1 FROM "Notice"
      WHERE "officialId" = ${actor.officialId}::uuid AND "readAt" IS NULL LIMIT ${MOST_UNREAD}) AS capped`,
  )
  return row?.unread ?? 0
}

/** The actor's notices, newest first, a page after `before`. */
export function listNotices(
  actor: Actor,
  before: string | undefined,
  now: Date,
): Promise<{ rows: NoticeLine[]; next: string | null }> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.notice.findMany({
      where: { officialId: actor.officialId, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: PAGE + 1,
    })
    const page = rows.slice(0, PAGE)
    return {
      rows: page.map((row) => ({
        id: row.id,
        kind: row.kind,
        number: String((row.params as { number?: string }).number ?? ''),
        href: row.href,
        at: row.createdAt.toISOString(),
        read: row.readAt !== null,
      })),
      next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    }
  })
}
