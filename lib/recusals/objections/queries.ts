import type { Standing } from '@/lib/cases/cases'
import type { Actor } from '@/lib/identity/types'
import { getCalendar } from '@/lib/calendar/queries'
import { dueAt } from '@/lib/calendar/calendar'
import { asActor } from '@/lib/platform/db'
import { getRulebook } from '@/lib/rulebook/queries'
import { mayObjection, objectionEvents } from './policy'
import type { ObjectionFacts, ObjectionOffer } from './types'
import type { Status } from './workflow'
import { FILED_FACTS } from './writes'

/** An objection with the events its table offers; null when the actor may not read it. */
export function findObjectionFacts(
  actor: Actor,
  caseId: string,
  standing: Standing,
  now: Date,
): Promise<ObjectionFacts | null> {
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: caseId },
      select: { status: true, objection: true, filedBy: { select: { name: true } } },
    })
    if (!row?.objection) return null
    const { decisionCaseId, reasons, result, resultReason } = row.objection
    return {
      decisionId: decisionCaseId,
      objector: row.filedBy.name,
      reasons,
      result,
      resultReason,
      events: objectionEvents(row.status as Status, standing, { ...FILED_FACTS, now }).map(
        ({ event, verdict }) => ({
          event,
          allowed: verdict.allowed,
          denial: verdict.allowed ? null : verdict.denial,
        }),
      ),
    }
  })
}

/** May the actor object to this decision, and until when; null for those who have no part in it. */
export function findObjectionOffer(
  actor: Actor,
  decisionCaseId: string,
  standing: Standing,
  now: Date,
): Promise<ObjectionOffer | null> {
  if (!standing.parties.includes('subject') && !standing.parties.includes('substitute'))
    return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({
      where: { id: decisionCaseId },
      select: {
        status: true,
        policyVersion: true,
        decision: { select: { servedAt: true } },
        events: { where: { event: 'open' }, select: { data: true }, take: 1 },
      },
    })
    if (!row) return null
    const objection = await tx.objection.findUnique({
      where: { decisionCaseId_objectorId: { decisionCaseId, objectorId: actor.officialId } },
      select: { case: { select: { id: true, number: true, status: true } } },
    })
    const servedAt = row.decision?.servedAt
    const { limits } = await getRulebook(tx, row.policyVersion)
    const due = servedAt ? dueAt(servedAt, limits.objectionFile, await getCalendar(tx)).instant : null
    const opened = row.events[0]?.data
    const verdict = mayObjection(null, 'file', standing, {
      now,
      decisionStatus: row.status,
      dueAt: due,
      objectedBefore: objection !== null,
      resultOfObjection: typeof opened === 'object' && opened !== null && 'objection' in opened,
    })
    return { may: verdict.allowed, dueAt: due?.toISOString() ?? null, own: objection?.case ?? null }
  })
}
