import type { Write } from '@/lib/audit/writes'
import type { Tx } from '@/lib/platform/db'
import type { JsonValue } from '@/lib/platform/json'
import type { Changes, Problem } from './types'

/** Rows of one INSERT. */
const CHUNK = 1000

/** Whether the importer looks after the organ with this path. */
export type Reach = (path: string) => boolean

/** What an import would do, found out without writing. */
export interface Plan {
  problems: Problem[]
  /** Rows that can be taken over: created, updated and those that change nothing. */
  valid: number
  created: number
  updated: number
  /** Writes all valid rows; answers what that changed, so that it can be taken back. */
  write(w: Write): Promise<Changes>
}

/** What the plans of all kinds need to know. */
export interface PlanContext {
  inCharge: Reach
  at: Date
}

/** The former values of the columns that change, as JSON keeps them. */
export function formerValues<T extends object>(
  before: T,
  changes: Partial<T>,
): { [column: string]: JsonValue } {
  const some = Object.keys(changes).map((key) => [key, before[key as keyof T] ?? null])
  return JSON.parse(JSON.stringify(Object.fromEntries(some))) as { [column: string]: JsonValue }
}

export function* inChunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK)
}

/** Imports go one after the other, so that what one checked still holds when it writes. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('imports', 0))`
}
