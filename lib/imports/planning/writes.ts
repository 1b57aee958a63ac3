import type { Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { planEnterprises } from '../enterprises/writes'
import { bindColumns } from '../mapping/mapping'
import { planMatters } from '../matters/writes'
import { planOfficials } from '../officials/writes'
import { planOrgans } from '../organs/writes'
import { columnsOf } from '../schema'
import type { CellsOf, ImportKind, Sheet } from '../types'
import type { Plan, PlanContext } from '../writes'
import { readStaged } from './queries'

type Planner<K extends ImportKind> = (tx: Tx, sheet: Sheet<CellsOf[K]>, context: PlanContext) => Promise<Plan>

/** Enterprises come by millions: most of their rows are written where they are staged. */
const PLANNERS: { [K in Exclude<ImportKind, 'enterprises'>]: Planner<K> } = {
  organs: planOrgans,
  officials: planOfficials,
  matters: planMatters,
}

/** What is planned together: rows that were staged, and the headers of the file. */
export interface Batch {
  id: string
  kind: ImportKind
  headers: readonly string[]
  mapping: readonly string[]
}

/** A plan for the next staged rows, how many these are and where they end. */
export type Planned = Plan & { rows: number; last: number }

/**
 * What writing the next staged rows after a place in the order would do; nothing is written until `write` of the plan is
 * called. Rows that were found wrong are passed over.
 */
export async function planRows(
  tx: Tx,
  { id, kind, headers, mapping }: Batch,
  after: number,
  limit: number,
  context: PlanContext,
): Promise<Planned> {
  const bound = bindColumns(headers, mapping, columnsOf(kind))
  const named = Object.fromEntries((bound.ok ? bound.value : []).map(({ key, header }) => [key, header]))
  if (kind === 'enterprises') return planEnterprises(tx, { batchId: id, headers: named, after, limit })
  const rows = await readStaged(tx, id, after, limit)
  // Rows were staged by the columns of this very kind.
  const plan = PLANNERS[kind] as Planner<ImportKind>
  const planned = await plan(tx, { rows, headers: named } as Sheet<never>, context)
  return { ...planned, rows: rows.length, last: rows.at(-1)?.seq ?? after }
}

/**
 * How many rows are written in one transaction. Organs and officials hold together (parents, leaders, addresses that
 * move), so a file of them is one.
 */
export function chunkRows(kind: ImportKind): number {
  return isWhole(kind) ? env().IMPORT_DIRECTORY_ROWS : env().IMPORT_CHUNK_ROWS
}

export function isWhole(kind: ImportKind): boolean {
  return kind === 'organs' || kind === 'officials'
}

/** How many rows a file of this kind may have. */
export function mostRows(kind: ImportKind): number {
  return isWhole(kind) ? env().IMPORT_DIRECTORY_ROWS : env().IMPORT_MAX_ROWS
}
