import type { Write } from '@/lib/audit/writes'
import { setSupervisor } from '@/lib/organs/writes'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { civilDateOf } from '@/lib/platform/dates'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { changesOf } from '../rules/changes-of'
import { checkOfficials } from '../rules/check-officials'
import type { OfficialCells, Sheet, TableChanges } from '../types'
import { formerValues, inChunks, type Plan, type PlanContext } from '../writes'

/** What importing these officials would do at this moment; nothing is written until `write` is called. */
export async function planOfficials(
  tx: Tx,
  sheet: Sheet<OfficialCells>,
  { inCharge, at }: PlanContext,
): Promise<Plan> {
  const organs = await tx.organ.findMany({ select: { id: true, code: true, path: true, active: true } })
  const organOf = new Map(organs.map((organ) => [organ.code, organ]))
  const stored = await findOfficials(tx, at)
  const before = new Map(stored.map((one) => [one.staffNo, one]))
  const known = new Map(
    stored.map((one) => [
      one.staffNo,
      {
        active: one.active,
        isAdministrator: one.roles.some(({ role }) => role.endsWith('_ADMIN')),
        email: one.email,
        organCode: one.organ.code,
        organPath: one.organ.path,
        supervisorStaffNo: one.supervisedBy[0]?.supervisor.staffNo ?? null,
      },
    ]),
  )
  const { good, problems } = checkOfficials({ sheet, organs: organOf, known, inCharge })
  const rows = good.map(({ id: newId, values }) => {
    const official = before.get(values.staffNo)
    const facts = { ...factsOf(values, official, at), organId: organOf.get(values.organCode)?.id ?? '' }
    const leader = values.supervisorStaffNo
    return {
      staffNo: values.staffNo,
      newId,
      official,
      facts,
      changes: official ? changesOf(official, facts) : null,
      // undefined: as it is.
      leader: leader === known.get(values.staffNo)?.supervisorStaffNo ? undefined : leader,
    }
  })
  const creates = rows.filter((row) => !row.official)
  const updates = rows.filter((row) => row.official && (row.changes || row.leader !== undefined))
  return {
    problems,
    valid: rows.length,
    created: creates.length,
    updated: updates.length,
    write: async (w) => {
      const ids = new Map(stored.map((one) => [one.staffNo, one.id]))
      // An address that moves from one person to another is free in between.
      const freed = updates.flatMap(({ official, changes }) =>
        official && changes?.email !== undefined ? [official.id] : [],
      )
      await w.tx.official.updateMany({ where: { id: { in: freed } }, data: { email: null } })
      const updated: TableChanges['updated'] = []
      for (const { official, changes } of updates) {
        if (!official || !changes) continue
        const { id, version } = official
        await w.tx.official.updateMany({ where: { id }, data: { ...changes, version: { increment: 1 } } })
        updated.push({ id, version: version + 1, before: formerValues(official, changes) })
      }
      for (const chunk of inChunks(creates)) {
        const data = chunk.map(({ staffNo, facts, newId }) => ({
          ...facts,
          staffNo,
          id: newId,
          createdAt: w.at,
        }))
        await w.tx.official.createMany({ data })
        for (const { id, staffNo } of data) ids.set(staffNo, id)
      }
      const created = creates.map(({ newId }) => newId)
      w.touchAll('Official', [...created, ...updated.map(({ id }) => id)])
      return { Official: { created, updated }, SupervisionLink: await nameLeaders(w, creates, updates, ids) }
    },
  }
}

type Named = readonly { staffNo: string; leader: string | null | undefined }[]

async function nameLeaders(
  w: Write,
  created: Named,
  updated: Named,
  ids: ReadonlyMap<string, string>,
): Promise<TableChanges> {
  const changed = updated.filter(({ leader }) => leader !== undefined)
  const of = { officialId: { in: changed.map(({ staffNo }) => ids.get(staffNo) ?? '') } }
  const today = dbDate(civilDateOf(w.at))
  const open = await w.tx.supervisionLink.findMany({
    where: { ...of, OR: [{ validTo: null }, { validTo: { gte: today } }] },
    select: { id: true, validTo: true },
  })
  for (const { staffNo, leader } of changed)
    await setSupervisor(w, ids.get(staffNo) ?? '', leader ? (ids.get(leader) ?? '') : null)
  const named = await w.tx.supervisionLink.findMany({
    where: { ...of, id: { notIn: open.map(({ id }) => id) }, validFrom: today, validTo: null },
    select: { id: true },
  })
  const data = created.flatMap(({ staffNo, leader }) =>
    leader
      ? [
          {
            id: uuidv7(w.at),
            officialId: ids.get(staffNo) ?? '',
            supervisorId: ids.get(leader) ?? '',
            validFrom: today,
            createdAt: w.at,
          },
        ]
      : [],
  )
  for (const chunk of inChunks(data)) await w.tx.supervisionLink.createMany({ data: [...chunk] })
  w.touchAll(
    'SupervisionLink',
    data.map(({ id }) => id),
  )
  return {
    created: [...named, ...data].map(({ id }) => id),
    updated: open.map(({ id, validTo }) => ({
      id,
      version: null,
      before: { validTo: validTo?.toISOString() ?? null },
    })),
  }
}

function findOfficials(tx: Tx, at: Date) {
  const today = dbDate(civilDateOf(at))
  return tx.official.findMany({
    select: {
      id: true,
      staffNo: true,
      name: true,
      pinyin: true,
      initials: true,
      organId: true,
      post: true,
      rank: true,
      isLeadingCadre: true,
      personnelCategory: true,
      email: true,
      electronicServiceConsentAt: true,
      active: true,
      version: true,
      organ: { select: { code: true, path: true } },
      roles: { where: { endedAt: null }, select: { role: true } },
      supervisedBy: {
        where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
        select: { supervisor: { select: { staffNo: true } } },
        orderBy: { validFrom: 'desc' },
        take: 1,
      },
    },
  })
}

interface Stored {
  rank: string
  isLeadingCadre: boolean
  email: string | null
  electronicServiceConsentAt: Date | null
}

/** A column that the file lacks leaves the stored value; an empty cell empties it. Consent keeps its first date. */
function factsOf(cells: OfficialCells, before: Stored | undefined, at: Date) {
  const consent = before?.electronicServiceConsentAt ?? null
  return {
    name: cells.name,
    pinyin: pinyinOf(cells.name, { surname: true }),
    initials: initialsOf(cells.name, { surname: true }),
    post: cells.post,
    personnelCategory: cells.personnelCategory,
    rank: cells.rank === undefined ? (before?.rank ?? '') : (cells.rank ?? ''),
    isLeadingCadre:
      cells.isLeadingCadre === undefined
        ? (before?.isLeadingCadre ?? false)
        : (cells.isLeadingCadre ?? false),
    email: cells.email === undefined ? (before?.email ?? null) : cells.email,
    electronicServiceConsentAt:
      cells.electronicService === undefined ? consent : cells.electronicService ? (consent ?? at) : null,
  }
}
