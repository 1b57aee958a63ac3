import type { z } from 'zod'
import { Prisma } from '@/prisma/generated/client/client'
import { draftSchema } from '@/lib/advance-reports/schema'
import { reportEvents } from '@/lib/advance-reports/policy'
import { ADVANCE_REPORT, type Status as ReportStatus } from '@/lib/advance-reports/workflow'
import { factsOf as reportFacts } from '@/lib/advance-reports/writes'
import { urgencyOf } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { asActor, db, readAs, type Tx } from '@/lib/platform/db'
import { findNarrowing } from '@/lib/records/queries'
import { afterCursor, condition } from '@/lib/records/records'
import { findDecisionFacts } from '@/lib/recusals/decisions/queries'
import { RECUSAL_DECISION, type Status as DecisionStatus } from '@/lib/recusals/decisions/workflow'
import { requestEvents } from '@/lib/recusals/requests/policy'
import { requestDraftSchema } from '@/lib/recusals/requests/schema'
import { RECUSAL_REQUEST, type Status as RequestStatus } from '@/lib/recusals/requests/workflow'
import { factsOf as requestFacts } from '@/lib/recusals/requests/writes'
import { findReviewCase, reviewCaseIn } from '@/lib/review/cases/queries'
import type { ReviewCase } from '@/lib/review/cases/types'
import { decodeCursor, encodeCursor } from '../rules/cursor'
import type { Translate } from '../types'
import { apiSteps, type Judged } from './cases'
import type { casePage, decisionDetail, ListQuery, reportDetail, requestDetail } from './schema'

type Kind = 'ADVANCE_REPORT' | 'RECUSAL_REQUEST' | 'RECUSAL_DECISION'
const LIST = 'cases'

interface Line {
  id: string
  number: string | null
  title: string
  status: string
  version: number
  createdAt: Date
  dueAt: Date | null
  amberAt: Date | null
  pausedAt: Date | null
  closedAt: Date | null
  subject: { officialId: string; name: string; post: string }
  organ: string
  enterprises: { id: string; name: string; uscc: string | null }[]
}

/** A page of the cases of a kind that the actor may read, newest first; or what of the query is none. */
export async function listCases(
  actor: Actor,
  kind: Kind,
  { limit, cursor, whose, overdue, organ, ...filters }: ListQuery,
  now: Date,
): Promise<z.input<typeof casePage> | 'cursor' | 'organ'> {
  const after = cursor === undefined ? [] : decodeCursor(LIST, 2, cursor)
  if (!after || (cursor && !isPlace(after))) return 'cursor'
  const place = organ ? await db().organ.findUnique({ where: { code: organ }, select: { id: true } }) : null
  if (organ && !place) return 'organ'
  const asked = {
    ...filters,
    kind,
    organ: place?.id,
    overdue: overdue === 'true' ? ('1' as const) : undefined,
  }
  const where = condition(asked, now, {}, await findNarrowing(actor, asked, now))
  const me = actor.officialId
  const own = {
    all: Prisma.sql`true`,
    mine: Prisma.sql`c."filedById" = ${me}::uuid`,
    deciding: Prisma.sql`c."deciderId" = ${me}::uuid AND c."closedAt" IS NULL`,
  }[whose]
  const found = await readAs<Line>(
    actor,
    now,
    Prisma.sql`
    WITH page AS (
      SELECT c.id, coalesce(c."documentNumber", c.number) AS number, c.title, c.status, c.version, c."createdAt",
        c."dueAt", c."amberAt", c."pausedAt", c."closedAt", c."subjectId", c."organId"
      FROM "Case" c WHERE ${where} AND ${own} AND ${afterCursor(after.join('_') || undefined)}
      ORDER BY c."createdAt" DESC, c.id DESC LIMIT ${limit + 1}
    )
    SELECT page.*, jsonb_build_object('officialId', who.id, 'name', who.name, 'post', who.post) AS subject,
      unit.name AS organ,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc) ORDER BY p.ordinal), '[]')
       FROM "CaseParty" p JOIN "Enterprise" e ON e.id = p."enterpriseId" WHERE p."caseId" = page.id) AS enterprises
    FROM page JOIN "Official" who ON who.id = page."subjectId" JOIN "Organ" unit ON unit.id = page."organId"
    ORDER BY page."createdAt" DESC, page.id DESC`,
  )
  const items = found.slice(0, limit).map((line) => toItem(line, now))
  const last = items.at(-1)
  const more = found.length > limit && last
  return { items, nextCursor: more ? encodeCursor(LIST, [last.createdAt, last.id]) : null }
}

const isPlace = ([at = '', id = '']: string[]) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && /^[\da-f-]{36}$/.test(id)

function toItem(line: Line, now: Date) {
  const { id, number, title, status, version, subject, organ, enterprises } = line
  return {
    id,
    number,
    title,
    status,
    version,
    createdAt: line.createdAt.toISOString(),
    dueAt: line.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(line, now),
    subject,
    organ,
    enterprises,
  }
}

