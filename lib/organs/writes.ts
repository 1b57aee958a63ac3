import type { Write } from '@/lib/audit/writes'
import { addDays, civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'

/** Changes of organs and officials go one after the other, so what one checked still holds when it writes. */
export async function lockDirectory(w: Write): Promise<void> {
  await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('organs.directory', 0))`
}

/**
 * Names the supervising leader from today on. The one before stays in the history, in charge until yesterday; one
 * named today already was a correction and ends before it began.
 */
export async function setSupervisor(
  w: Write,
  officialId: string,
  supervisorId: string | null,
): Promise<boolean> {
  const today = civilDateOf(w.at)
  const open = await w.tx.supervisionLink.findMany({
    where: { officialId, OR: [{ validTo: null }, { validTo: { gte: dbDate(today) } }] },
    select: { id: true, supervisorId: true },
  })
  if (open.some((link) => link.supervisorId === supervisorId) || (open.length === 0 && !supervisorId))
    return false
  await w.tx.supervisionLink.updateMany({
    where: { id: { in: open.map((link) => link.id) } },
    data: { validTo: dbDate(addDays(today, -1)) },
  })
  for (const link of open) w.touch('SupervisionLink', { id: link.id })
  if (!supervisorId) return true
  const id = uuidv7(w.at)
  await w.tx.supervisionLink.createMany({
    data: [{ id, officialId, supervisorId, validFrom: dbDate(today), createdAt: w.at }],
  })
  w.touch('SupervisionLink', { id })
  return true
}

/** Ends every open session of an official; the number of them. */
export async function endSessionsOf(w: Write, officialId: string, because: string): Promise<number> {
  const open = await w.tx.session.findMany({
    where: { officialId, revokedAt: null },
    select: { id: true },
  })
  await w.tx.session.updateMany({
    where: { id: { in: open.map((row) => row.id) } },
    data: { revokedAt: w.at, revokedBecause: because },
  })
  for (const row of open) w.touch('Session', { id: row.id })
  return open.length
}

/** Ends every access token of an official: it ends with the account, and a reopened account does not bring it back. */
export async function endTokensOf(w: Write, officialId: string, because: string): Promise<void> {
  const open = await w.tx.apiToken.findMany({ where: { officialId, revokedAt: null }, select: { id: true } })
  await w.tx.apiToken.updateMany({
    where: { id: { in: open.map((row) => row.id) } },
    data: { revokedAt: w.at, revokedBecause: because },
  })
  for (const row of open) w.touch('ApiToken', { id: row.id })
}

/** Ends every role of an official, confirmed or not. */
export async function endRolesOf(w: Write, officialId: string): Promise<void> {
  const held = await w.tx.roleAssignment.findMany({
    where: { officialId, endedAt: null },
    select: { id: true },
  })
  await w.tx.roleAssignment.updateMany({
    where: { id: { in: held.map((row) => row.id) } },
    data: { endedAt: w.at },
  })
  for (const row of held) w.touch('RoleAssignment', { id: row.id })
}
