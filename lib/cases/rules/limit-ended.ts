// Whether a step ends the running limit, and whether in time (domain section 5: a passed limit is told, never a consent).

export interface RunningLimit {
  limitName: string | null
  limitFrom: Date | null
  dueAt: Date | null
  pausedAt: Date | null
  closedAt: Date | null
}

/**
 * `kept` or `missed` when the limit of a case ends with a step at `at`: another one starts, none runs on, or the case
 * closes. Null when there is none, or when it runs on, pauses or gets another end. While the clock stood still no time
 * passed: then the moment of the pause counts.
 */
export function limitEnded(
  before: RunningLimit,
  after: Pick<RunningLimit, 'limitName' | 'limitFrom'> | null,
  closes: boolean,
  at: Date,
): 'kept' | 'missed' | null {
  if (!before.limitName || !before.dueAt || before.closedAt) return null
  const same =
    after === null ||
    (after.limitName === before.limitName && after.limitFrom?.getTime() === before.limitFrom?.getTime())
  if (same && !closes) return null
  return (before.pausedAt ?? at).getTime() > before.dueAt.getTime() ? 'missed' : 'kept'
}
