// Whether work was done exactly once, as the tables of the product tell it afterwards.

/** How often each piece of work had its effect. */
export type Effects = ReadonlyMap<string, number>

export interface Verdict {
  missing: string[]
  doubled: string[]
}

/** What was ordered but has no effect, and what has more than one. */
export function exactlyOnce(ordered: readonly string[], effects: Effects): Verdict {
  return {
    missing: ordered.filter((one) => !effects.get(one)),
    doubled: [...effects].filter(([, times]) => times > 1).map(([one]) => one),
  }
}

export const ONCE: Verdict = { missing: [], doubled: [] }

/** Numbers that a series left out, and numbers that it gave twice. */
export function faultsOfSeries(numbers: readonly number[]): { gaps: number[]; twice: number[] } {
  const seen = new Set(numbers)
  const last = Math.max(0, ...numbers)
  return {
    gaps: Array.from({ length: last }, (_, index) => index + 1).filter((one) => !seen.has(one)),
    twice: numbers.filter((one, index) => numbers.indexOf(one) !== index),
  }
}
