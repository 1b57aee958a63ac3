import type { Write } from '@/lib/audit/writes'
import { dueUnder, setTimer } from '@/lib/cases/limits/writes'
import { findDecider, moveCase, orderDocument, tell } from '@/lib/cases/writes'
import { addDays, civilDateOf, endOfCivilDay } from '@/lib/platform/dates'
import { civilOfDbDate, dbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { ok } from '@/lib/platform/result'
import { getRulebook } from '@/lib/rulebook/queries'
import type { TakenDecision } from '../writes'

/**
 * Takes effect at service, not at acknowledgement (takeEffect → IN_FORCE): ends the person's assignment to the matter,
 * starts the substitute's, and starts the limits for acknowledgement, handover and compliance.
 */
export async function takeEffect(w: Write, { row, decision }: TakenDecision, servedAt: Date) {
  await replaceHandler(w, row, servedAt)
  await listItems(w, row.id, decision.handoverItems)
  const acknowledge = await dueUnder(w, row.policyVersion, 'decisionAcknowledge', servedAt)
  const handOver = await dueUnder(w, row.policyVersion, 'decisionHandOver', servedAt)
  await w.tx.recusalDecision.updateMany({
    where: { caseId: row.id },
    data: {
      effectiveAt: servedAt,
      acknowledgeDueAt: acknowledge.dueAt,
      handoverDueAt: handOver.dueAt,
      handoverBy: dbDate(civilDateOf(handOver.dueAt)),
    },
  })
  w.touch('RecusalDecision', { caseId: row.id })
  // Compliance is confirmed by the supervisor, or whoever stands in.
  const confirmer = await findDecider(w, { ...row, filedById: row.subjectId }, 0)
  const moved = await moveCase(w, row, {
    event: 'takeEffect',
    to: 'IN_FORCE',
    article: 'recusal-rules-14',
    bySystem: true,
    limit: 'decisionConfirmCompliance',
    limitFrom: servedAt,
    set: {
      deciderId: confirmer?.officialId ?? row.deciderId,
      deciderWhy: confirmer?.why ?? row.deciderWhy,
      level: confirmer?.level ?? row.level,
    },
  })
  if (!moved.ok) return moved
  await setTimer(w, row.id, 'acknowledge', acknowledge.dueAt)
  await setTimer(w, row.id, 'handOver', handOver.dueAt)
  if (await variesAnother(w, row.id)) await setTimer(w, row.id, 'supersede', w.at)
  if (await actedSince(w, row, servedAt)) await setTimer(w, row.id, 'actsAfterEffect', w.at)
  if (decision.termTo) {
    const last = civilOfDbDate(decision.termTo)
    const { limits } = await getRulebook(w.tx, row.policyVersion)
    await setTimer(w, row.id, 'expire', endOfCivilDay(last))
    await setTimer(w, row.id, 'termReminder', endOfCivilDay(addDays(last, -limits.termReminderDays)))
  }
  await orderDocument(w, row.id, 'SERVICE_PROOF')
  await tell(w, [row.subjectId], 'decision-served', moved.value, 'my')
  await tell(w, [row.substituteId], 'decision-substitute', moved.value, 'my')
  await tell(w, [confirmer?.officialId], 'decision-in-force', moved.value, 'review')
  return ok({ caseId: row.id, status: 'IN_FORCE' })
}

/** A line of the decision is an item that is handed over and accepted by itself. */
async function listItems(w: Write, caseId: string, text: string): Promise<void> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const items = lines.map((line, at) => ({ id: uuidv7(w.at), caseId, ordinal: at + 1, text: line }))
  await w.tx.handoverItem.createMany({ data: items, skipDuplicates: true })
  for (const { id } of items) w.touch('HandoverItem', { id })
}

/** Whether a decision was drafted to vary one in force; its first step says so. */
async function variesAnother(w: Write, caseId: string): Promise<boolean> {
  const first = await w.tx.caseEvent.findFirst({ where: { caseId, event: 'open' }, select: { data: true } })
  return typeof first?.data === 'object' && first.data !== null && 'varies' in first.data
}

/** Service in person counts from its hour, and is written down later: did the person act on the matter in between? */
async function actedSince(w: Write, row: TakenDecision['row'], servedAt: Date): Promise<boolean> {
  if (!row.matterId) return false
  const acts = await w.tx.matterAct.count({
    where: { matterId: row.matterId, officialId: row.subjectId, occurredAt: { gt: servedAt } },
  })
  return acts > 0
}

async function replaceHandler(w: Write, row: TakenDecision['row'], at: Date): Promise<void> {
  if (!row.matterId) return
  const ending = await w.tx.matterHandler.findMany({
    where: { matterId: row.matterId, officialId: row.subjectId, endedAt: null },
    select: { id: true, duty: true },
  })
  await w.tx.matterHandler.updateMany({
    where: { id: { in: ending.map((one) => one.id) } },
    data: { endedAt: at, endedByCaseId: row.id },
  })
  for (const one of ending) w.touch('MatterHandler', { id: one.id })
  if (!row.substituteId) return
  const already = await w.tx.matterHandler.count({
    where: { matterId: row.matterId, officialId: row.substituteId, endedAt: null },
  })
  if (already > 0) return
  const id = uuidv7(w.at)
  await w.tx.matterHandler.createMany({
    data: [
      {
        id,
        matterId: row.matterId,
        officialId: row.substituteId,
        duty: ending[0]?.duty ?? '',
        startedAt: at,
        startedByCaseId: row.id,
      },
    ],
  })
  w.touch('MatterHandler', { id })
}
