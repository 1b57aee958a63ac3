/** No pause is longer. */
const MOST_MS = 6 * 3_600_000
/** A pause is up to so much longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.2

/**
 * Milliseconds to wait after the n-th failure, the first being 1: each pause `factor` times the one before, up to six
 * hours. `random` is from 0 to 1.
 */
export function retryPause(
  failures: number,
  { firstMs, factor }: { firstMs: number; factor: number },
  random: number,
): number {
  const pause = Math.min(MOST_MS, firstMs * factor ** (failures - 1))
  return Math.round(pause * (1 - JITTER + 2 * JITTER * random))
}
