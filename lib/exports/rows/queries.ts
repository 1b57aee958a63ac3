import { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import type { Tx } from '@/lib/platform/db'
import type { JsonValue } from '@/lib/platform/json'
import { afterCursor } from '@/lib/records/records'
import { limitsKept } from '../rules/limits-kept'
import { stepDates } from '../rules/step-dates'
import type { ExportFacts, StepFact } from '../types'

/** How many cases one round of an export reads. */
export const EXPORT_BATCH = 1000
/** A chain of cases is never longer; a loop in the data must not hang an export. */
const MOST_LINKS = 20

/** How many cases an export has. `where` is the search's condition on `"Case" c`. */
export async function countExportRows(tx: Tx, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<
    [{ found: number }]
  >`SELECT count(*)::int AS found FROM "Case" c WHERE ${where}`
  return row.found
}

/** The next cases of an export, newest first as the search shows them, and where to go on; null at the end. */
export async function readExportRows(
  tx: Tx,
  where: Prisma.Sql,
  after: string | undefined,
  now: Date,
): Promise<{ rows: ExportFacts[]; after: string | null }> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "Case" c WHERE ${where} AND ${afterCursor(after)}
    ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${EXPORT_BATCH}`
  const ids = found.map((row) => row.id)
  if (ids.length === 0) return { rows: [], after: null }
  const cases = await tx.case.findMany({
    where: { id: { in: ids } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: SELECT,
  })
  const steps = await readSteps(tx, ids)
  const links = await linkedNumbers(tx, ids)
  const last = cases.at(-1)
  return {
    rows: cases.map((row) => toFacts(row, steps.get(row.id) ?? [], links.get(row.id), now)),
    after: ids.length === EXPORT_BATCH && last ? `${last.createdAt.toISOString()}_${last.id}` : null,
  }
}

const SELECT = {
  id: true,
  number: true,
  documentNumber: true,
  kind: true,
  status: true,
  title: true,
  groundCode: true,
  groundArticle: true,
  createdAt: true,
  closedAt: true,
  limitName: true,
  dueAt: true,
  pausedAt: true,
  policyVersion: true,
  subject: { select: { staffNo: true, name: true, post: true } },
  organ: { select: { name: true } },
  matter: { select: { number: true, title: true } },
  decidedBy: { select: { name: true, post: true } },
  parties: { select: { enterprise: { select: { name: true, uscc: true } } }, orderBy: { ordinal: 'asc' } },
  decision: {
    select: { acknowledgeDueAt: true, acknowledgedAt: true, handoverDueAt: true, handedOverAt: true },
  },
} satisfies Prisma.CaseSelect

type Row = Prisma.CaseGetPayload<{ select: typeof SELECT }>

function toFacts(
  row: Row,
  events: readonly StepFact[],
  linked: ExportFacts['linked'] | undefined,
  now: Date,
): ExportFacts {
  const { organ, parties, decision, closedAt, limitName, dueAt, pausedAt, ...rest } = row
  const beside = decision
    ? [
        { name: 'decisionAcknowledge', dueAt: decision.acknowledgeDueAt, doneAt: decision.acknowledgedAt },
        { name: 'decisionHandOver', dueAt: decision.handoverDueAt, doneAt: decision.handedOverAt },
      ]
    : []
  return {
    ...rest,
    subject: { ...row.subject, organ: organ.name },
    enterprises: parties.map((party) => party.enterprise),
    steps: stepDates(events, closedAt),
    limits: limitsKept({ events, current: { name: limitName, dueAt, pausedAt }, closedAt, beside }, now),
    linked: linked ?? noLinks(),
  }
}

/**
 * The timelines of a batch. Case by case inside one statement: asked for all at once, PostgreSQL would first work out
 * every case the reader may read, for each batch anew.
 */
async function readSteps(tx: Tx, ids: readonly string[]): Promise<Map<string, StepFact[]>> {
  const steps = await tx.$queryRaw<{ id: string; event: string; at: Date; data: JsonValue }[]>`
    SELECT one.id, e.event, e.at, e.data FROM unnest(${ids}::uuid[]) AS one(id)
    CROSS JOIN LATERAL (SELECT event, at, data FROM "CaseEvent" WHERE "caseId" = one.id ORDER BY seq) e`
  const byCase = new Map<string, StepFact[]>()
  for (const { id, ...step } of steps) {
    const own = byCase.get(id)
    if (own) own.push(step)
    else byCase.set(id, [step])
  }
  return byCase
}

function noLinks(): ExportFacts['linked'] {
  return { ADVANCE_REPORT: [], RECUSAL_REQUEST: [], RECUSAL_DECISION: [], REFUSAL: [], OBJECTION: [] }
}

interface Link {
  root: string
  kind: CaseKind
  number: string
}

/**
 * For each case the numbers of those it came from and led to, as far as the reader may read them. Case by case (LATERAL,
 * OFFSET 0) for the same reason as above.
 */
async function linkedNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, ExportFacts['linked']>> {
  const links = await tx.$queryRaw<Link[]>`
    WITH RECURSIVE roots AS (
      SELECT c.id AS root, c."parentId" FROM "Case" c WHERE c.id = ANY(${ids}::uuid[])
    ), up AS (
      SELECT root, "parentId" AS id, 1 AS far FROM roots WHERE "parentId" IS NOT NULL
      UNION ALL
      SELECT up.root, above."parentId", far + 1 FROM up
      CROSS JOIN LATERAL (SELECT "parentId" FROM "Case" WHERE id = up.id OFFSET 0) above
      WHERE above."parentId" IS NOT NULL AND far < ${MOST_LINKS}
    ), down AS (
      SELECT r.root, below.id, 1 AS far FROM roots r
      CROSS JOIN LATERAL (SELECT id FROM "Case" WHERE "parentId" = r.root OFFSET 0) below
      UNION ALL
      SELECT down.root, below.id, far + 1 FROM down
      CROSS JOIN LATERAL (SELECT id FROM "Case" WHERE "parentId" = down.id OFFSET 0) below
      WHERE far < ${MOST_LINKS}
    )
    SELECT found.root, c.kind::text AS kind, c.number
    FROM (SELECT root, id, -far AS place FROM up UNION SELECT root, id, far FROM down) found
    CROSS JOIN LATERAL (SELECT kind, coalesce("documentNumber", number) AS number
      FROM "Case" WHERE id = found.id OFFSET 0) c
    WHERE c.number IS NOT NULL
    ORDER BY found.root, found.place, c.number`
  const byCase = new Map<string, ExportFacts['linked']>()
  for (const { root, kind, number } of links) {
    const linked = byCase.get(root) ?? noLinks()
    linked[kind].push(number)
    byCase.set(root, linked)
  }
  return byCase
}
