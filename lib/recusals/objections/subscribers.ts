import type { TimerHandler } from '@/lib/platform/outbox'
import { applyResult } from './applying/commands'

/** Timers of an objection beside the common ones. */
export const objectionTimers: Readonly<Record<string, TimerHandler>> = { applyResult }
