import { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { toDate } from '@/lib/platform/clock'
import { withCursor, type Cursor, type Field } from '@/lib/platform/db-cursor'
import type { JsonValue } from '@/lib/platform/json'
import { listGrants } from '@/lib/organs/queries'
import { civilDateOf } from '@/lib/platform/dates'
import { findNarrowing } from '@/lib/records/queries'
import { condition } from '@/lib/records/records'
import type { ExportOrder } from '../queries'
import { limitsKept, type LimitFacts } from '../rules/limits-kept'
import { stepDates } from '../rules/step-dates'
import type { ExportFacts, StepFact } from '../types'

/** How many cases one round of an export reads: few at first, so that something is there soon. */
const FIRST_BATCH = 500
export const EXPORT_BATCH = 1000
/** A chain of cases is never longer; a loop in the data must not hang an export. */
const MOST_LINKS = Prisma.raw('20')

/** The cases of an export while it is written. */
export interface ExportReading {
  /** The next cases, newest first as the search shows them; none at the end. */
  next(): Promise<ExportFacts[]>
  /** How many there are, counted beside in the same snapshot. */
  total(): Promise<number>
  /** Ends the statement in the database; what waits for it throws. */
  stop(now: Date): Promise<void>
}

/**
 * Reads the cases of an order as the person who ordered it: one statement, one snapshot, row-level security. Null when
 * another worker writes this export.
 */
export async function withExportRows<T>(
  jobId: string,
  order: ExportOrder,
  now: Date,
  work: (reading: ExportReading) => Promise<T>,
): Promise<T | null> {
  const officialId = order.requestedById
  const reader = { officialId, roles: await listGrants(officialId, civilDateOf(now)) }
  // Without it an export from a small unit walks the cases of the city.
  const known = await findNarrowing(reader, order.filters, now)
  const where = Prisma.sql`${condition(order.filters, order.createdAt, {}, known)} AND c."createdAt" <= ${order.createdAt.toISOString()}::timestamptz`
  const statement = Prisma.sql`
    SELECT c.id FROM "Case" c WHERE ${where} ORDER BY c."createdAt" DESC, c.id DESC`
  const reading = { actor: reader, now, statement, lock: `export:${jobId}` }
  return withCursor(reading, (cursor) => work(readingOf(cursor, where, order.createdAt)))
}

function readingOf(cursor: Cursor, where: Prisma.Sql, at: Date): ExportReading {
  let size = FIRST_BATCH
  return {
    next: async () => {
      const rows = await inTurn(() => contents(cursor, size))
      size = EXPORT_BATCH
      return rows.map((row) => toFacts(row, at))
    },
    total: () => cursor.count(Prisma.sql`SELECT count(*) FROM "Case" c WHERE ${where}`),
    stop: (now) => cursor.stop(now),
  }
}

async function contents(cursor: Cursor, size: number): Promise<Field[][]> {
  const ids = (await cursor.next(size)).map(([id]) => id)
  if (ids.length === 0) return []
  return cursor.read({ name: 'export rows', text: CONTENTS.text, values: [ids] })
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * One round after the other, whichever export it belongs to: together they keep the database no busier than one does, so
 * that the desks feel two exports as one.
 */
function inTurn<T>(round: () => Promise<T>): Promise<T> {
  const mine = turn.then(round)
  turn = mine.catch(() => undefined)
  return mine
}

const ms = (column: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${column}) * 1000)::bigint`

/** Numbers of the cases that `c` came from and led to, as far as the reader may read them, nearest beginning first. */
const LINKS = Prisma.sql`
  WITH RECURSIVE up AS (
    SELECT c."parentId" AS id, 1 AS far WHERE c."parentId" IS NOT NULL
    UNION ALL
    SELECT above."parentId", far + 1 FROM up
    CROSS JOIN LATERAL (SELECT "parentId" FROM "Case" WHERE id = up.id OFFSET 0) above
    WHERE above."parentId" IS NOT NULL AND far < ${MOST_LINKS}
  ), down AS (
    SELECT below.id, 1 AS far FROM (SELECT id FROM "Case" WHERE "parentId" = c.id OFFSET 0) below
    UNION ALL
    SELECT below.id, far + 1 FROM down
    CROSS JOIN LATERAL (SELECT id FROM "Case" WHERE "parentId" = down.id OFFSET 0) below
    WHERE far < ${MOST_LINKS}
  )
  SELECT json_agg(json_build_array(linked.kind, linked.number) ORDER BY found.place, linked.number)
  FROM (SELECT id, -far AS place FROM up UNION ALL SELECT id, far FROM down) found
  CROSS JOIN LATERAL (SELECT kind, coalesce("documentNumber", number) AS number
    FROM "Case" WHERE id = found.id OFFSET 0) linked
  WHERE linked.number IS NOT NULL`

/**
 * Everything the rows of a batch need, in one statement. What belongs to a case is looked up in sub-selects: asked for all
 * at once, PostgreSQL would first work out every case that the reader may read, for each batch anew (`OFFSET 0`). A case
 * that came from none and led to none asks for no chain. Its one value is the ids.
 */
const CONTENTS = Prisma.sql`
    SELECT c.id, c.number, c."documentNumber", c.kind, c.status, c.title, c."groundCode", c."groundArticle",
      ${ms(Prisma.sql`c."createdAt"`)}, ${ms(Prisma.sql`c."closedAt"`)}, c."limitName", ${ms(Prisma.sql`c."dueAt"`)},
      ${ms(Prisma.sql`c."pausedAt"`)}, c."policyVersion", who."staffNo", who.name, who.post, unit.name, matter.number,
      matter.title, decider.name, decider.post,
      (SELECT json_agg(json_build_array(firm.name, firm.uscc) ORDER BY party.ordinal)
       FROM "CaseParty" party JOIN "Enterprise" firm ON firm.id = party."enterpriseId" WHERE party."caseId" = c.id),
      (SELECT json_agg(CASE WHEN step.data ? 'clock'
         THEN json_build_array(step.event, ${ms(Prisma.sql`step.at`)}, step.data -> 'clock')
         ELSE json_build_array(step.event, ${ms(Prisma.sql`step.at`)}) END ORDER BY step.seq)
       FROM "CaseEvent" step WHERE step."caseId" = c.id),
      CASE WHEN c.kind = 'RECUSAL_DECISION' THEN
        (SELECT json_build_array(${ms(Prisma.sql`d."acknowledgeDueAt"`)}, ${ms(Prisma.sql`d."acknowledgedAt"`)},
           ${ms(Prisma.sql`d."handoverDueAt"`)}, ${ms(Prisma.sql`d."handedOverAt"`)})
         FROM "RecusalDecision" d WHERE d."caseId" = c.id) END,
      CASE WHEN c."parentId" IS NOT NULL OR EXISTS (SELECT 1 FROM "Case" WHERE "parentId" = c.id OFFSET 0)
        THEN (${LINKS}) END
    FROM unnest(${[] as string[]}::uuid[]) WITH ORDINALITY AS one(id, place)
    CROSS JOIN LATERAL (SELECT * FROM "Case" WHERE id = one.id OFFSET 0) c
    JOIN "Official" who ON who.id = c."subjectId"
    JOIN "Organ" unit ON unit.id = c."organId"
    LEFT JOIN "Matter" matter ON matter.id = c."matterId"
    LEFT JOIN "Official" decider ON decider.id = c."decidedById"
    ORDER BY one.place`

type Step = [event: string, at: number] | [event: string, at: number, clock: JsonValue]
type Beside = [
  acknowledgeDue: number | null,
  acknowledged: number | null,
  handoverDue: number | null,
  handedOver: number | null,
]

function toFacts(row: Field[], now: Date): ExportFacts {
  // In the order of the statement.
  const [id, number, documentNumber, kind, status, title, groundCode, groundArticle, ...rest] = row
  const [created, closed, limitName, due, paused, policyVersion, staffNo, name, post, organ, ...more] = rest
  const [matterNumber, matterTitle, decider, deciderPost, parties, steps, beside, links] = more
  const closedAt = instant(closed)
  const events = parsed<Step>(steps).map(toStep)
  const limits: LimitFacts = {
    events,
    current: { name: limitName ?? null, dueAt: instant(due), pausedAt: instant(paused) },
    closedAt,
    beside: besideOf(beside),
  }
  return {
    id: id ?? '',
    number: number ?? null,
    documentNumber: documentNumber ?? null,
    kind: kind as CaseKind,
    status: status ?? '',
    title: title ?? '',
    subject: { staffNo: staffNo ?? '', name: name ?? '', post: post ?? '', organ: organ ?? '' },
    enterprises: parsed<[string, string | null]>(parties).map(([firm, uscc]) => ({ name: firm, uscc })),
    matter: matterNumber ? { number: matterNumber, title: matterTitle ?? '' } : null,
    groundCode: groundCode ?? null,
    groundArticle: groundArticle ?? null,
    createdAt: toDate(Number(created)),
    steps: stepDates(events, closedAt),
    limits: limitsKept(limits, now),
    decidedBy: decider ? { name: decider, post: deciderPost ?? '' } : null,
    linked: linkedOf(links),
    policyVersion: Number(policyVersion),
  }
}

/** A step as the rules read it: of its data they want the clock only, and whether there is one. */
function toStep([event, at, ...clock]: Step): StepFact {
  return { event, at: toDate(at), data: clock.length > 0 ? { clock: clock[0] ?? null } : {} }
}

function besideOf(text: Field | undefined): LimitFacts['beside'] {
  if (!text) return []
  const [acknowledgeDue, acknowledged, handoverDue, handedOver] = JSON.parse(text) as Beside
  return [
    { name: 'decisionAcknowledge', dueAt: moment(acknowledgeDue), doneAt: moment(acknowledged) },
    { name: 'decisionHandOver', dueAt: moment(handoverDue), doneAt: moment(handedOver) },
  ]
}

function linkedOf(text: Field | undefined): ExportFacts['linked'] {
  const linked: ExportFacts['linked'] = {
    ADVANCE_REPORT: [],
    RECUSAL_REQUEST: [],
    RECUSAL_DECISION: [],
    REFUSAL: [],
    OBJECTION: [],
  }
  for (const [kind, number] of parsed<[CaseKind, string]>(text)) linked[kind].push(number)
  return linked
}

function parsed<T>(text: Field | undefined): T[] {
  return text ? (JSON.parse(text) as T[]) : []
}

const instant = (text: Field | undefined): Date | null => (text ? toDate(Number(text)) : null)
const moment = (value: number | null): Date | null => (value === null ? null : toDate(value))
