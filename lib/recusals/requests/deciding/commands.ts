import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { dueUnder } from '@/lib/cases/limits/writes'
import { moveCase, tell, type Move } from '@/lib/cases/writes'
import { startDraftFromVersion } from '@/lib/filing/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { openGrantedDecision } from '@/lib/recusals/decisions/writes'
import type {
  acceptSchema,
  denySchema,
  grantSchema,
  reasonSchema,
  returnSchema,
  reviewSchema,
} from '../schema'
import {
  acceptTaken,
  closeLater,
  judgeRequest,
  resumeParticipation,
  suspendParticipation,
  takeRequest,
  tellApplicant,
  type TakenRequest,
} from '../writes'
import type { Event, Status } from '../workflow'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Takes the request and asks whether this step is the actor's. */
async function begin(
  w: Write,
  actor: Actor,
  input: { caseId: string; version: number },
  event: Event,
): Promise<Result<TakenRequest & { to: Status }>> {
  const taken = await takeRequest(w, input.caseId, input.version)
  if (!taken.ok) return taken
  const allowed = await judgeRequest(w, actor, taken.value, event)
  return allowed.ok ? ok({ ...taken.value, to: allowed.value }) : allowed
}

/** The clerk accepts (accept → UNDER_REVIEW): the decider's time begins. */
export function acceptRequest({ actor, clock, input, requestKey }: Command<typeof acceptSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.accept', requestKey, input }, async (w) => {
    const begun = await begin(w, actor, input, 'accept')
    if (!begun.ok) return begun
    const moved = await acceptTaken(w, begun.value, begun.value.to)
    return moved.ok ? ok({ caseId: input.caseId }) : moved
  })
}

/** The clerk sends it back once, with all defects (return → RETURNED). The clock stops. */
export function returnRequest({ actor, clock, input, requestKey }: Command<typeof returnSchema>) {
  return write({ who: actor, clock, command: 'recusal-requests.return', requestKey, input }, async (w) => {
    const begun = await begin(w, actor, input, 'return')
    if (!begun.ok) return begun
    const { row, request, to } = begun.value
    await w.tx.recusalRequest.updateMany({
      where: { caseId: row.id },
      data: { returns: request.returns + 1 },
    })
    w.touch('RecusalRequest', { caseId: row.id })
    await startDraftFromVersion(w, row.id, request.currentVersion)
    const moved = await moveCase(w, row, {
      event: 'return',
      to,
      data: { defects: input.defects },
      clock: 'pause',
    })
    if (!moved.ok) return moved
    await tellApplicant(w, begun.value, moved.value, 'request-returned')
    return ok({ caseId: row.id })
  })
}

