import { toDate } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import type { NoticeKind } from './notifications'

interface AdministrativeNotice {
  officialIds: readonly string[]
  kind: NoticeKind
  href: string
  /** Once for each of them; a second notice with the same key is harmless. */
  dedupeKey: string
}

/** Puts a notice that is about no case on desks. */
export async function putNotices(
  tx: Tx,
  at: Date,
  { officialIds, kind, href, dedupeKey }: AdministrativeNotice,
): Promise<void> {
  const rows = [...new Set(officialIds)].map((officialId) => ({
    id: uuidv7(at),
    officialId,
    kind,
    params: {},
    href,
    dedupeKey: `${dedupeKey}:${officialId}`,
    createdAt: at,
  }))
  await insertRows(tx, 'Notice', rows, { skipDuplicates: true })
}

/** Who holds one of these administrators' roles today over an organ with this path. */
export async function findAdministrators(
  tx: Tx,
  at: Date,
  roles: readonly ('SYSTEM_ADMIN' | 'SECURITY_ADMIN')[],
  path: string,
): Promise<string[]> {
  const today = dbDate(civilDateOf(at))
  const rows = await tx.roleAssignment.findMany({
    where: {
      role: { in: [...roles] },
      endedAt: null,
      confirmedAt: { not: null },
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
      official: { active: true },
    },
    select: { officialId: true, organ: { select: { path: true } } },
  })
  return rows.filter((row) => path.startsWith(row.organ.path)).map((row) => row.officialId)
}

/** An instant so many milliseconds later. */
export const later = (from: Date, ms: number): Date => toDate(from.getTime() + ms)
