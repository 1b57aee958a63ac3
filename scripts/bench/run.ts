// Measures the product's functions and their floors in turn at one size; prints a table and adds to the figures.
import pg from 'pg'
import { closeDb } from '@/lib/platform/db'
import { directoryPairs } from './directory'
import { append } from './figures'
import { listPairs } from './lists'
import { compare, type Measurement } from './measure'
import { setting } from './settings'
import { statisticsPairs } from './statistics'
import { writePairs } from './write'

const PAIRS = { lists: [listPairs, directoryPairs, statisticsPairs], write: [writePairs] }

async function main(): Promise<void> {
  const records = Number(setting('BENCH_SIZE'))
  const parts = setting('BENCH_PARTS').split(',')
  const floor = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 2 })
  const measurements: Measurement[] = []
  try {
    for (const [part, pairsFor] of Object.entries(PAIRS)) {
      if (!parts.includes(part)) continue
      const pairs = (await Promise.all(pairsFor.map((one) => one(records, floor)))).flat()
      for (const pair of pairs) {
        const figures = await compare(pair)
        console.log(
          `  ${figures.name.padEnd(44)} ${figures.medianMs.toFixed(2).padStart(9)} ms  p95 ${figures.p95Ms.toFixed(2).padStart(9)}` +
            `  floor ${figures.floorMedianMs.toFixed(2).padStart(9)} ms  × ${figures.ratio}`,
        )
        measurements.push(figures)
      }
    }
  } finally {
    await floor.end()
    await closeDb()
  }
  append({ measurements })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
