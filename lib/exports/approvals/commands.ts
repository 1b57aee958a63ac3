import type { z } from 'zod'
import type { Prisma } from '@/prisma/generated/client/client'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse } from '@/lib/platform/result'
import { findReach } from '../schedules/queries'
import { endWith, tell } from '../schedules/writes'
import { mayDecideRequest } from './policy'
import type { approveRequestSchema, declineRequestSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Lets the worker build what a schedule asked for. Refusals: `request-not-found`, `own-request`, `already-decided`,
 * `requester-left`.
 */
export function approveRequest(context: Command<typeof approveRequestSchema>) {
  return decide(context, 'APPROVED')
}

/** Refuses it, with reasons. Refusals: `request-not-found`, `own-request`, `already-decided`. */
export function declineRequest(context: Command<typeof declineRequestSchema>) {
  return decide(context, 'DECLINED')
}

function decide(
  { actor, clock, input, requestKey }: Command<typeof approveRequestSchema>,
  status: 'APPROVED' | 'DECLINED',
) {
  const command = status === 'APPROVED' ? 'exports.approve' : 'exports.decline'
  return write({ who: actor, clock, command, requestKey, input }, async (w) => {
    const { requestId: id, reason } = input
    const request = await w.tx.exportRequest.findUnique({ where: { id } })
    if (!request) return refuse('exports', 'request-not-found')
    if (request.requestedById === actor.officialId) return refuse('exports', 'own-request')
    if (request.status !== 'WAITING') return refuse('exports', 'already-decided')
    if (!mayDecideRequest(actor, request)) return refuse('exports', 'request-not-found')
    if (status === 'APPROVED' && !(await reachesNoFurther(w.tx, request, w.at)))
      return refuse('exports', 'requester-left')
    const decided = await w.tx.exportRequest.updateMany({
      where: { id, status: 'WAITING' },
      data: { status, reason, decidedById: actor.officialId, decidedAt: w.at },
    })
    if (decided.count === 0) return refuse('exports', 'already-decided')
    w.touch('ExportRequest', { id })
    if (status === 'APPROVED')
      await w.enqueue('exportApproved', { requestId: id }, { dedupeKey: `export-approved:${id}` })
    await tell(
      w,
      request.requestedById,
      status === 'APPROVED' ? 'export-approved' : 'export-declined',
      status === 'APPROVED' ? 'exports' : 'schedules',
      id,
    )
    return ok(undefined)
  })
}

/**
 * Orders, as the requester, what was approved; the worker writes it like any other. A requester without the desk gets
 * nothing, and the schedule ends. Refusal: `already-built`. By the system.
 */
export function buildApproved(clock: Clock, requestId: string) {
  return write({ who: null, clock, command: 'exports.build-approved' }, async (w) => {
    const request = await w.tx.exportRequest.findFirst({ where: { id: requestId, status: 'APPROVED' } })
    if (!request) return refuse('exports', 'already-built')
    if (!(await reachesNoFurther(w.tx, request, w.at))) {
      await endWith(w, request.scheduleId, 'no-desk')
      await tell(w, request.requestedById, 'schedule-ended', 'schedules', requestId)
      return ok(undefined)
    }
    const id = uuidv7(w.at)
    const { requestedById, purpose, filters, format, locale } = request
    const made = await w.tx.exportJob.createMany({
      data: [
        {
          id,
          requestId,
          requestedById,
          purpose,
          filters: filters as Prisma.InputJsonValue,
          format,
          locale,
          createdAt: w.at,
        },
      ],
      skipDuplicates: true,
    })
    if (made.count === 0) return refuse('exports', 'already-built')
    w.touch('ExportJob', { id })
    await w.enqueue('export', { jobId: id }, { dedupeKey: `export:${id}` })
    return ok(undefined)
  })
}

/** The requester still has the desk, and it reaches nothing that the approver was not shown. */
async function reachesNoFurther(
  tx: Prisma.TransactionClient,
  { requestedById, scopePaths }: { requestedById: string; scopePaths: string[] },
  now: Date,
): Promise<boolean> {
  const reach = await findReach(tx, requestedById, now)
  return reach?.every((path) => scopePaths.some((shown) => path.startsWith(shown))) ?? false
}
