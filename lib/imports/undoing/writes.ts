import type { Prisma } from '@/prisma/generated/client/client'
import type { Write } from '@/lib/audit/writes'
import type { Tx } from '@/lib/platform/db'
import { updateEnterprises } from '../enterprises/writes'
import type { Changes, TableChanges } from '../types'

type Updated = TableChanges['updated'][number]

/** What was made is removed in this order: first what names something else. */
const REMOVED = [
  'MatterHandler',
  'MatterEnterprise',
  'Matter',
  'EnterprisePerson',
  'Enterprise',
  'SupervisionLink',
  'Official',
  'Organ',
] as const

/**
 * Removes what a chunk made and gives what it changed its former values, as long as those rows are as the chunk left
 * them; answers whether they were.
 */
export async function takeBack(w: Write, batchId: string, n: number, changes: Changes): Promise<boolean> {
  const { Enterprise, Organ, Official, Matter, SupervisionLink } = changes
  if (Enterprise) {
    const rows = Enterprise.updated.map(({ id, version, before }) => ({
      ...before,
      id,
      version: version ?? 0,
    }))
    if ((await updateEnterprises(w.tx, w.at, rows)) !== rows.length) return false
  }
  if (Official) await freeAddresses(w.tx, Official.updated)
  const restored =
    (await restore<Prisma.OrganUpdateManyMutationInput>(Organ, (where, data) =>
      w.tx.organ.updateMany({ where, data }),
    )) &&
    (await restore<Prisma.OfficialUncheckedUpdateManyInput>(Official, (where, data) =>
      w.tx.official.updateMany({ where, data }),
    )) &&
    (await restore<Prisma.MatterUpdateManyMutationInput>(Matter, (where, data) =>
      w.tx.matter.updateMany({ where, data }),
    ))
  if (!restored) return false
  for (const { id, before } of SupervisionLink?.updated ?? []) {
    await w.tx.supervisionLink.updateMany({ where: { id }, data: before })
    w.touch('SupervisionLink', { id })
  }
  for (const [table, { updated }] of Object.entries(changes))
    if (table !== 'SupervisionLink')
      w.touchAll(
        table,
        updated.map(({ id }) => id),
      )
  for (const table of REMOVED) {
    const created = changes[table]?.created ?? []
    if (created.length === 0) continue
    if (table === 'MatterEnterprise') await removeLinks(w, created)
    else {
      const [{ count }] = await w.tx.$queryRaw<[{ count: bigint }]>`
        SELECT remove_imported(${batchId}::uuid, ${n}::int, ${table}) AS count`
      if (Number(count) !== created.length) return false
      w.touchAll(table, created)
    }
  }
  return true
}

/** Former values were columns of the same table when they were kept. */
async function restore<D>(
  changes: TableChanges | undefined,
  save: (where: { id: string; version: number }, data: D) => Promise<{ count: number }>,
): Promise<boolean> {
  for (const { id, version, before } of changes?.updated ?? []) {
    const data = { ...before, version: { increment: 1 } } as D
    if ((await save({ id, version: version ?? 0 }, data)).count !== 1) return false
  }
  return true
}

/** Addresses that went from one person to another go back: in between they are nobody's. */
async function freeAddresses(tx: Tx, updated: readonly Updated[]): Promise<void> {
  const ids = updated.filter(({ before }) => 'email' in before).map(({ id }) => id)
  await tx.official.updateMany({ where: { id: { in: ids } }, data: { email: null } })
}

async function removeLinks(w: Write, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const [matterId = '', enterpriseId = ''] = key.split(' ')
    await w.tx.matterEnterprise.deleteMany({ where: { matterId, enterpriseId } })
    w.touch('MatterEnterprise', { matterId, enterpriseId })
  }
}
