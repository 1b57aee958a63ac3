import { escalate } from '@/lib/cases/commands'
import type { TimerHandler } from '@/lib/platform/outbox'
import { reviewWithoutAnswer } from './commands'

/** A demand that nobody answered in time is weighed as it stands; every other passed limit escalates. */
const limit: TimerHandler = async (clock, caseId) => {
  const started = await reviewWithoutAnswer(clock, caseId)
  return started.ok ? started : escalate(clock, caseId)
}

/** Timers of a refusal beside the common ones. */
export const refusalTimers: Readonly<Record<string, TimerHandler>> = { limit }
