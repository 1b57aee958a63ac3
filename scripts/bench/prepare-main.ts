import { prepare } from './prepare'
import { setting } from './settings'

await prepare(setting('BENCH_FLOOR_URL'), Number(setting('BENCH_SIZE')), Number(setting('BENCH_ENTERPRISES')))
