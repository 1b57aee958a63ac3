// Failed sign-ins slow down and then lock, counted by what was typed (security design, section 3).
import { toDate } from '@/lib/platform/clock'

export interface ThrottleSettings {
  delayAfter: number
  lockAfter: number
  lockMinutes: number
}

export interface ThrottleState {
  failures: number
  notBefore: Date | null
  lockedUntil: Date | null
}

/** Whether an attempt is even looked at. */
export function mayTry(state: ThrottleState | null, now: Date): boolean {
  if (!state) return true
  const blocked = [state.lockedUntil, state.notBefore].some(
    (until) => until && until.getTime() > now.getTime(),
  )
  return !blocked
}

/** The state after one more failure: from `delayAfter` on each doubles the wait, at `lockAfter` it locks. */
export function afterFailure(
  state: ThrottleState | null,
  now: Date,
  settings: ThrottleSettings,
): ThrottleState {
  const expired = state?.lockedUntil && state.lockedUntil.getTime() <= now.getTime()
  const failures = (expired ? 0 : (state?.failures ?? 0)) + 1
  const over = failures - settings.delayAfter
  const waitSeconds = over >= 0 ? Math.min(2 ** (over + 1), 60) : 0
  return {
    failures,
    notBefore: waitSeconds > 0 ? toDate(now.getTime() + waitSeconds * 1000) : null,
    lockedUntil:
      failures >= settings.lockAfter ? toDate(now.getTime() + settings.lockMinutes * 60_000) : null,
  }
}
