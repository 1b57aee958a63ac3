// The file of figures: each process of a run adds what it measured.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { systemClock } from '@/lib/platform/clock'
import { growthOf, type Growth, type Measurement } from './measure'
import { setting } from './settings'

export interface Figures {
  node: string
  cpus: number
  at: string
  measurements: Measurement[]
  growth: Growth[]
  /** What a part measured beside the pairs, under its name. */
  [part: string]: unknown
}

/** Adds measurements, or what a part measured under its name, and writes the file. */
export function append(more: { measurements?: Measurement[]; [part: string]: unknown }): void {
  const file = setting('BENCH_JSON')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : null
  const measurements = [...(before?.measurements ?? []), ...(more.measurements ?? [])]
  const growth = growthOf(measurements)
  if (more.measurements)
    for (const one of growth)
      console.log(`  growth ${one.name.padEnd(37)} median × ${one.ratio}  p95 × ${one.p95Ratio}`)
  const figures: Figures = {
    ...before,
    ...more,
    node: process.version,
    cpus: cpus().length,
    at: systemClock.now().toISOString(),
    measurements,
    growth,
  }
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}