/** The clerk does not accept it (refuseAcceptance → NOT_ACCEPTED): final, with reasons, told. */
export function refuseAcceptance({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return write(
    { who: actor, clock, command: 'recusal-requests.refuse-acceptance', requestKey, input },
    async (w) => {
      const begun = await begin(w, actor, input, 'refuseAcceptance')
      if (!begun.ok) return begun
      return settle(w, begun.value, { event: 'refuseAcceptance', reason: input.reason })
    },
  )
}

/** Suspension of participation, confirmation of a ground, hearing, extension: steps that decide nothing yet. */
export function reviewRequest({ actor, clock, input, requestKey }: Command<typeof reviewSchema>) {
  return write(
    { who: actor, clock, command: `recusal-requests.${input.event}`, requestKey, input },
    async (w) => {
      const begun = await begin(w, actor, input, input.event)
      if (!begun.ok) return begun
      const { row, request, to } = begun.value
      const stored = {
        suspend: { suspendedAt: w.at },
        resume: { suspendedAt: null },
        confirmGround: { groundConfirmedById: actor.officialId },
        hear: { heardAt: w.at, hearingOpinion: input.reason },
        extend: { extendedAt: w.at },
      }[input.event]
      await w.tx.recusalRequest.updateMany({ where: { caseId: request.caseId }, data: stored })
      w.touch('RecusalRequest', { caseId: request.caseId })
      const more = await clockOf(w, begun.value, input.event)
      if (input.event === 'suspend') await suspendParticipation(w, row)
      if (input.event === 'resume') await resumeParticipation(w, row)
      const moved = await moveCase(w, row, { event: input.event, to, reason: input.reason, ...more })
      if (!moved.ok) return moved
      const kind = KIND[input.event]
      if (kind) await tellApplicant(w, begun.value, moved.value, kind)
      if (kind && kind !== 'ground-confirmed' && request.initiator !== 'SELF' && input.event !== 'extend')
        await tell(w, [row.subjectId], kind, moved.value, 'matter')
      return ok({ caseId: row.id })
    },
  )
}

const KIND: Readonly<Partial<Record<Event, string>>> = {
  suspend: 'request-suspended',
  resume: 'request-resumed',
  confirmGround: 'ground-confirmed',
  extend: 'request-extended',
}

/** More working days from where the limit ended; once the official was heard, the time for the decision. */
async function clockOf(w: Write, { row }: TakenRequest, event: Event): Promise<Partial<Move>> {
  if (event === 'hear') return { limit: 'requestDecide' }
  if (event !== 'extend') return {}
  return { extend: await dueUnder(w, row.policyVersion, 'requestExtension', row.dueAt ?? w.at) }
}

/** Denies, or upholds the denial on objection (deny → DENIED, uphold → DENIAL_UPHELD), with reasons. */
export function denyRequest({ actor, clock, input, requestKey }: Command<typeof denySchema>) {
  return write(
    { who: actor, clock, command: `recusal-requests.${input.event}`, requestKey, input },
    async (w) => {
      const begun = await begin(w, actor, input, input.event)
      if (!begun.ok) return begun
      const decided = { decidedById: actor.officialId, decidedAt: w.at }
      if (input.event === 'uphold')
        return settle(w, begun.value, {
          event: 'uphold',
          reason: input.reason,
          set: { ...decided, closedAt: w.at },
        })
      const { row, to } = begun.value
      const moved = await moveCase(w, row, {
        event: 'deny',
        to,
        reason: input.reason,
        limit: 'requestObject',
        set: decided,
      })
      if (!moved.ok) return moved
      await resumeParticipation(w, row)
      await tellApplicant(w, begun.value, moved.value, 'request-denied')
      return ok({ caseId: row.id })
    },
  )
}

/**
 * Grants (grant → GRANTED, grantPartly → PARTLY_GRANTED, reverse → GRANTED) and opens, in the same transaction, the
 * recusal decision on application, to be signed by somebody else. Partly: only the named acts.
 */
export function grantRequest({ actor, clock, input, requestKey }: Command<typeof grantSchema>) {
  return write(
    { who: actor, clock, command: `recusal-requests.${input.event}`, requestKey, input },
    async (w) => {
      const begun = await begin(w, actor, input, input.event)
      if (!begun.ok) return begun
      if (input.event === 'grantPartly' && (input.scope.length === 0 || !input.reason))
        return refuse('recusalRequests', 'partly-needs-scope', {
          fields: {
            ...(input.scope.length === 0 ? { scope: 'platform.field.required' } : {}),
            ...(input.reason ? {} : { reason: 'platform.field.required' }),
          },
        })
      const { row, request, to } = begun.value
      const scope = input.event === 'grantPartly' ? input.scope : []
      await w.tx.recusalRequest.updateMany({
        where: { caseId: request.caseId },
        data: { grantedScope: scope },
      })
      w.touch('RecusalRequest', { caseId: request.caseId })
      const decision = await openGrantedDecision(w, actor, {
        request: row,
        version: request.currentVersion,
        substituteId: input.substituteId,
        scope,
        handover: input.handover,
        urgent: request.urgent,
        reason: input.reason,
      })
      if (!decision.ok) return decision
      const moved = await moveCase(w, row, {
        event: input.event,
        to,
        reason: input.reason,
        article: 'civil-servants-77',
        data: scope.length > 0 ? { scope } : {},
        limit: null,
        set: { decidedById: actor.officialId, decidedAt: w.at, closedAt: w.at },
      })
      if (!moved.ok) return moved
      await closeLater(w, row.id, row.policyVersion)
      await tellApplicant(
        w,
        begun.value,
        moved.value,
        to === 'GRANTED' ? 'request-granted' : 'request-grantedPartly',
      )
      return ok({ caseId: row.id, decisionId: decision.value.id })
    },
  )
}

async function settle(
  w: Write,
  taken: TakenRequest & { to: Status },
  move: Pick<Move, 'event' | 'reason' | 'set'>,
): Promise<Result<{ caseId: string }>> {
  const { row, to } = taken
  const moved = await moveCase(w, row, { ...move, to, limit: null })
  if (!moved.ok) return moved
  await closeLater(w, row.id, row.policyVersion)
  await resumeParticipation(w, row)
  await tellApplicant(
    w,
    taken,
    moved.value,
    to === 'NOT_ACCEPTED' ? 'request-refuseAcceptance' : 'request-upheld',
  )
  return ok({ caseId: row.id })
}
