import type { Prisma } from '@/prisma/generated/client/client'
import { urgencyOf } from '@/lib/cases/cases'
import { findDelegators } from '@/lib/cases/queries'
import { holds, type Actor } from '@/lib/identity/types'
import { toDate } from '@/lib/platform/clock'
import { asActor, type Tx } from '@/lib/platform/db'
import { queryTokens } from '@/lib/platform/search-terms'
import { waitingFor, type Desk } from './review'
import { QUEUE_DESKS, type QueueFilter } from './schema'
import type { Queue, QueueRow } from './types'

export const QUEUE_PAGE = 20
/** Counting stops here; the page shows "more than". */
export const COUNT_CAP = 1000

/** What waits for the actor (or, with scope `all`, every open case the actor may read), most urgent first. */
export function listQueue(actor: Actor, filter: QueueFilter, now: Date): Promise<Queue> {
  return asActor(actor, now, async (tx) => {
    const base =
      filter.scope === 'all'
        ? { closedAt: null, status: { not: 'DRAFT' } }
        : waiting(actor, await findDelegators(tx, actor.officialId, now), filter.desk)
    const asked: Prisma.CaseWhereInput = { AND: [base, await narrowed(tx, filter)] }
    const where: Prisma.CaseWhereInput = { AND: [asked, urgencyWhere(filter.urgency, now)] }
    const rows = await tx.case.findMany({
      where: { AND: [where, after(filter.after)] },
      orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      take: QUEUE_PAGE + 1,
      select: ROW,
    })
    const counts = await countQueue(tx, asked, now)
    const page = rows.slice(0, QUEUE_PAGE)
    const last = page.at(-1)
    return {
      rows: page.map((row) => toRow(row, actor, now)),
      next: rows.length > QUEUE_PAGE && last ? `${last.dueAt?.toISOString() ?? ''}_${last.id}` : null,
      counts,
    }
  })
}

/** How many cases wait for the actor: the number beside the desk in the navigation. */
export function countWaiting(actor: Actor, now: Date): Promise<number> {
  return asActor(actor, now, async (tx) => {
    const where = waiting(actor, await findDelegators(tx, actor.officialId, now))
    return (await tx.case.findMany({ where, take: 100, select: { id: true } })).length
  })
}

const ROW = {
  id: true,
  kind: true,
  number: true,
  documentNumber: true,
  title: true,
  status: true,
  dueAt: true,
  amberAt: true,
  pausedAt: true,
  closedAt: true,
  dueProvisional: true,
  escalatedAt: true,
  limitName: true,
  submittedAt: true,
  createdAt: true,
  deciderId: true,
  subject: { select: { name: true, post: true } },
  organ: { select: { shortName: true } },
  parties: { select: { enterprise: { select: { name: true } } }, orderBy: { ordinal: 'asc' }, take: 3 },
} satisfies Prisma.CaseSelect

function toRow(row: Prisma.CaseGetPayload<{ select: typeof ROW }>, actor: Actor, now: Date): QueueRow {
  return {
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
    subject: { name: row.subject.name, post: row.subject.post, organ: row.organ.shortName },
    enterprises: row.parties.map((party) => party.enterprise.name),
    dueAt: row.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(row, now),
    provisional: row.dueProvisional,
    escalated: row.escalatedAt !== null,
    limitName: row.limitName,
    submittedAt: (row.submittedAt ?? row.createdAt).toISOString(),
    mine: row.deciderId === actor.officialId,
  }
}

function waiting(actor: Actor, standsInFor: readonly string[], only?: Desk): Prisma.CaseWhereInput {
  const clerkOrgans = actor.roles.filter((grant) => grant.role === 'CLERK').map((grant) => grant.organId)
  const whose: Record<Desk, Prisma.CaseWhereInput> = {
    decider: { deciderId: { in: [actor.officialId, ...standsInFor] }, subjectId: { not: actor.officialId } },
    clerk: { handlingOrganId: { in: clerkOrgans }, subjectId: { not: actor.officialId } },
    drafter: { filedById: actor.officialId },
    hr: {
      ...underRole(actor, 'HR'),
      AND: [
        {
          OR: [
            { status: 'DEMANDED', refusal: { reviewStartedAt: { not: null } } },
            { status: 'CONFIRMED' },
            { status: 'REFERRED', refusal: { referTo: 'HR' } },
          ],
        },
      ],
    },
    discipline: { ...underRole(actor, 'DISCIPLINE'), refusal: { referTo: 'DISCIPLINE' } },
  }
  const has: Record<Desk, boolean> = {
    decider: true,
    drafter: true,
    clerk: clerkOrgans.length > 0,
    hr: holds(actor, 'HR'),
    discipline: holds(actor, 'DISCIPLINE'),
  }
  const desks = only ? [only] : QUEUE_DESKS.filter((desk) => has[desk])
  return {
    closedAt: null,
    OR: desks.flatMap((desk) =>
      waitingFor(desk).map(({ kind, statuses }) => ({ ...whose[desk], kind, status: { in: statuses } })),
    ),
  }
}

/** Cases in the subtrees in which the actor holds a role, but never their own. */
function underRole(actor: Actor, role: 'HR' | 'DISCIPLINE'): Prisma.CaseWhereInput {
  const paths = actor.roles.filter((grant) => grant.role === role).map((grant) => grant.organPath)
  return {
    subjectId: { not: actor.officialId },
    OR: paths.map((path) => ({ organPath: { startsWith: path } })),
  }
}

async function narrowed(tx: Tx, filter: QueueFilter): Promise<Prisma.CaseWhereInput> {
  const kind = filter.kind ? { kind: filter.kind } : {}
  if (!filter.q) return kind
  const tokens = queryTokens(filter.q)
  const hits = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM search_cases(${tokens}, ${[`%${likeable(filter.q)}%`]}) AS id LIMIT 1000`
  return { ...kind, id: { in: hits.map((hit) => hit.id) } }
}

/** The text as CaseSearch stores it, with LIKE's own signs escaped. */
function likeable(q: string): string {
  return q
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
}

function urgencyWhere(urgency: QueueFilter['urgency'], now: Date): Prisma.CaseWhereInput {
  if (urgency === 'overdue') return { dueAt: { lt: now }, pausedAt: null }
  if (urgency === 'amber') return { dueAt: { gte: now }, amberAt: { lte: now }, pausedAt: null }
  if (urgency === 'calm') return { OR: [{ amberAt: { gt: now } }, { dueAt: null }] }
  return {}
}

function after(cursor: string | undefined): Prisma.CaseWhereInput {
  const match = cursor?.match(/^([0-9T:.Z-]*)_([0-9a-f-]{36})$/)
  const [, due, id] = match ?? []
  if (!id) return {}
  if (!due) return { dueAt: null, id: { gt: id } }
  const at = toDate(due)
  return { OR: [{ dueAt: { gt: at } }, { dueAt: at, id: { gt: id } }, { dueAt: null }] }
}

async function countQueue(tx: Tx, where: Prisma.CaseWhereInput, now: Date): Promise<Queue['counts']> {
  const rows = await tx.case.findMany({
    where,
    take: COUNT_CAP + 1,
    select: { dueAt: true, amberAt: true, pausedAt: true, closedAt: true },
  })
  const urgencies = rows.slice(0, COUNT_CAP).map((row) => urgencyOf(row, now))
  return {
    overdue: urgencies.filter((urgency) => urgency === 'overdue').length,
    amber: urgencies.filter((urgency) => urgency === 'amber').length,
    all: urgencies.length,
    capped: rows.length > COUNT_CAP,
  }
}
