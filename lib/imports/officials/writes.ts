import type { Write } from '@/lib/audit/writes'
import { setSupervisor } from '@/lib/organs/writes'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { civilDateOf } from '@/lib/platform/dates'
import { uuidv7 } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { changesOf } from '../rules/changes-of'
import { checkOfficials } from '../rules/check-officials'
import type { OfficialCells, Sheet } from '../types'
import { inChunks, type Plan, type Reach } from '../writes'

/** What importing these officials would do at this moment; nothing is written until `write` is called. */
export async function planOfficials(
  tx: Tx,
  sheet: Sheet<OfficialCells>,
  inCharge: Reach,
  at: Date,
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
  const rows = good.map(({ values }) => {
    const official = before.get(values.staffNo)
    const facts = { ...factsOf(values, official, at), organId: organOf.get(values.organCode)?.id ?? '' }
    const leader = values.supervisorStaffNo
    return {
      staffNo: values.staffNo,
      id: official?.id ?? null,
      facts,
      changes: official ? changesOf(official, facts) : null,
      // undefined: as it is.
      leader: leader === known.get(values.staffNo)?.supervisorStaffNo ? undefined : leader,
    }
  })
  const creates = rows.filter((row) => !row.id)
  const updates = rows.filter((row) => row.id && (row.changes || row.leader !== undefined))
  return {
    problems,
    valid: rows.length,
    created: creates.length,
    updated: updates.length,
    write: async (w) => {
      const ids = new Map(stored.map((one) => [one.staffNo, one.id]))
      // An address that moves from one person to another is free in between.
      const freed = updates.flatMap(({ id, changes }) => (id && changes?.email !== undefined ? [id] : []))
      await w.tx.official.updateMany({ where: { id: { in: freed } }, data: { email: null } })
      for (const { id, changes } of updates) {
        if (!id || !changes) continue
        await w.tx.official.updateMany({ where: { id }, data: { ...changes, version: { increment: 1 } } })
        w.touch('Official', { id })
      }
      for (const chunk of inChunks(creates)) {
        const data = chunk.map(({ staffNo, facts }) => ({
          ...facts,
          staffNo,
          id: uuidv7(w.at),
          createdAt: w.at,
        }))
        await w.tx.official.createMany({ data })
        for (const { id, staffNo } of data) {
          ids.set(staffNo, id)
          w.touch('Official', { id })
        }
      }
      await nameLeaders(w, creates, updates, ids)
    },
  }
}

type Named = readonly { staffNo: string; leader: string | null | undefined }[]

async function nameLeaders(w: Write, created: Named, updated: Named, ids: ReadonlyMap<string, string>) {
  for (const { staffNo, leader } of updated)
    if (leader !== undefined)
      await setSupervisor(w, ids.get(staffNo) ?? '', leader ? (ids.get(leader) ?? '') : null)
  const validFrom = dbDate(civilDateOf(w.at))
  for (const chunk of inChunks(created.filter(({ leader }) => leader))) {
    const data = chunk.map(({ staffNo, leader }) => ({
      id: uuidv7(w.at),
      officialId: ids.get(staffNo) ?? '',
      supervisorId: ids.get(leader ?? '') ?? '',
      validFrom,
      createdAt: w.at,
    }))
    await w.tx.supervisionLink.createMany({ data })
    for (const { id } of data) w.touch('SupervisionLink', { id })
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
