import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import type { NoticeLine } from './types'

/** The bell stops counting here. */
const MOST_UNREAD = 99
const PAGE = 30

/** How many notices the actor has not read, capped. */
export function countUnread(actor: Actor, now: Date): Promise<number> {
  return asActor(
    actor,
    now,
    async (tx) =>
      (
        await tx.notice.findMany({
          where: { officialId: actor.officialId, readAt: null },
          take: MOST_UNREAD,
          select: { id: true },
        })
      ).length,
  )
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
