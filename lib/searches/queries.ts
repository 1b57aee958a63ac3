import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { SearchDesk } from './schema'
import { openQueue, openRecords } from './searches'
import type { OpenedQueue, OpenedRecords, SavedSearchLine } from './types'

const LINE = { id: true, name: true, isDefault: true } as const

/** The actor's saved searches of a desk, by name. */
export function listSearches(actor: Actor, desk: SearchDesk, now: Date): Promise<SavedSearchLine[]> {
  return asActor(actor, now, (tx) =>
    tx.savedSearch.findMany({
      where: { officialId: actor.officialId, desk },
      orderBy: { name: 'asc' },
      select: LINE,
    }),
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
