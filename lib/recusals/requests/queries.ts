import type { Prisma } from '@/prisma/generated/client/client'
import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { toDate } from '@/lib/platform/clock'
import { asActor, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { requestEvents } from './policy'
import { requestDraftSchema } from './schema'
import type { RequestDeskFacts, RequestForEdit, RequestRow } from './types'
import type { Status } from './workflow'
import { factsOf } from './writes'

const PAGE = 20

async function person(tx: Tx, id: string | null | undefined): Promise<RequestDeskFacts['substitute']> {
  if (!id) return null
  const row = await tx.official.findUnique({
    where: { id },
    select: { id: true, name: true, staffNo: true, post: true, organ: { select: { name: true } } },
  })
  return row && { ...row, organ: row.organ.name }
}

/** Events with their verdicts and the request's own facts; null when the actor may not read it. */
export function findRequestDesk(
  actor: Actor,
  caseId: string,
  standing: Standing,
  now: Date,
): Promise<RequestDeskFacts | null> {
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({ where: { id: caseId }, select: { status: true } })
    const request = await tx.recusalRequest.findUnique({ where: { caseId } })
    if (!row || !request) return null
    const version = await tx.filingVersion.findFirst({ where: { caseId }, orderBy: { number: 'desc' } })
    const content = (version?.content ?? {}) as { handover?: string }
    return {
      events: requestEvents(row.status as Status, standing, factsOf(request)).map(({ event, verdict }) => ({
        event,
        allowed: verdict.allowed,
        denial: verdict.allowed ? null : verdict.denial,
      })),
      kinship: request.kinship,
      urgent: request.urgent,
      statutory: request.statutoryGround,
      groundConfirmed: request.groundConfirmedById !== null,
      suspended: request.suspendedAt !== null,
      hearingOpinion: request.hearingOpinion,
      substitute: await person(tx, request.substituteProposedId),
      handover: content.handover ?? '',
    }
  })
}

/** The actor's own request as the form edits it; null when there is none or it is past editing. */
export function findRequestForEdit(actor: Actor, caseId: string, now: Date): Promise<RequestForEdit | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findFirst({
      where: {
        id: caseId,
        kind: 'RECUSAL_REQUEST',
        filedById: actor.officialId,
        status: { in: ['DRAFT', 'RETURNED'] },
      },
      include: {
        draft: true,
        versions: { orderBy: { number: 'desc' }, take: 1 },
        events: { where: { event: 'return' }, take: 1 },
      },
    })
    if (!row) return null
    const parsed = requestDraftSchema.safeParse(row.draft?.content ?? row.versions[0]?.content ?? {})
    const content = parsed.success ? parsed.data : {}
    const returned = row.events[0]?.data as { defects?: string[] } | undefined
    return {
      caseId: row.id,
      version: row.version,
      status: row.status,
      number: row.number,
      revision: row.draft?.revision ?? 0,
      content: { ...content, pledge: false },
      defects: row.status === 'RETURNED' ? (returned?.defects ?? []) : [],
      substitute: await person(tx, content.substituteId),
    }
  })
}

/** The actor's requests, newest first; `after` is the last row of the page before. */
export function listMyRequests(
  actor: Actor,
  filter: { after?: string },
  now: Date,
): Promise<{ rows: RequestRow[]; next: string | null }> {
  return asActor(actor, now, async (tx) => {
    const [at, id] = (filter.after ?? '').split('_')
    const before: Prisma.CaseWhereInput =
      at && id && isUuid(id) && !Number.isNaN(Date.parse(at))
        ? { createdAt: { lte: toDate(at) }, NOT: { createdAt: toDate(at), id: { gte: id } } }
        : {}
    const rows = await tx.case.findMany({
      where: { filedById: actor.officialId, kind: 'RECUSAL_REQUEST', AND: before },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: PAGE + 1,
      select: { id: true, number: true, title: true, status: true, createdAt: true, submittedAt: true },
    })
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    return {
      rows: page.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        submittedAt: row.submittedAt?.toISOString() ?? null,
      })),
      next: rows.length > PAGE && last ? `${last.createdAt.toISOString()}_${last.id}` : null,
    }
  })
}
