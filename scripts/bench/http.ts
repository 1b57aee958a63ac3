// Over HTTP: the built product with a signed-in session against a bare Next.js with the same statement, run in turn. Also
// how long both take to start, what memory they hold, and how much script a browser loads first.
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { createToken } from '@/lib/identity/tokens/commands'
import { PERSONAL_SCOPES } from '@/lib/identity/tokens/schema'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { queryTokens } from '@/lib/platform/search-terms'
import { unitId } from './city'
import { append } from './figures'
import { median, percentile } from './measure'
import { enterpriseName } from './names'
import { busiestUnit, citySize, people, staffOf } from './people'
import { cpuMs, memoryMb, startFloor, startProduct, type Server } from './servers'
import { giveAccounts, signIn } from './session'
import { setting } from './settings'

const CLIENTS = 16
/** Turns of each side, and the seconds of one. */
const ROUNDS = 3
const SECONDS = 10
const IDLE_MS = 10_000
/** Documents that are asked for, one after the other. */
const DOCUMENTS = 20

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

/** What is sent besides the path. */
interface Sent {
  headers?: Record<string, string>
  /** As JSON; with it the method is POST. */
  body?: object
}

/** Every request that makes something carries a key of its own. */
const withKey = (request: { headers?: Record<string, string> }) => ({
  ...request,
  headers: { ...request.headers, 'idempotency-key': randomUUID() },
})

/** One turn at one address; an answer that is not 2xx fails the measurement. */
async function turn(server: Server, path: string, { headers = {}, body }: Sent): Promise<Turn> {
  const before = cpuMs(server.child)
  const result = await autocannon({
    url: `${server.url}${path}`,
    connections: CLIENTS,
    duration: SECONDS,
    headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
    ...(body ? { requests: [{ method: 'POST', body: JSON.stringify(body), setupRequest: withKey }] } : {}),
    timeout: 30,
  })
  const after = cpuMs(server.child)
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${path}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`)
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
  [product, path, sent]: [Server, string, Sent],
  [floor, floorPath, floorSent = {}]: [Server, string, Sent?],
): Promise<Compared> {
  const ours: Turn[] = []
  const theirs: Turn[] = []
  // The first turn of each side warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = await turn(product, path, sent)
    const other = await turn(floor, floorPath, floorSent)
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

/** One document after the other: how long each takes and how large it is. */
async function documentOf(server: Server, path: string, cookie: string) {
  const times: number[] = []
  let bytes = 0
  for (let run = 0; run < DOCUMENTS; run += 1) {
    const start = performance.now()
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie } })
    bytes = (await answer.arrayBuffer()).byteLength
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    times.push(performance.now() - start)
  }
  return {
    kilobytes: Math.round(bytes / 1024),
    medianMs: Math.round(median(times)),
    p95Ms: Math.round(percentile(times, 0.95)),
  }
}

const bearer = (token: string): Sent => ({ headers: { authorization: `Bearer ${token}` } })

/** A personal token of an official, as the settings page makes one. */
async function tokenOf(actor: Actor): Promise<string> {
  const input = { name: `bench ${randomUUID().slice(0, 8)}`, scopes: [...PERSONAL_SCOPES], days: 1 }
  const made = await createToken({ actor, clock: systemClock, input })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value.token
}

async function main(): Promise<void> {
  const size = citySize()
  const superuser = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  const { office, official } = staffOf(size)
  await giveAccounts(superuser, [office, official])
  // Tokens of earlier runs on kept data count against the most that a person may have.
  await superuser.query(
    `UPDATE "ApiToken" SET "revokedAt" = now() WHERE name LIKE 'bench %' AND "revokedAt" IS NULL`,
  )
  const code = await superuser.query<{ code: string }>(`SELECT code FROM "Organ" WHERE id = $1`, [
    unitId(busiestUnit(size)),
  ])
  const who = await people(size)
  const filed = await superuser.query<{ id: string }>(
    `SELECT c.id FROM "Case" c JOIN "FilingVersion" v ON v."caseId" = c.id
     WHERE c."filedById" = $1 AND c.kind = 'ADVANCE_REPORT' LIMIT 1`,
    [who.official.officialId],
  )
  await superuser.end()
  const tokens = { office: await tokenOf(who.office), official: await tokenOf(who.official) }
  const draft = { official: who.official.officialId, organ: who.official.unitId, path: who.official.unitPath }
  await closeDb()
  const floor = await startFloor()
  const product = await startProduct({
    API_REQUESTS_PER_MINUTE: '1000000',
    API_REQUESTS_PER_HOUR: '1000000',
  }).catch(async (error: unknown) => {
    await floor.end()
    throw error
  })
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
        [product, `/records?${organ}`, { headers: { cookie } }],
        [floor, `/list?${organ}`],
      ),
      await compare(
        'list API: enterprises by two characters',
        [product, `/api/enterprises?q=${encodeURIComponent(word)}`, { headers: { cookie: filer } }],
        [floor, `/api/list?tokens=${encodeURIComponent(queryTokens(word).join(','))}`],
      ),
      await compare(
        'page: the own desk',
        [product, '/my', { headers: { cookie: filer } }],
        [floor, `/list?${organ}`],
      ),
      await compare(
        'REST list: one organ and status',
        [
          product,
          `/api/v1/advance-reports?organ=${code.rows[0]?.code ?? ''}&status=COMPLETED&limit=20`,
          bearer(tokens.office),
        ],
        [floor, `/api/list?${organ}`],
      ),
      await compare(
        'REST create: a draft, with its log',
        [product, '/api/v1/advance-reports', { ...bearer(tokens.official), body: {} }],
        [floor, '/api/create', { body: draft }],
      ),
    ]
    const pdf = await documentOf(product, `/api/documents/filing/${filed.rows[0]?.id ?? ''}`, filer)
    console.log(`  document: ${pdf.kilobytes} KB, ${pdf.medianMs} ms, p95 ${pdf.p95Ms} ms`)
    const busy = { ours: memoryMb(product.child), floor: memoryMb(floor.child) }
    console.log(`  memory after the load: ${String(busy.ours)} MB, floor ${String(busy.floor)} MB`)
    append({ http: { clients: CLIENTS, start, idle, busy, script, pdf, requests } })
  } finally {
    await product.end()
    await floor.end()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
