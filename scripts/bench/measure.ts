import { performance } from 'node:perf_hooks'

/** One side of a comparison: does its work once; answers how many things it did when that is what counts. */
export type Side = () => Promise<unknown>

export interface Pair {
  name: string
  records: number
  /** The product's own function. */
  ours: Side
  /** The best that PostgreSQL can do for the same answer. */
  floor: Side
  runs: number
  warmUp?: number
  /** Rows that one run carries, for a rate. */
  rows?: number
}

export interface Measurement {
  name: string
  records: number
  medianMs: number
  p95Ms: number
  floorMedianMs: number
  ratio: number
  runs: number
  /** Rows a second of ours and of the floor, where rows are what is measured. */
  rowsPerSecond?: number
  floorRowsPerSecond?: number
}

export interface Growth {
  name: string
  /** The median at the largest size as a multiple of that at the smallest; and the same of the 95th percentile. */
  ratio: number
  p95Ratio: number
}

/** The middle value; between two middle ones their mean. */
export function median(values: readonly number[]): number {
  const sorted = sortedCopy(values)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? NaN
  if (!Number.isInteger(middle)) return upper
  return ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** The smallest value that the given share of all values does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = sortedCopy(values)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

function sortedCopy(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}

/** How many times `value` is of `floor`, to two places. */
export function ratioOf(value: number, floor: number): number {
  return round(value / floor, 2)
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places))
}

/** Warms both sides up, then runs them in turn (A, B, A, B, …) so that whatever slows the machine slows both. */
export async function compare(pair: Pair): Promise<Measurement> {
  for (let i = 0; i < (pair.warmUp ?? 3); i += 1) {
    await pair.ours()
    await pair.floor()
  }
  const ours: number[] = []
  const floor: number[] = []
  for (let i = 0; i < pair.runs; i += 1) {
    ours.push(await timed(pair.ours))
    floor.push(await timed(pair.floor))
  }
  return summarised(pair, ours, floor)
}

/** The figures of one comparison. */
export function summarised(
  pair: Pick<Pair, 'name' | 'records' | 'rows'>,
  ours: readonly number[],
  floor: readonly number[],
): Measurement {
  const medianMs = median(ours)
  const floorMedianMs = median(floor)
  return {
    name: pair.name,
    records: pair.records,
    medianMs: round(medianMs, 2),
    p95Ms: round(percentile(ours, 0.95), 2),
    floorMedianMs: round(floorMedianMs, 2),
    ratio: ratioOf(medianMs, floorMedianMs),
    runs: ours.length,
    ...(pair.rows
      ? {
          rowsPerSecond: Math.round((pair.rows * 1000) / medianMs),
          floorRowsPerSecond: Math.round((pair.rows * 1000) / floorMedianMs),
        }
      : {}),
  }
}

async function timed(side: Side): Promise<number> {
  const start = performance.now()
  await side()
  return performance.now() - start
}

/** For each name measured at the smallest and the largest size: the larger figures divided by the smaller. */
export function growthOf(measurements: readonly Measurement[]): Growth[] {
  const sizes = [...new Set(measurements.map((one) => one.records))].sort((a, b) => a - b)
  const [least, most] = [sizes.at(0), sizes.at(-1)]
  if (least === most) return []
  return measurements
    .filter((one) => one.records === most)
    .flatMap((large) => {
      const small = measurements.find((one) => one.name === large.name && one.records === least)
      return small
        ? [
            {
              name: large.name,
              ratio: ratioOf(large.medianMs, small.medianMs),
              p95Ratio: ratioOf(large.p95Ms, small.p95Ms),
            },
          ]
        : []
    })
}