/** What the three kinds have in common, from the query that the pages use. */
function commonOf(
  { view, createdAt }: { view: ReviewCase; createdAt: Date },
  transitions: ReturnType<typeof apiSteps>,
) {
  const { subject, filedBy, decider, limit } = view
  const person = (one: { officialId: string; name: string; post: string }) => ({
    officialId: one.officialId,
    name: one.name,
    post: one.post,
  })
  return {
    id: view.id,
    number: view.number,
    title: view.title,
    status: view.status,
    version: view.version,
    createdAt: createdAt.toISOString(),
    dueAt: limit.dueAt,
    urgency: limit.urgency,
    closed: view.closed,
    policyVersion: view.policyVersion,
    subject: person(subject),
    filedBy: person(filedBy),
    decider: decider && person(decider),
    organ: subject.organ,
    matter: view.matter,
    enterprises: view.enterprises.map(({ id, name, uscc }) => ({ id, name, uscc })),
    ground: view.ground,
    limit: { name: limit.name, dueAt: limit.dueAt, provisional: limit.provisional },
    versions: view.versions.map(({ content, ...version }) => ({
      ...version,
      content: content as Record<string, unknown>,
    })),
    timeline: view.events.map((one) => ({
      event: one.event,
      to: one.to,
      at: one.at,
      actor: one.actorName,
      reason: one.reason,
    })),
    parent: view.parent,
    children: view.children,
    transitions,
  }
}

/** What is being written, for whoever writes it. */
async function findDraft(tx: Tx, actor: Actor, { id, filedBy }: ReviewCase) {
  if (filedBy.officialId !== actor.officialId) return null
  return tx.filingDraft.findUnique({ where: { caseId: id }, select: { revision: true, content: true } })
}

/** An advance report with what the actor may do now; null when there is none the actor may read. */
export function findReport(
  actor: Actor,
  id: string,
  now: Date,
  t: Translate,
): Promise<z.input<typeof reportDetail> | null> {
  return asActor(actor, now, async (tx) => {
    const found = await reviewCaseIn(tx, actor, id, now)
    if (found?.view.kind !== 'ADVANCE_REPORT') return null
    const report = await tx.advanceReport.findUnique({ where: { caseId: id } })
    if (!report) return null
    const status = found.view.status as ReportStatus
    const judged: Judged[] = reportEvents(status, found.standing, reportFacts({ row: found, report }, now))
    const draft = await findDraft(tx, actor, found.view)
    return {
      ...commonOf(found, apiSteps(ADVANCE_REPORT.table[status], judged, 'advanceReports', t)),
      filingKind: report.filingKind,
      startsAt: report.startsAt?.toISOString() ?? null,
      endsAt: report.endsAt?.toISOString() ?? null,
      conditions: (report.conditions as string[] | null) ?? [],
      draft: draft && { revision: draft.revision, content: draftSchema.safeParse(draft.content).data ?? {} },
    }
  })
}

/** A recusal request with what the actor may do now; null when there is none the actor may read. */
export function findRequest(
  actor: Actor,
  id: string,
  now: Date,
  t: Translate,
): Promise<z.input<typeof requestDetail> | null> {
  return asActor(actor, now, async (tx) => {
    const found = await reviewCaseIn(tx, actor, id, now)
    if (found?.view.kind !== 'RECUSAL_REQUEST') return null
    const request = await tx.recusalRequest.findUnique({ where: { caseId: id } })
    if (!request) return null
    const status = found.view.status as RequestStatus
    const judged: Judged[] = requestEvents(status, found.standing, requestFacts(request))
    const draft = await findDraft(tx, actor, found.view)
    return {
      ...commonOf(found, apiSteps(RECUSAL_REQUEST.table[status], judged, 'recusalRequests', t)),
      initiator: request.initiator,
      suspended: request.suspendedAt !== null,
      hearingOpinion: request.hearingOpinion,
      draft: draft && {
        revision: draft.revision,
        content: requestDraftSchema.safeParse(draft.content).data ?? {},
      },
    }
  })
}

/** A recusal decision with what the actor may do now; null when there is none the actor may read. */
export async function findDecision(
  actor: Actor,
  id: string,
  now: Date,
  t: Translate,
): Promise<z.input<typeof decisionDetail> | null> {
  const found = await findReviewCase(actor, id, now)
  if (found?.view.kind !== 'RECUSAL_DECISION') return null
  const facts = await findDecisionFacts(actor, id, found.standing, now)
  if (!facts) return null
  const table = RECUSAL_DECISION.table[found.view.status as DecisionStatus]
  const { events, items, substitute, services: _not, ...rest } = facts
  return {
    ...commonOf(found, apiSteps(table, events.map(asJudged), 'recusalDecisions', t)),
    ...rest,
    scope: [...rest.scope],
    handover: items,
    substitute: substitute && { id: substitute.id, name: substitute.name, staffNo: substitute.staffNo },
  }
}

function asJudged({
  event,
  allowed,
  denial,
}: {
  event: string
  allowed: boolean
  denial: string | null
}): Judged {
  return allowed
    ? { event, verdict: { allowed: true } }
    : { event, verdict: { allowed: false, denial: denial ?? 'not-in-charge', from: null } }
}
