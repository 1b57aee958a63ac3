import type { Tx } from '@/lib/platform/db'
import type { Changes, Problem, ProblemCode } from '../types'

/** Reasons that a page lists. */
export const MOST_BLOCKERS = 200

interface State {
  id: string
  label: string
  version: number | null
}

/** What an import writes, by table: which version a row has now, and what a person calls it. */
const STATES: Readonly<Record<string, (tx: Tx, ids: string[]) => Promise<State[]>>> = {
  Organ: (tx, ids) => tx.$queryRaw`
    SELECT id::text, name || ' ' || code AS label, version FROM "Organ" WHERE id = ANY (${ids}::uuid[])`,
  Official: (tx, ids) => tx.$queryRaw`
    SELECT id::text, name || ' ' || "staffNo" AS label, version FROM "Official" WHERE id = ANY (${ids}::uuid[])`,
  Enterprise: (tx, ids) => tx.$queryRaw`
    SELECT id::text, name || coalesce(' ' || uscc, '') AS label, version FROM "Enterprise" WHERE id = ANY (${ids}::uuid[])`,
  Matter: (tx, ids) => tx.$queryRaw`
    SELECT id::text, title || ' ' || number AS label, version FROM "Matter" WHERE id = ANY (${ids}::uuid[])`,
  // A leader or handler who was named stays as named until somebody ends it.
  SupervisionLink: (tx, ids) => tx.$queryRaw`
    SELECT l.id::text, p.name || ' ' || p."staffNo" AS label, CASE WHEN l."validTo" IS NULL THEN 1 ELSE 2 END AS version
    FROM "SupervisionLink" l JOIN "Official" p ON p.id = l."officialId" WHERE l.id = ANY (${ids}::uuid[])`,
  MatterHandler: (tx, ids) => tx.$queryRaw`
    SELECT h.id::text, m.title || ' ' || m.number AS label,
      CASE WHEN h."endedAt" IS NULL AND h."suspendedByCaseId" IS NULL THEN 1 ELSE 2 END AS version
    FROM "MatterHandler" h JOIN "Matter" m ON m.id = h."matterId" WHERE h.id = ANY (${ids}::uuid[])`,
}

/**
 * What keeps a chunk from being taken back: rows that somebody changed, removed or used since. Ask as the system: what a
 * policy hides uses rows too.
 */
export async function findBlockers(tx: Tx, changes: Changes): Promise<Problem[]> {
  const found: Problem[] = []
  const ours = Object.entries(changes).flatMap(([table, { created }]) =>
    table === 'MatterEnterprise' ? [] : created,
  )
  const say = (label: string, code: ProblemCode, table: string, usedBy = '') =>
    found.push({ line: 0, column: label, code, params: { table, usedBy } })
  for (const [table, { created, updated }] of Object.entries(changes)) {
    const read = STATES[table]
    if (!read || created.length + updated.length === 0) continue
    const states = new Map(
      (await read(tx, [...created, ...updated.map(({ id }) => id)])).map((row) => [row.id, row]),
    )
    const expected = [...created.map((id) => ({ id, version: 1 })), ...updated]
    for (const { id, version } of expected) {
      const state = states.get(id)
      if (!state) say(id, 'gone-since', table)
      else if (version !== null && state.version !== version) say(state.label, 'changed-since', table)
    }
    const used = await tx.$queryRaw<{ id: string; used_by: string }[]>`
      SELECT id::text, used_by FROM imported_in_use(${table}, ${created}::uuid[], ${ours}::uuid[])`
    for (const { id, used_by: usedBy } of used) say(states.get(id)?.label ?? id, 'used-since', table, usedBy)
    if (found.length >= MOST_BLOCKERS) break
  }
  return found.slice(0, MOST_BLOCKERS)
}
