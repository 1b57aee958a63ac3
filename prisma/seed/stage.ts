// What every chapter of the demo's story uses: its days, and how it stops when a command refuses.
import { addWorkdays, type CalendarData, isWorkday } from '@/lib/calendar/calendar'
import { fixedClock, systemClock, type Clock } from '@/lib/platform/clock'
import { addDays, civilDateOf, instantOf, type CivilDate } from '@/lib/platform/dates'
import { asSystem } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import type { Seeded } from './base'

/** Stops the seed when the story's own command is refused: then the story is wrong. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the story was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

export interface Stage {
  now: Date
  calendar: CalendarData
  seeded: Seeded
}

/** The n-th working day from today at a local time; negative is in the past. */
export function day({ now, calendar }: Stage, n: number): CivilDate {
  const today = civilDateOf(now)
  if (n >= 0) return addWorkdays(today, n, calendar)
  let date = today
  for (let left = -n; left > 0;) {
    date = addDays(date, -1)
    if (isWorkday(date, calendar)) left -= 1
  }
  return date
}

export const at = (stage: Stage, n: number, time: string): Clock => fixedClock(instantOf(day(stage, n), time))

export async function versionOf(caseId: string): Promise<number> {
  return asSystem(
    systemClock.now(),
    async (tx) =>
      (await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } })).version,
  )
}
