import { Prisma } from '@/prisma/generated/client/client'
import { urgencyOf, type Standing } from '@/lib/cases/cases'
import { getStanding, pausesOf } from '@/lib/cases/queries'
import { barredFrom, whoDecides } from '@/lib/cases/rules/who-decides'
import type { CaseRow } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import { toDate } from '@/lib/platform/clock'
import { asActor, type Tx } from '@/lib/platform/db'
import { civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import { ONE_PLAN } from '@/lib/platform/statement-name'
import { countDays } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { isUuid } from '@/lib/platform/ids'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LimitName } from '@/lib/rulebook/schema'
import type { LinkedCase, PersonLine, ReviewCase } from './types'

/** Other cases with the same enterprises that the page lists. */
const MOST_EARLIER = 6

interface FoundCase {
  view: ReviewCase
  standing: Standing
  createdAt: Date
  submittedAt: Date | null
}

/** A case as its page shows it, with what the actor is to it; null when there is none the actor may read. */
export function findReviewCase(actor: Actor, id: string, now: Date): Promise<FoundCase | null> {
  return asActor(actor, now, (tx) => reviewCaseIn(tx, actor, id, now))
}

/** As `findReviewCase`, where more is read in the same transaction of the actor. */
export async function reviewCaseIn(tx: Tx, actor: Actor, id: string, now: Date): Promise<FoundCase | null> {
  const row = isUuid(id) ? await readCase(tx, id) : undefined
  if (!row) return null
  const { createdAt, submittedAt } = row
  const standing = await getStanding(tx, actor, row, now)
  return { view: await toView(tx, actor, row, now), standing, createdAt, submittedAt }
}

/** A case with what stands around it, as `readCase` gathers it. */
type Row = Omit<CaseRow, 'conflicts'> &
  Pick<
    ReviewCase,
    'matter' | 'enterprises' | 'versions' | 'events' | 'attachments' | 'parent' | 'children'
  > & {
    subject: ReviewCase['subject']
    filedBy: PersonLine
    decider: PersonLine | null
    conflicts: { officialId: string; name: string | null }[]
  }

const person = (key: string) =>
  Prisma.raw(`(SELECT json_build_object('officialId', p.id, 'name', p.name, 'post', p.post)
     FROM "Official" p WHERE p.id = c."${key}")`)

/** A list as JSON: what each has, in which order, from where. */
const list = (what: string, order: string, from: string) =>
  Prisma.raw(
    `coalesce((SELECT json_agg(json_build_object(${what}) ORDER BY ${order}) FROM ${from}), '[]'::json)`,
  )

/** As `Date.toISOString` writes it. */
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const LINKED = `'id', l.id, 'kind', l.kind, 'number', coalesce(l."documentNumber", l.number), 'title', l.title,
  'status', l.status`

