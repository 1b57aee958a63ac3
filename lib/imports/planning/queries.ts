import type { RoleGrant } from '@/lib/identity/types'
import { asSystem, type Tx } from '@/lib/platform/db'
import type { Row } from '../types'

/** The next staged rows after a place in the order, those that were found wrong left out. */
export async function readStaged(
  tx: Tx,
  batchId: string,
  after: number,
  limit: number,
): Promise<Row<unknown>[]> {
  const rows = await tx.importRow.findMany({
    where: { batchId, seq: { gt: after }, wrong: false },
    orderBy: { seq: 'asc' },
    take: limit,
    select: { seq: true, line: true, id: true, values: true },
  })
  return rows
}

/** Rights of the person an import is for, as they are today; null when they have none any more. */
export async function findImporter(now: Date, officialId: string | null) {
  if (!officialId) return null
  return asSystem(now, async (tx) => {
    const [row] = await tx.$queryRaw<Importer[]>`
      SELECT p.id AS "officialId", p.name, p.post, coalesce((
        SELECT jsonb_agg(jsonb_build_object('role', r.role, 'organId', r."organId", 'organPath', o.path))
        FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
        WHERE r."officialId" = p.id AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
          AND r."validFrom" <= app_today() AND (r."validTo" IS NULL OR r."validTo" >= app_today())), '[]') AS roles
      FROM "Official" p WHERE p.id = ${officialId}::uuid AND p.active AND NOT EXISTS
        (SELECT 1 FROM "Account" a WHERE a."officialId" = p.id AND a."disabledAt" IS NOT NULL)`
    return row ?? null
  })
}

/** Somebody whose import the worker carries out: who they are and what they may today. */
export interface Importer {
  officialId: string
  name: string
  post: string
  roles: RoleGrant[]
}
