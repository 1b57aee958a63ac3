import { prepare, settle } from './prepare'
import { setting } from './settings'

const superuser = setting('BENCH_FLOOR_URL')
await prepare(superuser, Number(setting('BENCH_SIZE')), Number(setting('BENCH_ENTERPRISES')))
if (process.env.BENCH_SETTLED === '1') await settle(superuser)
