import { z } from 'zod'
import type { PublicApplication } from '@/prisma/generated/client/client'
import { asSystem, type Tx } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import type { Handled, Handler } from '@/lib/platform/outbox'
import { removeUnusedFile } from './files/commands'

const noticeSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['application-received', 'application-limit-moved']),
})
const fileSchema = z.object({ id: z.uuid() })
const overdueSchema = z.object({ id: z.uuid() })

/** Tells the office that an application waits for: its clerks, or the discipline officers of the jurisdiction. */
const tellReceiver: Handler = async (payload, context) => {
  const { id, kind } = noticeSchema.parse(payload)
  await asSystem(context.clock.now(), async (tx) => {
    const row = await tx.publicApplication.findUnique({ where: { id } })
    if (row?.status === 'RECEIVED') await tell(tx, context, row, kind, await holders(tx, row))
  })
}

/** Not answered in time: the office and the next one above it are told. Nothing is decided by silence. */
const tellOverdue: Handler = async (payload, context) => {
  const { id } = overdueSchema.parse(payload)
  await asSystem(context.clock.now(), async (tx) => {
    const row = await tx.publicApplication.findUnique({ where: { id } })
    // The day may have moved since this was planned: then another message waits for the new one.
    if (row?.status !== 'RECEIVED' || row.dueAt.getTime() > context.clock.now().getTime()) return
    const watch = await tx.roleAssignment.findMany({
      where: { role: 'DISCIPLINE', endedAt: null, confirmedAt: { not: null } },
      select: { officialId: true, organ: { select: { path: true } } },
    })
    const above = watch.filter((one) => row.organPath.startsWith(one.organ.path)).map((one) => one.officialId)
    const once = { ...context, dedupeKey: `application-overdue:${id}` }
    await tell(tx, once, row, 'application-overdue', [...(await holders(tx, row)), ...above])
  })
}

async function holders(tx: Tx, row: PublicApplication): Promise<string[]> {
  const role = row.desk === 'CLERK' ? 'CLERK' : 'DISCIPLINE'
  const rows = await tx.roleAssignment.findMany({
    where: { role, endedAt: null, confirmedAt: { not: null } },
    select: { officialId: true, organId: true, organ: { select: { path: true } } },
  })
  return rows
    .filter((one) =>
      row.desk === 'CLERK' ? one.organId === row.organId : row.organPath.startsWith(one.organ.path),
    )
    .map((one) => one.officialId)
}

async function tell(
  tx: Tx,
  { clock, dedupeKey }: Handled,
  row: PublicApplication,
  kind: string,
  officialIds: readonly string[],
): Promise<void> {
  const at = clock.now()
  const rows = [...new Set(officialIds)].map((officialId) => ({
    id: uuidv7(at),
    officialId,
    kind,
    params: { number: row.number },
    href: `/review/applications/${row.id}`,
    dedupeKey: `${dedupeKey}:${officialId}`,
    createdAt: at,
  }))
  await insertRows(tx, 'Notice', rows, { skipDuplicates: true })
}

/** The form of a file was never sent and can no longer be: nobody is to read it. */
const dropUnused: Handler = async (payload, { clock }) => {
  await removeUnusedFile(clock, fileSchema.parse(payload).id)
}

/** Outbox topics of applications from outside. */
export const applicationHandlers: Readonly<Record<string, Handler>> = {
  'application-notice': tellReceiver,
  'application-overdue': tellOverdue,
  'application-file-unused': dropUnused,
}
