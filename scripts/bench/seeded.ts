// Numbers and ids that only a seed decides.
import { toDate } from '@/lib/platform/clock'

export const SEED = 20_261_124
/** "Now" of the generated city; the newest case is a little older. */
export const NOW = toDate('2026-11-24T02:00:00.000Z')

/** Mulberry32: small, fast and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks a number below `limit`; the larger `skew`, the more often a small one. 1 is even. */
export function skewed(next: () => number, limit: number, skew: number): number {
  return Math.floor(limit * next() ** skew)
}

/** A bijection of 32-bit numbers, so that different numbers stay different. */
function mix(number: number): number {
  let mixed = number >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

const salts = new Map<string, number>()

function saltOf(table: string): number {
  const known = salts.get(table)
  if (known !== undefined) return known
  let salt = 2_166_136_261
  for (const char of table) salt = Math.imul(salt ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0
  salts.set(table, salt)
  return salt
}

const hex = (value: number) => value.toString(16).padStart(8, '0')

/** A UUID (version 7 in form) that only its kind of row and number decide. */
export function idOf(table: string, number: number, at: Date = NOW): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const salt = saltOf(table)
  const own = hex(mix(number ^ salt))
  const more = hex(mix((number + salt) >>> 0))
  return `${time.slice(0, 8)}-${time.slice(8)}-7${more.slice(0, 3)}-8${more.slice(3, 6)}-${own}${hex(salt).slice(0, 4)}`
}
