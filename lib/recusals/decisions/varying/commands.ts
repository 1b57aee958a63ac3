import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { cancelTimers } from '@/lib/cases/limits/writes'
import { moveCase, openCase, tell, type CaseRow } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import type { CivilDate } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { ok, refuse } from '@/lib/platform/result'
import type { varySchema } from '../schema'
import {
  beginDecision,
  checkSubstitute,
  decisionNumber,
  findSignatory,
  startSigning,
  takeDecision,
} from '../writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/** Statuses of a decision that a later one takes the place of. */
const STANDING = ['IN_FORCE', 'COMPLIED']
/** Statuses of a variation that is on its way, or in effect with the old decision about to give way. */
const UNDER_WAY = ['DRAFT', 'HEARING', 'SIGNED', 'ISSUED', 'SERVED', ...STANDING]

/**
 * Drafts the decision that changes one in force (vary → SUPERSEDED): other acts, another term or substitute. The old one
 * stands until the new one is served. Refusals: `variation-under-way`, the substitute's.
 */
export function varyDecision({ actor, clock, input, requestKey }: Command<typeof varySchema>) {
  return write({ who: actor, clock, command: 'recusal-decisions.vary', requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, 'vary')
    if (!begun.ok) return begun
    const { row: old, decision } = begun.value
    const underWay = await w.tx.case.count({
      where: { parentId: old.id, kind: 'RECUSAL_DECISION', status: { in: UNDER_WAY } },
    })
    if (underWay > 0) return refuse('recusalDecisions', 'variation-under-way')
    const conflicted = old.conflicts.map((one) => one.officialId)
    const fit = await checkSubstitute(w, input.substituteId, old.subjectId, conflicted)
    if (!fit.ok) return fit
    const signatory = await findSignatory(w, old.subjectId, actor.officialId)
    const row = await openCase(w, {
      kind: 'RECUSAL_DECISION',
      status: 'DRAFT',
      event: 'open',
      subjectId: old.subjectId,
      filedById: actor.officialId,
      title: old.title,
      matterId: old.matterId,
      parentId: old.id,
      policyVersion: old.policyVersion,
      groundCode: old.groundCode,
      groundArticle: old.groundArticle,
      reason: input.reason,
      data: { varies: old.id },
      set: {
        number: await decisionNumber(w),
        submittedAt: w.at,
        substituteId: input.substituteId,
        deciderId: signatory?.officialId ?? null,
        deciderWhy: signatory?.why ?? null,
        level: signatory?.level ?? 0,
      },
    })
    const day = (text: string) => (text ? dbDate(text as CivilDate) : null)
    const { basis, whyDue, dueSince, notFiled, facts, evidence, actsDone } = decision
    await w.tx.recusalDecision.createMany({
      data: [
        {
          caseId: row.id,
          ...{ basis, whyDue, dueSince, notFiled, facts, evidence, actsDone },
          issuingOrganId: signatory?.organId ?? decision.issuingOrganId,
          drafterId: actor.officialId,
          scope: input.scope,
          termFrom: day(input.termFrom),
          termTo: day(input.termTo),
          handoverItems: input.handoverItems,
        },
      ],
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const parties = await w.tx.caseParty.findMany({
      where: { caseId: old.id },
      orderBy: { ordinal: 'asc' },
    })
    const started = await startSigning(
      w,
      row,
      parties.map((party) => party.enterpriseId),
      [facts, input.reason],
    )
    return started.ok ? ok({ caseId: row.id }) : started
  })
}

/** The decision that varies another is in force: the other one is superseded. By the system, right after service. */
export function supersedeVaried(clock: Clock, caseId: string) {
  return write({ who: null, clock, command: 'recusal-decisions.supersede' }, async (w) => {
    const taken = await takeDecision(w, caseId, null)
    if (!taken.ok) return taken
    const { row } = taken.value
    if (!row.parentId || !STANDING.includes(row.status)) return ok({ caseId })
    const varied = await takeDecision(w, row.parentId, null)
    if (!varied.ok || !STANDING.includes(varied.value.status)) return ok({ caseId })
    return supersede(w, varied.value.row, row)
  })
}

async function supersede(w: Write, old: CaseRow, by: CaseRow) {
  const moved = await moveCase(w, old, {
    event: 'vary',
    to: 'SUPERSEDED',
    data: { documentNumber: by.documentNumber },
    limit: null,
    bySystem: true,
    set: { closedAt: w.at },
  })
  if (!moved.ok) return moved
  await cancelTimers(w, old.id, ['acknowledge', 'handOver', 'expire'])
  if (old.substituteId && old.substituteId !== by.substituteId) await endSubstitution(w, old.id, by.id)
  await tell(w, [old.substituteId], 'decision-superseded', moved.value, 'my')
  return ok({ caseId: old.id })
}

/** Whoever took over under the old decision hands on to whom the new one names. */
async function endSubstitution(w: Write, oldId: string, byId: string): Promise<void> {
  const ending = await w.tx.matterHandler.findMany({
    where: { startedByCaseId: oldId, endedAt: null },
    select: { id: true },
  })
  await w.tx.matterHandler.updateMany({
    where: { id: { in: ending.map(({ id }) => id) } },
    data: { endedAt: w.at, endedByCaseId: byId },
  })
  for (const { id } of ending) w.touch('MatterHandler', { id })
}
