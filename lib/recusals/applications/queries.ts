import { randomBytes } from 'node:crypto'
import type { PublicApplication } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { calledLike } from '@/lib/organs/choosing/queries'
import type { Clock } from '@/lib/platform/clock'
import { asActor, asSystem, db, type Tx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { readFiles } from './files/queries'
import { formToken } from './rules/form-token'
import { codeHash } from './rules/query-code'
import type { ApplicationRow, ApplicationView, PublicProgress } from './types'
import type { Status } from './workflow'
import { publicSecret } from './writes'

const PAGE = 20
/** So many organs are offered for what was typed. */
const MOST_ORGANS = 12

/** A token for a form that is opened now. */
export function openForm(clock: Clock): string {
  return formToken(publicSecret(), clock.now(), randomBytes(12).toString('base64url'))
}

/** Organs to choose from, by part of their name. Names only: the directory of people stays inside. */
export async function findReceivingOrgans(query: string): Promise<{ id: string; name: string }[]> {
  const like = calledLike(query)
  if (!like) return []
  return db().$queryRaw<{ id: string; name: string }[]>`
    SELECT o.id, o.name FROM "Organ" o WHERE o.active AND NOT o."isDivision" AND ${like}
    ORDER BY o.code LIMIT ${MOST_ORGANS}`
}

/** Where an application is now. */
export function findReceiverOf(organId: string): Promise<{ path: string }> {
  return db().organ.findUniqueOrThrow({ where: { id: organId }, select: { path: true } })
}

const ROW = {
  id: true,
  number: true,
  initiator: true,
  anonymous: true,
  officialText: true,
  matterText: true,
  status: true,
  receivedAt: true,
  amberAt: true,
  dueAt: true,
  organ: { select: { name: true } },
} as const

type StoredRow = Pick<PublicApplication, Exclude<keyof typeof ROW, 'organ'>> & { organ: { name: string } }

function lineOf({ organ, ...row }: StoredRow): ApplicationRow {
  return {
    ...row,
    organ: organ.name,
    status: row.status as Status,
    receivedAt: row.receivedAt.toISOString(),
    amberAt: row.amberAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
  }
}

/** What waits at the actor's desk first, oldest first, then what was answered, newest first. `page` counts from one. */
export function listApplications(
  actor: Actor,
  page: number,
  now: Date,
): Promise<{ rows: ApplicationRow[]; more: boolean }> {
  return asActor(actor, now, async (tx) => {
    const waiting = await tx.publicApplication.count({ where: { status: 'RECEIVED' } })
    const skip = (page - 1) * PAGE
    const open = await tx.publicApplication.findMany({
      where: { status: 'RECEIVED' },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      select: ROW,
      skip,
      take: PAGE + 1,
    })
    const answered = await tx.publicApplication.findMany({
      where: { status: { not: 'RECEIVED' } },
      orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
      select: ROW,
      skip: Math.max(0, skip - waiting),
      take: PAGE + 1 - open.length,
    })
    const rows = [...open, ...answered]
    return { rows: rows.slice(0, PAGE).map(lineOf), more: rows.length > PAGE }
  })
}

/** One application with who sent it; null when it is not for the actor's desk. */
export function findApplication(actor: Actor, id: string, now: Date): Promise<ApplicationView | null> {
  if (!isUuid(id)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.publicApplication.findUnique({
      where: { id },
      include: { organ: { select: { name: true } } },
    })
    if (!row) return null
    const by = row.answeredById
      ? await tx.official.findUnique({ where: { id: row.answeredById }, select: { name: true } })
      : null
    const readable = row.caseId ? await tx.case.count({ where: { id: row.caseId } }) : 0
    return {
      ...lineOf(row),
      version: row.version,
      applicant: row.anonymous
        ? null
        : { name: row.applicantName, contact: row.applicantContact, capacity: row.capacity },
      organId: row.organId,
      desk: row.desk,
      aboutHead: row.aboutHead,
      groundCode: row.groundCode,
      facts: row.facts,
      evidence: row.evidence,
      files: await readFiles(tx, row.id),
      answer: row.answer,
      answeredBy: by?.name ?? null,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      caseId: readable > 0 ? row.caseId : null,
    }
  })
}

/** Where an application stands, for whoever holds its query code; null when there is none with it. */
export function findProgress(typed: string, now: Date): Promise<PublicProgress | null> {
  const hash = codeHash(typed)
  if (!hash) return Promise.resolve(null)
  return asSystem(now, async (tx) => {
    const row = await tx.publicApplication.findUnique({
      where: { codeHash: hash },
      include: { organ: { select: { name: true } } },
    })
    if (!row) return null
    const base = { number: row.number, organ: row.organ.name, receivedAt: row.receivedAt.toISOString() }
    const waits = row.status === 'RECEIVED'
    if (waits || !row.caseId)
      return {
        ...base,
        stage: waits ? 'RECEIVED' : 'NOT_ACCEPTED',
        answerBy: waits ? row.dueAt.toISOString() : null,
        answer: row.answer,
        mayObjectUntil: null,
      }
    return { ...base, ...(await progressOf(tx, row.caseId, row.initiator, now)) }
  })
}

const STAGE: Readonly<Record<string, PublicProgress['stage']>> = {
  NOT_ACCEPTED: 'NOT_ACCEPTED',
  GRANTED: 'GRANTED',
  PARTLY_GRANTED: 'GRANTED',
  DENIED: 'DENIED',
  OBJECTED: 'OBJECTED',
  DENIAL_UPHELD: 'UPHELD',
}

type Later = Pick<PublicProgress, 'stage' | 'answerBy' | 'answer' | 'mayObjectUntil'>

/** An informant learns that it was dealt with; an applicant also how, and why not. */
async function progressOf(tx: Tx, caseId: string, initiator: string, now: Date): Promise<Later> {
  const row = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    select: { status: true, dueAt: true, request: { select: { objectedAt: true } } },
  })
  const last = await tx.caseEvent.findFirst({
    where: { caseId, toStatus: { not: 'CLOSED' } },
    orderBy: { seq: 'desc' },
    select: { toStatus: true, reason: true },
  })
  const stage = STAGE[last?.toStatus ?? ''] ?? 'UNDER_REVIEW'
  const open = row.dueAt && row.dueAt.getTime() >= now.getTime() ? row.dueAt.toISOString() : null
  if (stage === 'UNDER_REVIEW') return { stage, answerBy: open, answer: null, mayObjectUntil: null }
  if (initiator !== 'INTERESTED_PARTY' && stage !== 'NOT_ACCEPTED')
    return { stage: 'HANDLED', answerBy: null, answer: null, mayObjectUntil: null }
  const no = stage === 'DENIED' || stage === 'UPHELD' || stage === 'NOT_ACCEPTED'
  return {
    stage,
    answerBy: stage === 'OBJECTED' ? open : null,
    answer: no ? (last?.reason ?? null) : null,
    mayObjectUntil: row.status === 'DENIED' && !row.request?.objectedAt ? open : null,
  }
}
