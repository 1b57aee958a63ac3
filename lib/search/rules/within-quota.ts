// How often one person may ask: so many times a minute, counted from the first of them.

export interface Use {
  since: number
  times: number
}

const MINUTE_MS = 60_000

/** The use after one more question, or null when it is one too many. `now` in milliseconds. */
export function withinQuota(use: Use | undefined, now: number, most: number): Use | null {
  if (!use || now - use.since >= MINUTE_MS) return { since: now, times: 1 }
  return use.times < most ? { since: use.since, times: use.times + 1 } : null
}

/** Those whose minute is not over: the others need not be remembered. */
export function stillCounted(uses: ReadonlyMap<string, Use>, now: number): Map<string, Use> {
  return new Map([...uses].filter(([, use]) => now - use.since < MINUTE_MS))
}
