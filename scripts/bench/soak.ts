// A long mixed load against the built product and its worker: filings and reads of signed-in people at a rate the machine
// sustains. Fails on a server error, a lost or doubled write, or memory that grows.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { systemClock, toDate } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { actionId, callAction } from './action-call'
import { enterpriseId, HR, staffNo, unitId, type CitySize } from './city'
import { append } from './figures'
import { filing } from './filing'
import { load, slope, type Kind, type Outcome } from './load'
import { median } from './measure'
import { enterpriseName } from './names'
import { busiestUnit, citySize, staffOf, usualUnit } from './people'
import { random, skewed } from './seeded'
import { memoryMb, startProduct, startWorker, type Server } from './servers'
import { giveAccounts, signIn } from './session'
import { setting } from './settings'

/** What a city does at its busiest: filings and pages a second. */
const TARGET = { filings: 10, reads: 100 }
/** Shares of the target that are tried from below, and for how long; the last that holds is kept. */
const SHARES = [0.02, 0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1]
const TRY_SECONDS = 15
/** A rate holds when nothing is shed, nothing fails, and of each kind 95 of 100 answers come within this time. */
const IN_TIME_MS = 2000
const FILERS = 24
const FILING_PAGE = '/my/advance-reports/new'
const DAY_MS = 86_400_000
const SAMPLE_MS = 2000
/** So few that wait are the usual coming and going. */
const CAUGHT_UP = 20
/** Memory may grow by so much from the second quarter of the run to the last; shorter runs still fill their caches. */
const SETTLED_MINUTES = 10
const GROWTH = { share: 1.15, megabytes: 30 }

interface Caller {
  staffNo: string
  cookie: string
}

interface Acknowledged {
  caseId: string
  number: string
}

interface Soak {
  product: Server
  size: CitySize
  filers: Caller[]
  readers: Record<'office' | 'head' | 'busyLeader' | 'busyClerk' | 'official', Caller>
  acknowledged: Acknowledged[]
  next: () => number
}

function filingKind(soak: Soak, perSecond: number): Kind {
  const ids = {
    start: actionId('lib/advance-reports/actions.ts', 'startReport'),
    submit: actionId('lib/advance-reports/actions.ts', 'submitReport'),
  }
  const { product, filers, acknowledged, next, size } = soak
  const day = civilDateOf(toDate(systemClock.now().getTime() + 10 * DAY_MS))
  let turn = 0
  return {
    name: 'filing',
    perSecond,
    call: async () => {
      const filer = filers[(turn += 1) % filers.length]
      if (!filer) return 'nobody files'
      const from = { url: product.url, cookie: filer.cookie, page: FILING_PAGE }
      const opened = await callAction<{ caseId: string }>(from, ids.start, {
        input: {},
        requestKey: randomUUID(),
      })
      if (!opened.result?.ok) return `start ${opened.status} ${opened.result?.refusal.code ?? ''}`
      const { caseId } = opened.result.value
      const content = filing([enterpriseId(skewed(next, size.enterprises, 3))], day)
      const sent = await callAction<Acknowledged>(from, ids.submit, {
        input: { caseId, version: 1, content },
        requestKey: randomUUID(),
      })
      if (!sent.result?.ok) return `submit ${sent.status} ${sent.result?.refusal.code ?? ''}`
      acknowledged.push({ caseId, number: sent.result.value.number })
      return null
    },
  }
}

/** Pages and pickers, in about the shares in which people open them. */
function readKinds({ product, readers, filers, size, next }: Soak, perSecond: number): Kind[] {
  const pick = (path: () => string, who: () => Caller) => async () => {
    const answer = await fetch(`${product.url}${path()}`, {
      headers: { cookie: who().cookie },
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    })
    await answer.arrayBuffer()
    return answer.status === 200 ? null : `${path()} ${answer.status}`
  }
  const filer = () => filers[skewed(next, filers.length, 1)] ?? readers.official
  const word = () => [...enterpriseName(skewed(next, size.enterprises, 1))].slice(2, 4).join('')
  const unit = () => unitId(next() < 0.5 ? usualUnit(size) : busiestUnit(size))
  const kinds: [string, number, () => string, () => Caller][] = [
    ['desk', 0.3, () => '/my', filer],
    ['queue', 0.15, () => '/review', () => (next() < 0.5 ? readers.busyLeader : readers.busyClerk)],
    ['own reports', 0.1, () => '/my/advance-reports', filer],
    ['records', 0.1, () => '/records', () => (next() < 0.5 ? readers.office : readers.head)],
    ['records of an organ', 0.05, () => `/records?organ=${unit()}`, () => readers.office],
    ['search', 0.05, () => `/records?q=${encodeURIComponent(word())}`, () => readers.office],
    ['picker of enterprises', 0.15, () => `/api/enterprises?q=${encodeURIComponent(word())}`, filer],
    ['picker of officials', 0.1, () => `/api/officials?q=${encodeURIComponent('王')}`, filer],
  ]
  return kinds.map(([name, share, path, who]) => ({
    name,
    perSecond: perSecond * share,
    call: pick(path, who),
  }))
}

