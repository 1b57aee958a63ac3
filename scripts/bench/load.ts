// An open load: so many calls a second whatever the answers take, bounded in time, in number and in calls under way.
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from './measure'

export interface Kind {
  name: string
  perSecond: number
  /** One call; answers what went wrong, or null. */
  call: () => Promise<string | null>
}

export interface Outcome {
  name: string
  calls: number
  /** Calls that were not made because too many were under way: the rate was not sustained. */
  shed: number
  failures: Record<string, number>
  p50: number
  p95: number
  p99: number
}

const MOST_UNDER_WAY = 64
const TICK_MS = 20

/** Runs the kinds beside each other for some seconds and waits for the last answers. */
export async function load(kinds: readonly Kind[], seconds: number): Promise<Outcome[]> {
  let underWay = 0
  const started = performance.now()
  const runs = kinds.map((kind) => ({
    kind,
    due: 0,
    shed: 0,
    times: [] as number[],
    failures: {} as Record<string, number>,
  }))
  const pending = new Set<Promise<void>>()
  const one = async (run: (typeof runs)[number]) => {
    underWay += 1
    const from = performance.now()
    const problem = await run.kind.call().catch((error: unknown) => String(error))
    run.times.push(performance.now() - from)
    if (problem !== null) run.failures[problem] = (run.failures[problem] ?? 0) + 1
    underWay -= 1
  }
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - started) {
    for (const run of runs) {
      const wanted = Math.floor((elapsed / 1000) * run.kind.perSecond)
      for (; run.due < wanted; run.due += 1) {
        if (underWay >= MOST_UNDER_WAY) {
          run.shed += 1
          continue
        }
        const call = one(run)
        pending.add(call)
        void call.finally(() => pending.delete(call))
      }
    }
    await sleep(TICK_MS)
  }
  await Promise.all(pending)
  return runs.map(({ kind, shed, times, failures }) => ({
    name: kind.name,
    calls: times.length,
    shed,
    failures,
    p50: Math.round(percentile(times, 0.5)),
    p95: Math.round(percentile(times, 0.95)),
    p99: Math.round(percentile(times, 0.99)),
  }))
}

/** Slope of a straight line through points, by least squares. */
export function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (place: 0 | 1) => points.reduce((sum, point) => sum + point[place], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return under === 0 ? 0 : over / under
}
