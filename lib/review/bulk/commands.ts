import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { decideReport } from '@/lib/advance-reports/deciding/commands'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { asActor } from '@/lib/platform/db'
import { logger } from '@/lib/platform/log'
import { ok, refuse, type Refusal, type Result } from '@/lib/platform/result'
import { acceptRequest } from '@/lib/recusals/requests/deciding/commands'
import { inBulk, type BulkEvent } from './rules/in-bulk'
import type { bulkSchema } from './schema'
import type { BulkOutcome } from './types'

interface Command {
  actor: Actor
  clock: Clock
  input: z.output<typeof bulkSchema>
  requestKey?: string
}

/**
 * The same step on several cases, one after the other: each is its own command with its own transaction, entry in the log
 * and request key, and answers for itself. A case that is refused holds up no other. Refusals of a case: those of the
 * step, `not-in-bulk` when it may only be taken alone.
 */
export async function takeInBulk({
  actor,
  clock,
  input,
  requestKey,
}: Command): Promise<Result<{ outcomes: BulkOutcome[] }>> {
  const facts = await asActor(actor, clock.now(), (tx) =>
    tx.case.findMany({
      where: { id: { in: input.cases.map((one) => one.caseId) } },
      include: { report: true, request: true },
    }),
  )
  const outcomes: BulkOutcome[] = []
  for (const one of input.cases) {
    const row = facts.find((fact) => fact.id === one.caseId)
    // Its status may have changed since: then the step itself says who did what.
    const offered = row && inBulk({ ...row, status: 'SUBMITTED' }) === input.event
    const refusal =
      row && !offered
        ? refuse('review', 'not-in-bulk').refusal
        : await takeOne({
            actor,
            clock,
            event: input.event,
            ...one,
            requestKey: requestKey && `${requestKey}.${one.caseId}`,
          })
    outcomes.push({
      caseId: one.caseId,
      name: row ? [row.documentNumber ?? row.number, row.title].filter(Boolean).join(' ') : '',
      refusal,
    })
  }
  return ok({ outcomes })
}

interface One {
  actor: Actor
  clock: Clock
  event: BulkEvent
  caseId: string
  version: number
  requestKey?: string
}

/** Why a case stays as it is; null when the step was taken. A bug is one case's, named by an id as everywhere. */
async function takeOne({ actor, clock, event, caseId, version, requestKey }: One): Promise<Refusal | null> {
  try {
    const command = { actor, clock, requestKey }
    const result =
      event === 'accept'
        ? await acceptRequest({ ...command, input: { caseId, version } })
        : await decideReport({
            ...command,
            input: { caseId, version, event, reason: '', measures: [], measuresNote: '' },
          })
    return result.ok ? null : result.refusal
  } catch (error) {
    const id = randomBytes(6).toString('hex')
    logger.error({ errorId: id, err: error }, 'one of several steps failed')
    return refuse('platform', 'unexpected', { params: { id } }).refusal
  }
}
