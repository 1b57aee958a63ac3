import type { Write } from '@/lib/audit/writes'
import type { Tx } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { changesOf } from '../rules/changes-of'
import { checkMatters } from '../rules/check-matters'
import type { Changes, MatterCells, Row, Sheet } from '../types'
import { formerValues, type Plan, type PlanContext } from '../writes'

/**
 * What importing these matters would do; nothing is written until `write` is called. A matter is known by its number, as
 * on the page where it is registered. Enterprises and handlers are added; none is taken away, because acts and cases
 * name them.
 */
export async function planMatters(
  tx: Tx,
  sheet: Sheet<MatterCells>,
  { inCharge }: PlanContext,
): Promise<Plan> {
  const facts = await findFacts(tx, sheet.rows)
  const stored = new Map(facts.matters.map((matter) => [matter.number, matter]))
  const known = new Map(
    facts.matters.map((matter) => [
      matter.number,
      {
        organCode: matter.organ.code,
        enterpriseCodes: matter.enterprises.flatMap(({ enterprise }) => enterprise.uscc ?? []),
        handlerStaffNos: matter.handlers
          .filter((one) => !one.endedAt)
          .map(({ official }) => official.staffNo),
      },
    ]),
  )
  const recused = new Set(
    facts.matters.flatMap((matter) =>
      matter.handlers
        .filter((one) => one.endedByCaseId ?? one.suspendedByCaseId)
        .map(({ official }) => `${matter.number} ${official.staffNo}`),
    ),
  )
  const { good, problems } = checkMatters({
    sheet,
    known,
    organs: facts.organs,
    enterprises: new Set(facts.enterprises.keys()),
    officials: new Set(facts.officials.keys()),
    recused,
    inCharge,
  })
  const rows = good.map(({ id, values }) => {
    const before = stored.get(values.number)
    const had = known.get(values.number)
    const cells = { title: values.title, type: values.type, openedOn: dbDate(values.openedOn) }
    return {
      matterId: before?.id ?? id,
      before,
      values,
      cells,
      changes: before ? changesOf(before, cells) : null,
      enterpriseIds: (values.enterpriseCodes ?? [])
        .filter((code) => !had?.enterpriseCodes.includes(code))
        .flatMap((code) => facts.enterprises.get(code) ?? []),
      officialIds: values.handlerStaffNos
        .filter((staffNo) => !had?.handlerStaffNos.includes(staffNo))
        .flatMap((staffNo) => facts.officials.get(staffNo) ?? []),
    }
  })
  const creates = rows.filter(({ before }) => !before)
  const updates = rows.filter(
    ({ before, changes, enterpriseIds, officialIds }) =>
      before && (changes || enterpriseIds.length > 0 || officialIds.length > 0),
  )
  return {
    problems,
    valid: rows.length,
    created: creates.length,
    updated: updates.length,
    write: async (w) => {
      await w.tx.matter.createMany({
        data: creates.map(({ matterId, values, cells }) => ({
          ...cells,
          id: matterId,
          number: values.number,
          organId: facts.organs.get(values.organCode)?.id ?? '',
          createdAt: w.at,
        })),
      })
      const updated = []
      for (const { before, changes } of updates) {
        if (!before) continue
        const { id, version } = before
        await w.tx.matter.updateMany({ where: { id }, data: { ...changes, version: { increment: 1 } } })
        updated.push({ id, version: version + 1, before: formerValues(before, changes ?? {}) })
      }
      const created = creates.map(({ matterId }) => matterId)
      w.touchAll('Matter', [...created, ...updated.map(({ id }) => id)])
      return { Matter: { created, updated }, ...(await writeParts(w, [...creates, ...updates])) }
    },
  }
}

interface Parts {
  matterId: string
  enterpriseIds: readonly string[]
  officialIds: readonly string[]
}

async function writeParts(w: Write, rows: readonly Parts[]): Promise<Changes> {
  const links = rows.flatMap(({ matterId, enterpriseIds }) =>
    enterpriseIds.map((enterpriseId) => ({ matterId, enterpriseId })),
  )
  const handlers = rows.flatMap(({ matterId, officialIds }) =>
    officialIds.map((officialId) => ({ id: uuidv7(w.at), matterId, officialId, duty: '', startedAt: w.at })),
  )
  await w.tx.matterEnterprise.createMany({ data: links, skipDuplicates: true })
  await w.tx.matterHandler.createMany({ data: handlers })
  for (const link of links) w.touch('MatterEnterprise', link)
  const created = handlers.map(({ id }) => id)
  w.touchAll('MatterHandler', created)
  return {
    // Two ids are one key.
    MatterEnterprise: { created: links.map((link) => `${link.matterId} ${link.enterpriseId}`), updated: [] },
    MatterHandler: { created, updated: [] },
  }
}

async function findFacts(tx: Tx, rows: readonly Row<MatterCells>[]) {
  const matters = await tx.matter.findMany({
    where: { number: { in: rows.map(({ values }) => values.number) } },
    select: {
      id: true,
      number: true,
      title: true,
      type: true,
      openedOn: true,
      version: true,
      organ: { select: { code: true } },
      enterprises: { select: { enterprise: { select: { uscc: true } } } },
      handlers: {
        select: {
          endedAt: true,
          endedByCaseId: true,
          suspendedByCaseId: true,
          official: { select: { staffNo: true } },
        },
      },
    },
  })
  const organs = await tx.organ.findMany({
    where: { code: { in: [...new Set(rows.map(({ values }) => values.organCode))] } },
    select: { id: true, code: true, path: true, active: true },
  })
  const enterprises = await tx.enterprise.findMany({
    where: { uscc: { in: [...new Set(rows.flatMap(({ values }) => values.enterpriseCodes ?? []))] } },
    select: { id: true, uscc: true },
  })
  const officials = await tx.official.findMany({
    where: {
      staffNo: { in: [...new Set(rows.flatMap(({ values }) => values.handlerStaffNos))] },
      active: true,
    },
    select: { id: true, staffNo: true },
  })
  return {
    matters,
    organs: new Map(organs.map((organ) => [organ.code, organ])),
    enterprises: new Map(enterprises.flatMap(({ id, uscc }) => (uscc ? [[uscc, id] as const] : []))),
    officials: new Map(officials.map(({ id, staffNo }) => [staffNo, id])),
  }
}
