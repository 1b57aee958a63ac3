import type { Write } from '@/lib/audit/writes'
import type { Tx } from '@/lib/platform/db'
import { changesOf } from '../rules/changes-of'
import { checkOrgans, type PlacedOrgan } from '../rules/check-organs'
import type { OrganCells, Sheet } from '../types'
import { formerValues, inChunks, type Plan, type PlanContext } from '../writes'

/** What importing these organs would do; nothing is written until `write` is called. */
export async function planOrgans(tx: Tx, sheet: Sheet<OrganCells>, { inCharge }: PlanContext): Promise<Plan> {
  const stored = await tx.organ.findMany({
    select: {
      id: true,
      code: true,
      name: true,
      shortName: true,
      documentMark: true,
      kind: true,
      districtCode: true,
      path: true,
      isDisciplineOffice: true,
      isDivision: true,
      active: true,
      version: true,
      parent: { select: { code: true } },
    },
  })
  const byCode = new Map(stored.map((organ) => [organ.code, organ]))
  const known = new Map(
    stored.map((organ) => [organ.code, { ...organ, parentCode: organ.parent?.code ?? null }]),
  )
  const { good, problems } = checkOrgans({ sheet, known, inCharge })
  const creates = good.filter(({ row }) => !byCode.has(row.values.code))
  const updates = good.flatMap((placed) => {
    const before = byCode.get(placed.row.values.code)
    const changes = before && changesOf(before, factsOf(placed, before))
    return before && changes ? [{ before, changes }] : []
  })
  const ids = new Map(stored.map((organ) => [organ.code, organ.id]))
  return {
    problems,
    valid: good.length,
    created: creates.length,
    updated: updates.length,
    write: async (w) => {
      for (const chunk of inChunks(creates)) await createOrgans(w, chunk, ids)
      const updated = []
      for (const { before, changes } of updates) {
        const { id, version } = before
        await w.tx.organ.updateMany({ where: { id }, data: { ...changes, version: { increment: 1 } } })
        updated.push({ id, version: version + 1, before: formerValues(before, changes) })
      }
      const created = creates.map(({ row }) => row.id)
      w.touchAll('Organ', [...created, ...updated.map(({ id }) => id)])
      return { Organ: { created, updated } }
    },
  }
}

interface Defaults {
  shortName: string
  districtCode: string | null
  isDisciplineOffice: boolean
  isDivision: boolean
}

/** A column that the file lacks leaves the stored value; an empty cell empties it, or for a name takes the whole name. */
function factsOf({ row: { values }, documentMark }: PlacedOrgan, before: Defaults | null) {
  const { code: _code, parentCode: _parent, ...cells } = values
  const given = <V>(cell: V | null | undefined, stored: V | undefined, empty: V): V =>
    cell === undefined ? (stored ?? empty) : (cell ?? empty)
  return {
    name: cells.name,
    kind: cells.kind,
    documentMark,
    shortName: given(cells.shortName, before?.shortName, cells.name),
    districtCode: given<string | null>(cells.districtCode, before?.districtCode, null),
    isDisciplineOffice: given(cells.isDisciplineOffice, before?.isDisciplineOffice, false),
    isDivision: given(cells.isDivision, before?.isDivision, false),
  }
}

/** Parents come before their children, so a chunk finds them among the ids. */
async function createOrgans(
  w: Write,
  placed: readonly PlacedOrgan[],
  ids: Map<string, string>,
): Promise<void> {
  for (const { row } of placed) ids.set(row.values.code, row.id)
  const data = placed.map((one) => {
    const { code, parentCode } = one.row.values
    return {
      ...factsOf(one, null),
      id: one.row.id,
      code,
      path: one.path,
      parentId: parentCode ? (ids.get(parentCode) ?? null) : null,
      createdAt: w.at,
    }
  })
  await w.tx.organ.createMany({ data })
}
