// Over HTTP: the built product with a signed-in session against a bare Next.js with the same statement, run in turn. Also
// how long both take to start, what memory they hold, and how much script a browser loads first.
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { queryTokens } from '@/lib/platform/search-terms'
import { unitId } from './city'
import { append } from './figures'
import { median } from './measure'
import { enterpriseName } from './names'
import { busiestUnit, citySize, staffOf } from './people'
import { cpuMs, memoryMb, startFloor, startProduct, type Server } from './servers'
import { giveAccounts, signIn } from './session'
import { setting } from './settings'

const CLIENTS = 16
/** Turns of each side, and the seconds of one. */
const ROUNDS = 3
const SECONDS = 10
const IDLE_MS = 10_000

interface Turn {
  perSecond: number
  p50: number
  p99: number
  cpuMs: number | null
}

interface Compared {
  name: string
  ours: Turn
  floor: Turn
  /** Requests a second as a share of the floor's; processor time a request as a multiple of it. */
  share: number
  cpuRatio: number | null
}

/** One turn at one address; an answer that is not 200 fails the measurement. */
async function turn(server: Server, path: string, cookie: string): Promise<Turn> {
  const before = cpuMs(server.child)
  const result = await autocannon({
    url: `${server.url}${path}`,
    connections: CLIENTS,
    duration: SECONDS,
    headers: cookie ? { cookie } : {},
    timeout: 30,
  })
  const after = cpuMs(server.child)
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${path}: ${result.non2xx} answers were not 200, ${result.errors} errors`)
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: before === null || after === null ? null : (after - before) / Math.max(1, result.requests.total),
  }
}

function middle(turns: readonly Turn[]): Turn {
  const of = (key: 'perSecond' | 'p50' | 'p99') => Number(median(turns.map((one) => one[key])).toFixed(1))
  const cpu = turns.flatMap((one) => (one.cpuMs === null ? [] : [one.cpuMs]))
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuMs: cpu.length > 0 ? Number(median(cpu).toFixed(2)) : null,
  }
}

async function compare(
  name: string,
  [product, path, cookie]: [Server, string, string],
  [floor, floorPath]: [Server, string],
): Promise<Compared> {
  const ours: Turn[] = []
  const theirs: Turn[] = []
  // The first turn of each side warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = await turn(product, path, cookie)
    const other = await turn(floor, floorPath, '')
    if (round === 0) continue
    if (one.perSecond === 0 || other.perSecond === 0) throw new Error(`${name}: no answer in ${SECONDS} s`)
    ours.push(one)
    theirs.push(other)
  }
  const compared = { ours: middle(ours), floor: middle(theirs) }
  const share = Number((compared.ours.perSecond / compared.floor.perSecond).toFixed(2))
  const cpuRatio =
    compared.ours.cpuMs !== null && compared.floor.cpuMs
      ? Number((compared.ours.cpuMs / compared.floor.cpuMs).toFixed(2))
      : null
  console.log(
    `  ${name.padEnd(36)} ${compared.ours.perSecond} req/s  floor ${compared.floor.perSecond}  share ${share}` +
      `  CPU ${String(compared.ours.cpuMs)} ms  floor ${String(compared.floor.cpuMs)}  × ${String(cpuRatio)}`,
  )
  return { name, ...compared, share, cpuRatio }
}

/** Bytes of script, as gzip, that a page names in its HTML: what a browser loads before anybody clicks. */
async function firstLoad(server: Server, path: string, cookie: string): Promise<number> {
  const answer = await fetch(`${server.url}${path}`, { headers: cookie ? { cookie } : {} })
  const html = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  const scripts = new Set(
    [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .map(([, address]) => address ?? ''),
  )
  if (scripts.size === 0) throw new Error(`${path} loads no script`)
  let bytes = 0
  for (const address of scripts) {
    const file = await fetch(`${server.url}${address}`)
    if (!file.ok) throw new Error(`${address} answered ${file.status}`)
    bytes += gzipSync(Buffer.from(await file.arrayBuffer())).length
  }
  return Math.round(bytes / 1024)
}

async function main(): Promise<void> {
  const size = citySize()
  const superuser = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  const { office, official } = staffOf(size)
  await giveAccounts(superuser, [office, official])
  await superuser.end()
  const floor = await startFloor()
  const product = await startProduct()
  try {
    const cookie = await signIn(product.url, office)
    const filer = await signIn(product.url, official)
    await fetch(`${product.url}/records`, { headers: { cookie } })
    await fetch(`${floor.url}/list?organ=${unitId(0)}&status=COMPLETED`)
    await sleep(IDLE_MS)
    const idle = { ours: memoryMb(product.child), floor: memoryMb(floor.child) }
    const start = { ours: Math.round(product.startMs), floor: Math.round(floor.startMs) }
    console.log(`  start to first answer: ${start.ours} ms, floor ${start.floor} ms`)
    console.log(`  memory when idle: ${String(idle.ours)} MB, floor ${String(idle.floor)} MB`)
    const script = {
      floor: await firstLoad(floor, '/', ''),
      list: await firstLoad(product, '/records', cookie),
      filing: await firstLoad(product, '/my/advance-reports/new', filer),
    }
    console.log(`  script: list ${script.list} KB, filing ${script.filing} KB, floor ${script.floor} KB`)
    const organ = `organ=${unitId(busiestUnit(size))}&status=COMPLETED`
    const word = [...enterpriseName(Math.floor(size.enterprises / 20))].slice(2, 4).join('')
    const requests = [
      await compare(
        'list page: one organ and status',
        [product, `/records?${organ}`, cookie],
        [floor, `/list?${organ}`],
      ),
      await compare(
        'list API: enterprises by two characters',
        [product, `/api/enterprises?q=${encodeURIComponent(word)}`, filer],
        [floor, `/api/list?tokens=${encodeURIComponent(queryTokens(word).join(','))}`],
      ),
      await compare('page: the own desk', [product, '/my', filer], [floor, `/list?${organ}`]),
    ]
    const busy = { ours: memoryMb(product.child), floor: memoryMb(floor.child) }
    console.log(`  memory after the load: ${String(busy.ours)} MB, floor ${String(busy.floor)} MB`)
    append({ http: { clients: CLIENTS, start, idle, busy, script, requests } })
  } finally {
    await product.end()
    await floor.end()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
