// Which limits a case had and whether each was kept (domain section 5: a passed limit is never an approval).
import type { JsonValue } from '@/lib/platform/json'
import { toDate } from '@/lib/platform/clock'
import type { LimitLine, StepFact } from '../types'

export interface LimitFacts {
  /** The timeline in its order. */
  events: readonly StepFact[]
  /** The limit as the case has it now; its end may have moved since the step (a calendar was published). */
  current: { name: string | null; dueAt: Date | null; pausedAt: Date | null }
  closedAt: Date | null
  /** Limits that run beside the case's own, with the step that keeps them. */
  beside: readonly { name: string; dueAt: Date | null; doneAt: Date | null }[]
}

interface Open {
  name: string
  from: string | null
  dueAt: Date | null
}

/** The limits of a case in the order in which they end: the last one is the one to look at now. */
export function limitsKept({ events, current, closedAt, beside }: LimitFacts, now: Date): LimitLine[] {
  const lines: LimitLine[] = []
  let open: Open | null = null
  for (const event of events) {
    const clock = clockOf(event.data)
    if (clock === undefined) continue
    // The same limit with another end: it paused, ran on or was extended.
    if (open && clock && clock.name === open.name && clock.from === open.from) {
      open = { ...clock, dueAt: clock.dueAt ?? open.dueAt }
      continue
    }
    if (open) lines.push(ended(open, event.at))
    open = clock
  }
  if (current.name && current.dueAt) {
    const last = { name: current.name, dueAt: current.dueAt }
    if (closedAt) lines.push(ended(last, closedAt))
    else if (current.pausedAt) lines.push({ ...last, state: 'paused' })
    else lines.push({ ...last, state: isAfter(now, current.dueAt) ? 'overdue' : 'running' })
  } else if (open) lines.push(ended(open, closedAt ?? now))
  for (const { name, dueAt, doneAt } of beside) {
    if (!dueAt) continue
    if (doneAt ?? closedAt) lines.push(ended({ name, dueAt }, doneAt ?? closedAt ?? now))
    else lines.push({ name, dueAt, state: isAfter(now, dueAt) ? 'overdue' : 'running' })
  }
  return lines.sort((one, other) => (one.dueAt?.getTime() ?? 0) - (other.dueAt?.getTime() ?? 0))
}

function ended(limit: { name: string; dueAt: Date | null }, at: Date): LimitLine {
  const missed = limit.dueAt !== null && isAfter(at, limit.dueAt)
  return { name: limit.name, dueAt: limit.dueAt, state: missed ? 'missed' : 'kept' }
}

const isAfter = (one: Date, other: Date): boolean => one.getTime() > other.getTime()

/** What a step did to the clock: started or moved a limit, ended it (null), or nothing (undefined). */
function clockOf(data: JsonValue): Open | null | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  const { clock } = data
  if (clock === undefined) return undefined
  if (typeof clock !== 'object' || clock === null || Array.isArray(clock)) return null
  const { limit, from, dueAt } = clock
  if (typeof limit !== 'string') return null
  return {
    name: limit,
    from: typeof from === 'string' ? from : null,
    dueAt: typeof dueAt === 'string' ? toDate(dueAt) : null,
  }
}