/** All of it in one statement: by relations of the client it would be fourteen. */
async function readCase(tx: Tx, id: string): Promise<Row | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    ${Prisma.raw(ONE_PLAN)} SELECT c.*,
      (SELECT json_build_object('officialId', p.id, 'name', p.name, 'post', p.post, 'rank', p.rank, 'organ', o.name,
         'isLeadingCadre', p."isLeadingCadre", 'personnelCategory', p."personnelCategory")
       FROM "Official" p JOIN "Organ" o ON o.id = p."organId" WHERE p.id = c."subjectId") AS subject,
      ${person('filedById')} AS "filedBy",
      ${person('deciderId')} AS decider,
      (SELECT json_build_object('id', m.id, 'number', m.number, 'title', m.title)
       FROM "Matter" m WHERE m.id = c."matterId") AS matter,
      (SELECT json_build_object(${Prisma.raw(LINKED)}) FROM "Case" l WHERE l.id = c."parentId") AS parent,
      ${list(LINKED, 'l."createdAt", l.id', `"Case" l WHERE l."parentId" = c.id`)} AS children,
      ${list(
        `'officialId', f."officialId", 'name', p.name`,
        `f."declaredAt"`,
        `"CaseConflict" f LEFT JOIN "Official" p ON p.id = f."officialId" WHERE f."caseId" = c.id`,
      )} AS conflicts,
      ${list(
        `'id', e.id, 'name', e.name, 'uscc', e.uscc, 'ownership', e.ownership`,
        'p.ordinal',
        `"CaseParty" p JOIN "Enterprise" e ON e.id = p."enterpriseId" WHERE p."caseId" = c.id`,
      )} AS enterprises,
      ${list(
        `'number', v.number, 'submittedAt', ${instant('v."submittedAt"')}, 'contentHash', v."contentHash",
         'content', v.content`,
        'v.number DESC',
        `"FilingVersion" v WHERE v."caseId" = c.id`,
      )} AS versions,
      ${list(
        `'seq', s.seq, 'event', s.event, 'to', s."toStatus", 'actorName', s."actorName", 'actorPost', s."actorPost",
         'at', ${instant('s.at')}, 'reason', s.reason, 'article', s.article, 'data', s.data`,
        's.seq',
        `"CaseEvent" s WHERE s."caseId" = c.id`,
      )} AS events,
      ${list(
        `'id', a.id, 'fileName', a."fileName", 'size', a.size`,
        'a."createdAt", a.id',
        `"Attachment" a WHERE a."caseId" = c.id AND a."removedAt" IS NULL`,
      )} AS attachments
    FROM "Case" c WHERE c.id = ${id}::uuid`
  return row
}

async function toView(tx: Tx, actor: Actor, row: Row, now: Date): Promise<ReviewCase> {
  const { limits } = await getRulebook(tx, row.policyVersion)
  const facts = await findDecisionChainFacts(tx, row.subjectId, civilDateOf(now))
  const excluded = [...barredFrom(row), row.deciderId ?? '']
  const next = row.closedAt ? null : whoDecides(facts, { level: row.level, excluded })
  return {
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
    version: row.version,
    closed: row.closedAt !== null,
    policyVersion: row.policyVersion,
    subject: row.subject,
    filedBy: row.filedBy,
    decider: row.decider && {
      ...row.decider,
      why: row.deciderWhy,
      isMe: row.decider.officialId === actor.officialId,
    },
    next: next ? { officialId: next.officialId, name: next.name, post: next.post, why: next.why } : null,
    conflicts: row.conflicts.flatMap(({ name }) => (name === null ? [] : [{ name }])),
    matter: row.matter,
    enterprises: row.enterprises,
    ground: row.groundCode ? { code: row.groundCode, article: row.groundArticle } : null,
    limit: {
      name: row.limitName,
      days: row.limitName ? limits[row.limitName as LimitName] : null,
      from: row.limitFrom?.toISOString() ?? null,
      dueAt: row.dueAt?.toISOString() ?? null,
      urgency: urgencyOf(row, now),
      provisional: row.dueProvisional,
      escalated: row.escalatedAt !== null,
      paused: row.pausedAt !== null,
      capped: row.dueAt !== null && row.dueAt.getTime() !== endOfCivilDay(civilDateOf(row.dueAt)).getTime(),
      counted:
        row.limitName && row.limitFrom && row.dueAt
          ? countDays(row.limitFrom, row.dueAt, pausesIn(row), await getCalendar(tx))
          : [],
    },
    versions: row.versions,
    events: row.events,
    attachments: row.attachments,
    parent: row.parent,
    children: row.children,
    earlier: await earlierWith(tx, row),
  }
}

const pausesIn = ({ events }: Row) => pausesOf(events.map(({ event, at }) => ({ event, at: toDate(at) })))

async function earlierWith(tx: Tx, row: Row): Promise<LinkedCase[]> {
  if (row.enterprises.length === 0) return []
  const rows = await tx.case.findMany({
    where: {
      id: { not: row.id },
      status: { not: 'DRAFT' },
      parties: { some: { enterpriseId: { in: row.enterprises.map(({ id }) => id) } } },
    },
    orderBy: { createdAt: 'desc' },
    take: MOST_EARLIER,
    select: { id: true, kind: true, number: true, documentNumber: true, title: true, status: true },
  })
  return rows.map(({ documentNumber, ...one }) => ({ ...one, number: documentNumber ?? one.number }))
}
