import type { Actor } from '@/lib/identity/types'
import { Prisma } from '@/prisma/generated/client/client'
import { asActor, readAs } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { SearchDesk } from './schema'
import { openQueue, openRecords } from './searches'
import type { OpenedQueue, OpenedRecords, SavedSearchLine } from './types'

const LINE = { id: true, name: true, isDefault: true } as const

/** The actor's saved searches of a desk, by name. */
export function listSearches(actor: Actor, desk: SearchDesk, now: Date): Promise<SavedSearchLine[]> {
  return readAs(
    actor,
    now,
    Prisma.sql`SELECT id, name, "isDefault" FROM "SavedSearch"
      WHERE "officialId" = ${actor.officialId}::uuid AND desk = ${desk} ORDER BY name`,
  )
}

/** An own search of the records by its id, or the default one; null when there is none. */
export async function findRecordsSearch(
  actor: Actor,
  which: string,
  now: Date,
): Promise<OpenedRecords | null> {
  const row = await find(actor, 'records', which, now)
  return row && { ...row, ...openRecords(row.filters) }
}

/** An own filter of the desk by its id, or the default one; null when there is none. */
export async function findQueueSearch(actor: Actor, which: string, now: Date): Promise<OpenedQueue | null> {
  const row = await find(actor, 'review', which, now)
  return row && { ...row, ...openQueue(row.filters) }
}

function find(actor: Actor, desk: SearchDesk, which: string, now: Date) {
  if (which !== 'default' && !isUuid(which)) return Promise.resolve(null)
  const one = which === 'default' ? { isDefault: true } : { id: which }
  return asActor(actor, now, (tx) =>
    tx.savedSearch.findFirst({
      where: { officialId: actor.officialId, desk, ...one },
      select: { ...LINE, filters: true },
    }),
  )
}
