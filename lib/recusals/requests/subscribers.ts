import { escalate } from '@/lib/cases/commands'
import type { TimerHandler } from '@/lib/platform/outbox'
import { closeRequest } from './commands'

/** A denial that nobody contested in time is closed; every other passed limit escalates. */
const limit: TimerHandler = async (clock, caseId) => {
  const closed = await closeRequest(clock, caseId)
  return closed.ok ? closed : escalate(clock, caseId)
}

/** Timers of recusal requests beside the common ones. */
export const requestTimers: Readonly<Record<string, TimerHandler>> = { limit, close: closeRequest }