const kindsAt = (soak: Soak, share: number): Kind[] => [
  filingKind(soak, TARGET.filings * share),
  ...readKinds(soak, TARGET.reads * share),
]

const isSustained = (outcomes: readonly Outcome[]) =>
  outcomes.every(
    (one) =>
      one.shed === 0 && Object.keys(one.failures).length === 0 && (one.calls === 0 || one.p95 <= IN_TIME_MS),
  )

/** The largest share of the target that the machine holds. */
async function findShare(soak: Soak): Promise<number> {
  // The first requests compile and fill caches.
  await load(kindsAt(soak, SHARES[0] ?? 1), TRY_SECONDS)
  let kept = SHARES[0] ?? 1
  for (const share of SHARES) {
    const outcomes = await load(kindsAt(soak, share), TRY_SECONDS)
    const held = isSustained(outcomes)
    const slowest = Math.max(...outcomes.map((one) => one.p95))
    console.log(
      `  ${TARGET.filings * share} filings/s and ${TARGET.reads * share} reads/s: ${held ? 'held' : 'not held'}, slowest p95 ${slowest} ms`,
    )
    if (!held) break
    kept = share
  }
  return kept
}

/** Acknowledged filings that are not, or not exactly once, in the database and in the log. */
async function findLost(superuser: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT asked.id FROM jsonb_to_recordset($1::jsonb) AS asked (id uuid, number text)
     LEFT JOIN "Case" c ON c.id = asked.id AND c.number = asked.number AND c.status <> 'DRAFT'
     WHERE c.id IS NULL
       OR (SELECT count(*) FROM "FilingVersion" v WHERE v."caseId" = asked.id) <> 1
       OR (SELECT array_agg(convert_from(e.canonical, 'UTF8')::jsonb ->> 'command' ORDER BY e.index)
           FROM "LogEntry" e WHERE e."caseId" = asked.id
             AND convert_from(e.canonical, 'UTF8')::jsonb ->> 'actor' <> 'system')
          IS DISTINCT FROM ARRAY['advance-reports.start', 'advance-reports.submit']`,
    [JSON.stringify(acknowledged.map(({ caseId, number }) => ({ id: caseId, number })))],
  )
  return rows.map((row) => row.id)
}

/** Whether the indexes of the log have no gap since `from`. */
async function countGaps(superuser: pg.Pool, from: number): Promise<number> {
  const { rows } = await superuser.query<{ missing: number }>(
    `SELECT ((SELECT "nextIndex" FROM "LogHead" WHERE id = 1) - $1 - count(*))::int AS missing
     FROM "LogEntry" WHERE index >= $1`,
    [from],
  )
  return rows[0]?.missing ?? 0
}

/**
 * The city's clock stands still and the machine's does not: what fell due since is done first, as after a weekend. Answers
 * how many timers and messages, in how many seconds.
 */
async function catchUp(superuser: pg.Pool): Promise<{ done: number; seconds: number }> {
  const start = performance.now()
  let first = 0
  for (;;) {
    const { rows } = await superuser.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM "Timer" WHERE "firedAt" IS NULL AND "cancelledAt" IS NULL AND "poisonedAt" IS NULL
                AND "fireAt" <= now())
             + (SELECT count(*) FROM "OutboxMessage" WHERE "deliveredAt" IS NULL AND "poisonedAt" IS NULL
                AND "availableAt" <= now()))::int AS left`,
    )
    const left = rows[0]?.left ?? 0
    first = Math.max(first, left)
    if (left <= CAUGHT_UP)
      return { done: first - left, seconds: Math.round((performance.now() - start) / 1000) }
    await new Promise((done) => setTimeout(done, 1000))
  }
}

interface Memory {
  name: string
  start: number
  end: number
  /** Megabytes an hour after the first quarter. */
  perHour: number
  isFlat: boolean
}

