import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { cancelTimers } from '@/lib/cases/limits/writes'
import { moveCase, orderDocument, tell } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse, type Result } from '@/lib/platform/result'
import type { clearSchema, itemsSchema, reasonSchema } from '../schema'
import { beginDecision, type TakenDecision } from '../writes'
import type { Event, Status } from '../workflow'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

type Items = Command<typeof itemsSchema>

/** What becomes of an item, and which ones it can become of. */
const MOVES = {
  handOver: (at: Date) => ({
    only: { handedOverAt: null },
    data: { handedOverAt: at, note: '' },
  }),
  acceptHandover: (at: Date) => ({
    only: { handedOverAt: { not: null }, acceptedAt: null },
    data: { acceptedAt: at },
  }),
  returnHandover: () => ({
    only: { handedOverAt: { not: null }, acceptedAt: null },
    data: { handedOverAt: null },
  }),
} as const
type Move = keyof typeof MOVES

/**
 * The person hands the work over, item by item (handOver), within three working days; what is over when the last item is.
 * Refusals: `choose-items`, `items-changed`.
 */
export function handOverWork(command: Items) {
  return moveItems(command, 'handOver', async (w, { row, decision, open }) => {
    if (open > 0) return
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { handedOverAt: w.at } })
    w.touch('RecusalDecision', { caseId: decision.caseId })
    await cancelTimers(w, row.id, ['handOver'])
  })
}

/** The substitute accepts what was handed over, item by item (acceptHandover). Refusals as above. */
export function acceptHandover(command: Items) {
  return moveItems(command, 'acceptHandover', async (w, { row, open, unaccepted }) => {
    if (open > 0 || unaccepted > 0) return
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { substituteAcceptedAt: w.at } })
    w.touch('RecusalDecision', { caseId: row.id })
    await orderDocument(w, row.id, 'HANDOVER')
  })
}

/** The substitute gives items back with the reason (returnHandover): they are to be handed over again. */
export function returnHandover(command: Items) {
  if (!command.input.note)
    return Promise.resolve(
      refuse('recusalDecisions', 'return-needs-reason', { fields: { note: 'platform.field.required' } }),
    )
  return moveItems(command, 'returnHandover', async (w, { row }) => {
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { handedOverAt: null } })
    w.touch('RecusalDecision', { caseId: row.id })
  })
}

interface Moved extends TakenDecision {
  /** Items not handed over, and not accepted, after the step. */
  open: number
  unaccepted: number
}

const KIND: Readonly<Record<Move, string>> = {
  handOver: 'decision-handed-over',
  acceptHandover: 'decision-handover-accepted',
  returnHandover: 'decision-handover-returned',
}

function moveItems(
  { actor, clock, input, requestKey }: Items,
  event: Move,
  after: (w: Write, moved: Moved) => Promise<void>,
) {
  const command = `recusal-decisions.${event}`
  return write({ who: actor, clock, command, requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, event)
    if (!begun.ok) return begun
    const { row, to } = begun.value
    const texts = await changeItems(w, row.id, event, input)
    if (!texts.ok) return texts
    const items = await w.tx.handoverItem.findMany({ where: { caseId: row.id } })
    await after(w, {
      ...begun.value,
      open: items.filter((one) => !one.handedOverAt).length,
      unaccepted: items.filter((one) => !one.acceptedAt).length,
    })
    const moved = await moveCase(w, row, {
      event,
      to,
      reason: input.note || null,
      data: texts.value.length > 0 ? { items: texts.value } : undefined,
    })
    if (!moved.ok) return moved
    await tell(w, [row.deciderId], KIND[event], moved.value, 'review')
    if (event === 'handOver') await tell(w, [row.substituteId], KIND[event], moved.value, 'my')
    if (event === 'returnHandover') await tell(w, [row.subjectId], KIND[event], moved.value, 'my')
    return ok({ caseId: row.id })
  })
}

/** Marks the chosen items and answers what they are. A decision that lists none is handed over as a whole. */
async function changeItems(
  w: Write,
  caseId: string,
  event: Move,
  input: Items['input'],
): Promise<Result<string[]>> {
  const listed = await w.tx.handoverItem.count({ where: { caseId } })
  if (listed === 0) return ok([])
  if (input.items.length === 0)
    return refuse('recusalDecisions', 'choose-items', { fields: { items: 'platform.field.required' } })
  const { only, data } = MOVES[event](w.at)
  const where = { caseId, id: { in: input.items }, ...only }
  const chosen = await w.tx.handoverItem.findMany({ where, orderBy: { ordinal: 'asc' } })
  if (chosen.length !== new Set(input.items).size) return refuse('recusalDecisions', 'items-changed')
  const note = event === 'returnHandover' ? { note: input.note } : {}
  await w.tx.handoverItem.updateMany({ where, data: { ...data, ...note } })
  for (const { id } of chosen) w.touch('HandoverItem', { id })
  return ok(chosen.map((one) => one.text))
}

/** The substitute declares to have no conflict with enterprise and matter (declareClear). */
export function declareClear({ actor, clock, input, requestKey }: Command<typeof clearSchema>) {
  return declare({ actor, clock, input, requestKey }, 'declareClear', null, async (w, row) => {
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: { substituteClearedAt: w.at } })
    w.touch('RecusalDecision', { caseId: row.id })
  })
}

/** The substitute declares a conflict of their own, with the reason (declareUnfit): the decision has to be varied. */
export function declareUnfit({ actor, clock, input, requestKey }: Command<typeof reasonSchema>) {
  return declare({ actor, clock, input, requestKey }, 'declareUnfit', input.reason, async (w, row) => {
    await w.tx.caseConflict.createMany({
      data: [{ caseId: row.id, officialId: actor.officialId, reason: input.reason, declaredAt: w.at }],
      skipDuplicates: true,
    })
    w.touch('CaseConflict', { caseId: row.id, officialId: actor.officialId })
  })
}

function declare(
  { actor, clock, input, requestKey }: Command<typeof clearSchema | typeof reasonSchema>,
  event: Extract<Event, 'declareClear' | 'declareUnfit'>,
  reason: string | null,
  store: (w: Write, row: TakenDecision['row']) => Promise<void>,
) {
  const command = `recusal-decisions.${event}`
  return write({ who: actor, clock, command, requestKey, input }, async (w) => {
    const begun = await beginDecision(w, actor, input, event)
    if (!begun.ok) return begun
    const { row, to }: { row: TakenDecision['row']; to: Status } = begun.value
    await store(w, row)
    const moved = await moveCase(w, row, { event, to, reason })
    if (!moved.ok) return moved
    const kind = event === 'declareClear' ? 'decision-substitute-clear' : 'decision-substitute-unfit'
    await tell(w, [row.deciderId, row.decidedById], kind, moved.value, 'review')
    return ok({ caseId: row.id })
  })
}
