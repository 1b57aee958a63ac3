import { addDays, civilDateOf, civilTimeOf, instantOf } from '@/lib/platform/dates'
import type { Preferences } from '../schema'

type Quiet = Pick<Preferences, 'quiet' | 'quietFrom' | 'quietTo'>

/** Whether a wall-clock time lies in the quiet hours: from the first minute up to, not with, the last; over midnight too. */
export function isQuiet(time: string, { quiet, quietFrom, quietTo }: Quiet): boolean {
  if (!quiet || quietFrom === quietTo) return false
  return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo
}

/** The first instant from `now` on at which a mail may come: now, or when the quiet hours end. Chinese time, no DST. */
export function afterQuiet(now: Date, preferences: Quiet): Date {
  const time = civilTimeOf(now)
  if (!isQuiet(time, preferences)) return now
  const today = civilDateOf(now)
  return instantOf(time < preferences.quietTo ? today : addDays(today, 1), preferences.quietTo)
}
