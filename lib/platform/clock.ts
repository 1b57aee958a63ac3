/** Time is an argument: commands take a clock, rules take an instant. This is the only file that asks the machine. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved; for tests, seeds and replays. */
export function fixedClock(
  start: Date | string,
): Clock & { set(to: Date | string): void; advance(ms: number): void } {
  let at = toDate(start)
  return {
    now: () => toDate(at),
    set: (to) => {
      at = toDate(to)
    },
    advance: (ms) => {
      at = toDate(at.getTime() + ms)
    },
  }
}

/** An instant from an ISO string, milliseconds or another instant; throws on what is none. */
export function toDate(value: Date | string | number): Date {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) throw new RangeError('not an instant')
  return date
}
