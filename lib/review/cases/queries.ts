import type { Prisma } from '@/prisma/generated/client/client'
import { urgencyOf, type Standing } from '@/lib/cases/cases'
import { findPauses, getStanding } from '@/lib/cases/queries'
import { barredFrom, whoDecides } from '@/lib/cases/rules/who-decides'
import type { Actor } from '@/lib/identity/types'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import { asActor, type Tx } from '@/lib/platform/db'
import { civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import { countDays } from '@/lib/calendar/calendar'
import { getCalendar } from '@/lib/calendar/queries'
import { isUuid } from '@/lib/platform/ids'
import type { JsonValue } from '@/lib/platform/json'
import { getRulebook } from '@/lib/rulebook/queries'
import type { LimitName } from '@/lib/rulebook/schema'
import type { LinkedCase, ReviewCase } from './types'

/** Other cases with the same enterprises that the page lists. */
const MOST_EARLIER = 6

/** A case as its page shows it, with what the actor is to it; null when there is none the actor may read. */
export function findReviewCase(
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ view: ReviewCase; standing: Standing } | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({ where: { id }, include: WITH })
    if (!row) return null
    const standing = await getStanding(tx, actor, row, now)
    return { view: await toView(tx, actor, row, now), standing }
  })
}

const PERSON = { select: { id: true, name: true, post: true } } as const
const LINK = {
  select: { id: true, kind: true, number: true, documentNumber: true, title: true, status: true },
} as const
const WITH = {
  conflicts: true,
  subject: {
    select: {
      id: true,
      name: true,
      post: true,
      rank: true,
      isLeadingCadre: true,
      personnelCategory: true,
      organ: { select: { name: true } },
    },
  },
  filedBy: PERSON,
  decider: PERSON,
  matter: { select: { id: true, number: true, title: true } },
  parties: {
    orderBy: { ordinal: 'asc' },
    select: { enterprise: { select: { id: true, name: true, uscc: true, ownership: true } } },
  },
  versions: { orderBy: { number: 'desc' } },
  events: { orderBy: { seq: 'asc' } },
  attachments: { where: { removedAt: null }, select: { id: true, fileName: true, size: true } },
  parent: LINK,
  children: LINK,
} satisfies Prisma.CaseInclude

type Row = Prisma.CaseGetPayload<{ include: typeof WITH }>

async function toView(tx: Tx, actor: Actor, row: Row, now: Date): Promise<ReviewCase> {
  const { limits } = await getRulebook(tx, row.policyVersion)
  const facts = await findDecisionChainFacts(tx, row.subjectId, civilDateOf(now))
  const excluded = [...barredFrom(row), row.deciderId ?? '']
  const next = row.closedAt ? null : whoDecides(facts, { level: row.level, excluded })
  const conflicted = await tx.official.findMany({
    where: { id: { in: row.conflicts.map((conflict) => conflict.officialId) } },
    select: { name: true },
  })
  return {
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
    version: row.version,
    closed: row.closedAt !== null,
    policyVersion: row.policyVersion,
    subject: {
      ...person(row.subject),
      rank: row.subject.rank,
      organ: row.subject.organ.name,
      isLeadingCadre: row.subject.isLeadingCadre,
      personnelCategory: row.subject.personnelCategory,
    },
    filedBy: person(row.filedBy),
    decider: row.decider
      ? { ...person(row.decider), why: row.deciderWhy, isMe: row.decider.id === actor.officialId }
      : null,
    next: next ? { officialId: next.officialId, name: next.name, post: next.post, why: next.why } : null,
    conflicts: conflicted,
    matter: row.matter,
    enterprises: row.parties.map((party) => party.enterprise),
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
          ? countDays(row.limitFrom, row.dueAt, await findPauses(tx, row.id), await getCalendar(tx))
          : [],
    },
    versions: row.versions.map((version) => ({
      number: version.number,
      submittedAt: version.submittedAt.toISOString(),
      contentHash: version.contentHash,
      content: version.content as JsonValue,
    })),
    events: row.events.map((event) => ({
      seq: event.seq,
      event: event.event,
      to: event.toStatus,
      actorName: event.actorName,
      actorPost: event.actorPost,
      at: event.at.toISOString(),
      reason: event.reason,
      article: event.article,
      data: event.data as JsonValue,
    })),
    attachments: row.attachments,
    parent: row.parent ? linked(row.parent) : null,
    children: row.children.map(linked),
    earlier: await earlierWith(tx, row),
  }
}

function person(row: { id: string; name: string; post: string }) {
  return { officialId: row.id, name: row.name, post: row.post }
}

function linked(
  row: Omit<LinkedCase, 'number'> & { number: string | null; documentNumber: string | null },
): LinkedCase {
  return {
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
  }
}

async function earlierWith(tx: Tx, row: Row): Promise<LinkedCase[]> {
  if (row.parties.length === 0) return []
  const rows = await tx.case.findMany({
    where: {
      id: { not: row.id },
      status: { not: 'DRAFT' },
      parties: { some: { enterpriseId: { in: row.parties.map((party) => party.enterprise.id) } } },
    },
    orderBy: { createdAt: 'desc' },
    take: MOST_EARLIER,
    ...LINK,
  })
  return rows.map(linked)
}
