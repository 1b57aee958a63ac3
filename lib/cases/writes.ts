import type { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import type { Write } from '@/lib/audit/writes'
import { findDecisionChainFacts } from '@/lib/organs/queries'
import { civilDateOf } from '@/lib/platform/dates'
import { keepCase } from '@/lib/platform/db'
import { dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { insertRow, insertRows } from '@/lib/platform/insert'
import type { JsonValue } from '@/lib/platform/json'
import { ok, refuse, type Result } from '@/lib/platform/result'
import type { LimitName } from '@/lib/rulebook/schema'
import { limitFields, setLimitTimers, type LimitFields } from './limits/writes'
import { limitEnded } from './rules/limit-ended'
import { barredFrom, whoDecides, whoHandles, type Candidate } from './rules/who-decides'

/** The spine of a case as commands work with it. */
export type CaseRow = Prisma.CaseGetPayload<{ include: { conflicts: true } }>

export interface OpenCase {
  kind: CaseKind
  status: string
  event: string
  subjectId: string
  filedById: string
  title?: string
  matterId?: string | null
  parentId?: string | null
  policyVersion: number
  groundCode?: string | null
  groundArticle?: string | null
  reason?: string | null
  data?: JsonValue
  set?: Partial<Prisma.CaseUncheckedCreateInput>
}

/** Opens a case and its timeline. The clerk's organ and the first decider follow from the subject's place. */
export async function openCase(w: Write, open: OpenCase): Promise<CaseRow> {
  const today = civilDateOf(w.at)
  const facts = await findDecisionChainFacts(w.tx, open.subjectId, today)
  const decider = whoDecides(facts, { level: 0, excluded: [open.filedById] })
  const id = uuidv7(w.at)
  const row = await insertRow(w.tx, 'Case', {
    id,
    kind: open.kind,
    status: open.status,
    title: open.title ?? '',
    subjectId: open.subjectId,
    filedById: open.filedById,
    organId: facts.subject.unitId,
    organPath: facts.subject.unitPath,
    handlingOrganId: whoHandles(facts),
    matterId: open.matterId ?? null,
    deciderId: decider?.officialId ?? null,
    deciderWhy: decider?.why ?? null,
    level: decider?.level ?? 0,
    policyVersion: open.policyVersion,
    groundCode: open.groundCode ?? null,
    groundArticle: open.groundArticle ?? null,
    parentId: open.parentId ?? null,
    createdAt: w.at,
    updatedAt: w.at,
    ...open.set,
  })
  w.caseId ??= id
  w.policyVersion ??= open.policyVersion
  w.touch('Case', { id })
  await addEvent(w, id, 1, {
    event: open.event,
    from: null,
    to: open.status,
    reason: open.reason ?? null,
    data: open.data,
    policyVersion: open.policyVersion,
  })
  return { ...row, conflicts: [] }
}

/**
 * Reads a case for a command. Refusals: `not-found` (also when the actor may not read it) and `changed-meanwhile` when
 * the version is not the one the page showed, naming who did what.
 */
export async function takeCase(w: Write, id: string, version: number | null): Promise<Result<CaseRow>> {
  const row = await w.tx.case.findUnique({ where: { id }, include: { conflicts: true } })
  if (!row) return refuse('cases', 'not-found')
  w.caseId ??= id
  w.policyVersion ??= row.policyVersion
  if (version !== null && row.version !== version) return changedMeanwhile(w, id)
  return ok(row)
}

export interface Move {
  event: string
  to: string
  reason?: string | null
  data?: JsonValue
  article?: string | null
  set?: Prisma.CaseUncheckedUpdateManyInput
  /** Starts this limit (with its days from the case's policy), clears the running one, or leaves it (undefined). */
  limit?: LimitName | null
  /** A return stops the clock; the resubmission lets it run on. */
  clock?: 'pause' | 'resume'
  /** From when the limit counts; now unless told. */
  limitFrom?: Date
  /** A running limit gets this end instead (an extension); its timers follow. */
  extend?: { dueAt: Date; amberAt: Date; provisional: boolean }
  /** An earlier end of the limit, e.g. the start of the dealing. */
  notAfter?: Date | null
  /** The step follows by itself from the one before (entry into force at service): the timeline names no person. */
  bySystem?: boolean
}

/**
 * The one place where a status changes: repeats status and version in the update (zero rows is an answer), writes the
 * timeline, and starts or clears the limit. Returns the row as it is now.
 */
export async function moveCase(w: Write, row: CaseRow, move: Move): Promise<Result<CaseRow>> {
  const limit = await limitFields(w, row, move)
  await keepCase(w.tx, row.id)
  const [now] = await w.tx.case.updateManyAndReturn({
    where: { id: row.id, status: row.status, version: row.version },
    data: {
      ...limit,
      ...countEnded(row, limit, move, w.at),
      ...move.set,
      status: move.to,
      version: row.version + 1,
      updatedAt: w.at,
    },
  })
  if (!now) return changedMeanwhile(w, row.id)
  w.touch('Case', { id: row.id })
  const actingFor = move.bySystem ? null : await findActingFor(w, row)
  await addEvent(w, row.id, row.version + 1, {
    event: move.event,
    from: row.status,
    to: move.to,
    reason: move.reason ?? null,
    data: withActingFor(limit ? withClock(move.data, row, limit) : move.data, actingFor),
    article: move.article ?? null,
    policyVersion: row.policyVersion,
    bySystem: move.bySystem,
  })
  if (limit) await setLimitTimers(w, row.id, limit)
  return ok({ ...now, conflicts: row.conflicts })
}

/** The case itself counts which of its limits were kept: statistics read it, the timeline says which they were. */
function countEnded(row: CaseRow, limit: LimitFields | null, move: Move, at: Date) {
  const ended = limitEnded(row, limit, Boolean(move.set?.closedAt), at)
  if (ended === null) return {}
  return ended === 'kept' ? { limitsKept: row.limitsKept + 1 } : { limitsMissed: row.limitsMissed + 1 }
}

/** The absent decider for whom this step is taken, by name: the timeline names both. */
async function findActingFor(w: Write, row: CaseRow): Promise<string | null> {
  const { deciderId } = row
  if (!w.who || !deciderId || [deciderId, row.filedById, row.subjectId].includes(w.who.officialId))
    return null
  const day = dbDate(civilDateOf(w.at))
  const running = await w.tx.delegation.count({
    where: {
      fromId: deciderId,
      toId: w.who.officialId,
      endedAt: null,
      validFrom: { lte: day },
      validTo: { gte: day },
    },
  })
  if (running === 0) return null
  const absent = await w.tx.official.findUnique({ where: { id: deciderId }, select: { name: true } })
  return absent?.name ?? null
}

function withActingFor(data: JsonValue | undefined, actingFor: string | null): JsonValue | undefined {
  if (!actingFor) return data
  return { ...(typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}), actingFor }
}

interface NewEvent {
  event: string
  from: string | null
  to: string
  reason: string | null
  data?: JsonValue
  article?: string | null
  policyVersion: number
  bySystem?: boolean
}

async function addEvent(w: Write, caseId: string, seq: number, event: NewEvent): Promise<void> {
  const id = uuidv7(w.at)
  const who = event.bySystem ? null : w.who
  await insertRows(w.tx, 'CaseEvent', [
    {
      id,
      caseId,
      seq,
      event: event.event,
      fromStatus: event.from,
      toStatus: event.to,
      actorId: who?.officialId ?? null,
      actorName: who?.name ?? null,
      actorPost: who?.post ?? null,
      at: w.at,
      reason: event.reason,
      data: (event.data ?? {}) as Prisma.InputJsonValue,
      article: event.article ?? null,
      policyVersion: event.policyVersion,
    },
  ])
  w.touch('CaseEvent', { id })
}

/** The timeline keeps which limit ran from this step on, so that it can be told later whether it was kept. */
function withClock(data: JsonValue, row: CaseRow, limit: LimitFields): JsonValue {
  if (!limit.limitName && !row.limitName) return data
  const clock = limit.limitName && {
    limit: limit.limitName,
    from: limit.limitFrom?.toISOString() ?? null,
    dueAt: limit.pausedAt ? null : (limit.dueAt?.toISOString() ?? null),
  }
  return { ...(typeof data === 'object' && !Array.isArray(data) ? data : {}), clock }
}

/** The next eligible decider at a level, with everybody who declared a conflict or is named here left out. */
export async function findDecider(
  w: Write,
  row: Pick<CaseRow, 'kind' | 'subjectId' | 'filedById' | 'conflicts'>,
  level: number,
  alsoExcluded: readonly string[] = [],
): Promise<Candidate | null> {
  const facts = await findDecisionChainFacts(w.tx, row.subjectId, civilDateOf(w.at))
  return whoDecides(facts, {
    level,
    excluded: [...barredFrom(row), ...alsoExcluded],
  })
}

/** Tells people, in the app, that a case needs or concerns them. Only a case number and a step travel. */
export async function tell(
  w: Write,
  officialIds: readonly (string | null | undefined)[],
  kind: string,
  row: Pick<CaseRow, 'id' | 'kind' | 'number' | 'version'> & { matterId?: string | null },
  desk: 'my' | 'review' | 'records' | 'matter',
): Promise<void> {
  for (const officialId of new Set(officialIds)) {
    if (!officialId) continue
    await w.enqueue(
      'notice',
      {
        officialId,
        kind,
        caseId: row.id,
        caseKind: row.kind,
        number: row.number,
        desk,
        ...(desk === 'matter' ? { matterId: row.matterId ?? null } : {}),
      },
      { dedupeKey: `notice:${row.id}:${row.version}:${kind}:${officialId}` },
    )
  }
}

/** Has the worker make and keep the document of a step, once. */
export async function orderDocument(
  w: Write,
  caseId: string,
  kind: 'DECISION' | 'DEMAND' | 'REVIEW' | 'REFERRAL' | 'SERVICE_PROOF' | 'HANDOVER',
): Promise<void> {
  await w.enqueue('document', { caseId, kind }, { dedupeKey: `document:${kind}:${caseId}` })
}

/** Lets somebody read a case because of another one that they decide: the contested decision, at the review. */
export async function lendCase(
  w: Write,
  caseId: string,
  officialId: string,
  becauseId: string,
): Promise<void> {
  const lent = await w.tx.caseReader.createMany({
    data: [{ caseId, officialId, becauseId, createdAt: w.at }],
    skipDuplicates: true,
  })
  if (lent.count > 0) w.touch('CaseReader', { caseId, officialId })
}

/** The next number of a series without gaps: the row stays locked until the commit, a rollback gives it back. */
export async function nextNumber(w: Write, key: string): Promise<number> {
  const [row] = await w.tx.$queryRaw<[{ last: number }]>`
    INSERT INTO "NumberSeries" (key, last) VALUES (${key}, 1)
    ON CONFLICT (key) DO UPDATE SET last = "NumberSeries".last + 1 RETURNING last`
  return row.last
}

async function changedMeanwhile(w: Write, caseId: string): Promise<Result<never>> {
  const last = await w.tx.caseEvent.findFirst({
    where: { caseId },
    orderBy: { seq: 'desc' },
    select: { event: true, actorName: true },
  })
  return refuse('cases', 'changed-meanwhile', {
    params: { who: last?.actorName ?? '', event: last?.event ?? '' },
  })
}
