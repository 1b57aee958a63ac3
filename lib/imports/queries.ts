import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { mayImport } from './policy'
import { importKindSchema } from './schema'
import type { ImportDetail, ImportLine, Problem } from './types'

/** How many of the latest batches the page lists. */
const MOST_LISTED = 50

/** Where the uploaded file of a batch is kept: evidence of what was imported, and what an import reads. */
export function importKey(id: string): string {
  if (!isUuid(id)) throw new RangeError('not the id of a batch')
  return `imports/${id}.csv`
}

const LINE = {
  id: true,
  kind: true,
  fileName: true,
  encoding: true,
  status: true,
  mode: true,
  rowsTotal: true,
  rowsValid: true,
  rowsCreated: true,
  rowsUpdated: true,
  rowsUnchanged: true,
  importedById: true,
  createdAt: true,
  appliedAt: true,
} as const

/** The latest imports, newest first; empty for who may not import. */
export async function listImports(actor: Actor, now: Date): Promise<ImportLine[]> {
  if (!mayImport(actor)) return []
  return asActor(actor, now, async (tx) => {
    const rows = await tx.importBatch.findMany({
      select: LINE,
      orderBy: { createdAt: 'desc' },
      take: MOST_LISTED,
    })
    const names = await namesOf(tx, rows)
    return rows.map((row) => lineOf(row, names))
  })
}

/** One import with its problems; null when there is none or the actor may not import. */
export async function getImport(actor: Actor, id: string, now: Date): Promise<ImportDetail | null> {
  if (!mayImport(actor) || !isUuid(id)) return null
  return asActor(actor, now, async (tx) => {
    const row = await tx.importBatch.findUnique({
      where: { id },
      select: { ...LINE, sha256: true, rowsApplied: true, problems: true },
    })
    if (!row) return null
    const names = await namesOf(tx, [row])
    const { sha256, rowsApplied } = row
    // Written by `previewImport` and `applyImport` only.
    const problems = row.problems as unknown as Problem[]
    return { ...lineOf(row, names), sha256, rowsApplied, problems }
  })
}

async function namesOf(tx: Tx, rows: readonly { importedById: string | null }[]) {
  const ids = [...new Set(rows.flatMap((row) => row.importedById ?? []))]
  const people = await tx.official.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(people.map((person) => [person.id, person.name]))
}

interface Stored extends Omit<ImportLine, 'kind' | 'mode' | 'createdAt' | 'appliedAt' | 'importedBy'> {
  kind: string
  mode: string
  importedById: string | null
  createdAt: Date
  appliedAt: Date | null
}

function lineOf(row: Stored, names: ReadonlyMap<string, string>): ImportLine {
  return {
    id: row.id,
    kind: importKindSchema.parse(row.kind),
    fileName: row.fileName,
    encoding: row.encoding,
    status: row.status,
    mode: row.mode === 'VALID' ? 'VALID' : 'ALL',
    rowsTotal: row.rowsTotal,
    rowsValid: row.rowsValid,
    rowsCreated: row.rowsCreated,
    rowsUpdated: row.rowsUpdated,
    rowsUnchanged: row.rowsUnchanged,
    createdAt: row.createdAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    importedBy: row.importedById ? (names.get(row.importedById) ?? null) : null,
  }
}
