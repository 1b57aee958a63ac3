import type { MatterType } from '@/prisma/generated/client/enums'
import type { Write } from '@/lib/audit/writes'
import type { Outcome } from '@/lib/organs/feeding/types'
import { civilDateOf } from '@/lib/platform/dates'
import type { Tx } from '@/lib/platform/db'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import type { CivilDate } from '@/lib/platform/dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'

interface Place {
  organ: { id: string; code: string }
  externalNumber: string
}

/** A matter as it is to be, its people and enterprises found. */
export interface Wanted {
  title: string
  type: MatterType
  openedOn?: string
  closed: boolean
  enterpriseIds: string[]
  handlers: ReadonlyMap<string, { staffNo: string; duty: string }>
}

/** What an upsert would do to a matter. */
export interface MatterChanges {
  matterId: string | null
  version: number | null
  outcome: Outcome
  recused: string[]
  place: Place
  wanted: Wanted
  facts: { title?: string; type?: MatterType; openedOn?: Date; externalNumber?: string; closed?: boolean }
  enterprises: { add: string[]; drop: string[] }
  handlers: { add: string[]; end: string[]; duty: { id: string; duty: string }[] }
}

/** Upserts of one matter go one after the other. */
export async function lockMatter(w: Write, key: { code: string; externalNumber: string }): Promise<void> {
  const name = `matters.feed ${key.code} ${key.externalNumber}`
  await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

/** Compares what is stored with what is wanted. */
export async function changesOfMatter(tx: Tx, place: Place, wanted: Wanted): Promise<MatterChanges> {
  const { organ, externalNumber } = place
  const before = await tx.matter.findFirst({
    where: {
      organId: organ.id,
      OR: [{ externalNumber }, { externalNumber: null, number: externalNumber }],
    },
    orderBy: { externalNumber: { sort: 'asc', nulls: 'last' } },
    include: { enterprises: true, handlers: { where: { endedAt: null } } },
  })
  const ids = [...wanted.handlers.keys()]
  const out = before ? await recusedFrom(tx, before.id, ids) : []
  const recused = out.map((id) => wanted.handlers.get(id)?.staffNo ?? '').sort()
  const assigned = ids.filter((id) => !out.includes(id))
  const open = before?.handlers ?? []
  const linked = before?.enterprises.map((one) => one.enterpriseId) ?? []
  const handlers = {
    add: assigned.filter((id) => !open.some((one) => one.officialId === id)),
    // Whom a decision put in stays in: the outside system need not know of it.
    end: open
      .filter((one) => !ids.includes(one.officialId) && one.startedByCaseId === null)
      .map((one) => one.id),
    duty: open.flatMap((one) => {
      const duty = wanted.handlers.get(one.officialId)?.duty
      return duty !== undefined && duty !== one.duty ? [{ id: one.id, duty }] : []
    }),
  }
  const enterprises = {
    add: wanted.enterpriseIds.filter((id) => !linked.includes(id)),
    drop: linked.filter((id) => !wanted.enterpriseIds.includes(id)),
  }
  const facts: MatterChanges['facts'] = {
    ...(before?.title !== wanted.title ? { title: wanted.title } : {}),
    ...(before?.type !== wanted.type ? { type: wanted.type } : {}),
    ...(wanted.openedOn && (!before || civilOfDbDate(before.openedOn) !== wanted.openedOn)
      ? { openedOn: dbDate(wanted.openedOn as CivilDate) }
      : {}),
    ...(before?.externalNumber !== externalNumber ? { externalNumber } : {}),
    ...((before ? before.closedAt !== null : false) !== wanted.closed ? { closed: wanted.closed } : {}),
  }
  const changed = [facts, enterprises.add, enterprises.drop, handlers.add, handlers.end, handlers.duty]
  const same = changed.every((part) => Object.keys(part).length === 0)
  return {
    matterId: before?.id ?? null,
    version: before?.version ?? null,
    outcome: before ? (same ? 'unchanged' : 'updated') : 'created',
    recused,
    place,
    wanted,
    facts,
    enterprises,
    handlers,
  }
}

/** Who of these people is out of a matter by a decision in effect; the database answers without showing the decision. */
async function recusedFrom(tx: Tx, matterId: string, officialIds: string[]): Promise<string[]> {
  if (officialIds.length === 0) return []
  const [row] = await tx.$queryRaw<[{ out: string[] }]>`
    SELECT recused_from(${matterId}::uuid, ${officialIds}::uuid[]) AS out`
  return row.out
}

/** Writes the changes. Refusals: `number-taken`, `changed-meanwhile`. */
export async function writeMatter(w: Write, changes: MatterChanges): Promise<Result<{ matterId: string }>> {
  const { closed, ...facts } = changes.facts
  const closing = closed === undefined ? {} : { closedAt: closed ? w.at : null }
  let matterId = changes.matterId
  if (matterId === null) {
    const number = await freeNumber(w, changes.place)
    if (!number) return refuse('matters', 'number-taken')
    matterId = uuidv7(w.at)
    const { title, type } = changes.wanted
    await w.tx.matter.createMany({
      data: [
        {
          openedOn: dbDate(civilDateOf(w.at)),
          ...facts,
          ...closing,
          title,
          type,
          id: matterId,
          number,
          organId: changes.place.organ.id,
          createdAt: w.at,
        },
      ],
    })
  } else {
    const saved = await w.tx.matter.updateMany({
      where: { id: matterId, version: changes.version ?? 0 },
      data: { ...facts, ...closing, version: { increment: 1 } },
    })
    if (saved.count !== 1) return refuse('matters', 'changed-meanwhile')
  }
  w.touch('Matter', { id: matterId })
  await writeParties(w, matterId, changes)
  return ok({ matterId })
}

async function writeParties(w: Write, matterId: string, { enterprises, handlers, wanted }: MatterChanges) {
  const { add, drop } = enterprises
  await w.tx.matterEnterprise.deleteMany({ where: { matterId, enterpriseId: { in: drop } } })
  await w.tx.matterEnterprise.createMany({ data: add.map((enterpriseId) => ({ matterId, enterpriseId })) })
  for (const enterpriseId of [...add, ...drop]) w.touch('MatterEnterprise', { matterId, enterpriseId })
  await w.tx.matterHandler.updateMany({ where: { id: { in: handlers.end } }, data: { endedAt: w.at } })
  for (const { id, duty } of handlers.duty)
    await w.tx.matterHandler.updateMany({ where: { id }, data: { duty } })
  const rows = handlers.add.map((officialId) => ({
    id: uuidv7(w.at),
    matterId,
    officialId,
    duty: wanted.handlers.get(officialId)?.duty ?? '',
    startedAt: w.at,
  }))
  await w.tx.matterHandler.createMany({ data: rows })
  for (const id of [...handlers.end, ...handlers.duty.map((one) => one.id), ...rows.map((one) => one.id)])
    w.touch('MatterHandler', { id })
}

/** The number that people read: the outside system's own, or with the organ's code before it when that is taken. */
async function freeNumber(w: Write, { organ, externalNumber }: Place): Promise<string | null> {
  for (const number of [externalNumber, `${organ.code}-${externalNumber}`])
    if ((await w.tx.matter.count({ where: { number } })) === 0) return number
  return null
}