function memoryOf(name: string, samples: readonly [number, number][]): Memory {
  const quarter = Math.floor(samples.length / 4)
  const of = (from: number, to?: number) => median(samples.slice(from, to).map(([, megabytes]) => megabytes))
  const settled = of(quarter, 2 * quarter)
  const end = of(-quarter)
  return {
    name,
    start: settled,
    end,
    perHour: Math.round(slope(samples.slice(quarter)) * 3_600_000),
    isFlat: end <= Math.max(settled * GROWTH.share, settled + GROWTH.megabytes),
  }
}

async function signedIn(soak: Pick<Soak, 'product' | 'size'>, superuser: pg.Pool) {
  const { product, size } = soak
  const numbers = staffOf(size)
  const places = Array.from({ length: FILERS }, (_, place) =>
    staffNo(usualUnit(size) + (place % 8), HR + 2 + place),
  )
  await giveAccounts(superuser, [...Object.values(numbers), ...places])
  const caller = async (number: string) => ({ staffNo: number, cookie: await signIn(product.url, number) })
  const filers: Caller[] = []
  for (const number of places) filers.push(await caller(number))
  return {
    filers,
    readers: {
      office: await caller(numbers.office),
      head: await caller(numbers.head),
      busyLeader: await caller(numbers.busyLeader),
      busyClerk: await caller(numbers.busyClerk),
      official: await caller(numbers.official),
    },
  }
}

async function main(): Promise<void> {
  const minutes = Number(setting('BENCH_SOAK_MINUTES'))
  const superuser = new pg.Pool({ connectionString: setting('BENCH_FLOOR_URL'), max: 1 })
  const size = citySize()
  const product = await startProduct()
  const worker = startWorker()
  const problems: string[] = []
  let sampling: NodeJS.Timeout | undefined
  try {
    const head = await superuser.query<{ next: string }>(`SELECT "nextIndex"::text AS next FROM "LogHead"`)
    const soak: Soak = {
      product,
      size,
      ...(await signedIn({ product, size }, superuser)),
      acknowledged: [],
      next: random(7),
    }
    const caught = await catchUp(superuser)
    console.log(`  caught up with ${caught.done} timers and messages in ${caught.seconds} s`)
    const share = await findShare(soak)
    const samples = { app: [] as [number, number][], worker: [] as [number, number][] }
    sampling = setInterval(() => {
      samples.app.push([performance.now(), memoryMb(product.child) ?? 0])
      samples.worker.push([performance.now(), memoryMb(worker.child) ?? 0])
    }, SAMPLE_MS)
    const outcomes = await load(kindsAt(soak, share), minutes * 60)
    clearInterval(sampling)
    const memory = [memoryOf('app', samples.app), memoryOf('worker', samples.worker)]
    for (const one of outcomes) {
      console.log(
        `  ${one.name.padEnd(24)} ${String(one.calls).padStart(7)} calls  p50 ${one.p50} ms  p95 ${one.p95} ms  p99 ${one.p99} ms`,
      )
      for (const [what, times] of Object.entries(one.failures))
        problems.push(`${one.name}: ${times} × ${what}`)
      if (one.shed > 0) problems.push(`${one.name}: ${one.shed} calls could not be made at the rate`)
    }
    for (const one of memory) {
      console.log(`  memory of the ${one.name}: ${one.start} → ${one.end} MB, ${one.perHour} MB an hour`)
      if (minutes < SETTLED_MINUTES)
        console.log(`    too short a run to judge it (${SETTLED_MINUTES} minutes)`)
      else if (!one.isFlat) problems.push(`memory of the ${one.name} grows: ${one.start} → ${one.end} MB`)
    }
    const lost = await findLost(superuser, soak.acknowledged)
    if (lost.length > 0) problems.push(`${lost.length} acknowledged filings are lost or doubled: ${lost[0]}`)
    const gaps = await countGaps(superuser, Number(head.rows[0]?.next ?? 0))
    if (gaps !== 0) problems.push(`the log has ${gaps} entries too few`)
    if (soak.acknowledged.length === 0) problems.push('nothing was filed')
    console.log(
      `  ${soak.acknowledged.length} filings acknowledged, ${lost.length} lost; ${gaps} gaps in the log`,
    )
    const rate = { filings: TARGET.filings * share, reads: TARGET.reads * share }
    append({ soak: { minutes, rate, caught, outcomes, memory, filings: soak.acknowledged.length, problems } })
  } finally {
    clearInterval(sampling)
    await worker.end()
    await product.end()
    await superuser.end()
  }
  for (const problem of problems) console.error(`  ✗ ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
