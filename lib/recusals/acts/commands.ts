import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { moveCase } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse } from '@/lib/platform/result'
import { beginDecision } from '@/lib/recusals/decisions/writes'
import { findOpenActs } from './queries'
import type { settleSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Says what becomes of an act that the recused person did since the ground arose (settleAct): it is maintained,
 * re-examined or redone, with reasons (招标投标法实施条例 70–71). Refusal: `act-not-open`.
 */
export function settleAct({ actor, clock, input, requestKey }: Command<typeof settleSchema>) {
  return write({ who: actor, clock, command: 'affected-acts.settle', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'settleAct')
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const open = await findOpenActs(w.tx, row.id)
    if (!open.includes(input.matterActId))
      return refuse('affectedActs', 'act-not-open', {
        fields: { matterActId: 'affectedActs.refusal.act-not-open' },
      })
    const { matterActId, disposition, reason } = input
    await w.tx.affectedAct.createMany({
      data: [
        { caseId: row.id, matterActId, disposition, reason, settledById: actor.officialId, settledAt: w.at },
      ],
    })
    w.touch('AffectedAct', { caseId: row.id, matterActId })
    const moved = await moveCase(w, row, {
      event: 'settleAct',
      to,
      reason,
      data: { matterActId, disposition },
      article: 'bidding-70',
    })
    return moved.ok ? ok({ caseId: row.id }) : moved
  })
}
