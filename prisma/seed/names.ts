// Deterministic fictitious codes and names for the demo and the benchmark.
import { organisationCheckCharacter, usccCheckCharacter } from '@/lib/enterprises/rules/uscc-check-character'

/** A small seeded generator (mulberry32): the same seed gives the same data. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ORGANISATION = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Valid credit codes of a region that does not exist. */
export function* creditCodes(seed: number, region = '449901'): Generator<string, never> {
  const random = seeded(seed)
  for (;;) {
    const body = Array.from({ length: 8 }, () =>
      ORGANISATION.charAt(Math.floor(random() * ORGANISATION.length)),
    ).join('')
    const first17 = `91${region}${body}${organisationCheckCharacter(body)}`
    yield `${first17}${usccCheckCharacter(first17)}`
  }
}
