// What an app and a worker say about themselves: health, numbers, and a log without anybody's data in it.
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock, toDate } from '@/lib/platform/clock'
import { formToken } from '@/lib/recusals/applications/rules/form-token'
import { PEOPLE } from '@/prisma/personas'
import { need } from '@/prisma/seed/base'
import { freePort, Installation, until, Visitor, type App, type Running } from './installation'

/** Nobody in the product is called so; whatever of it is in the log was written there. */
const NAMES = [
  '欧阳拂晓',
  'Zebulon Quixote',
  '紫电清霜科技',
  '13987651234',
  'quixote@example.net',
  '竹影扫阶',
]
const [NAME, LATIN, COMPANY, PHONE, MAIL, FACTS] = NAMES as [string, string, string, string, string, string]
const TOKEN = 'a token that scrapes these tests'.replaceAll(' ', '-')
const REQUEST_ID = '0190f0f48b5e7c3a9d2e1f2a3b4c5d6e'

interface Line {
  msg: string
  level: number
  requestId?: string
  route?: string
  status?: number
  method?: string
  ms?: number
  actor?: string
  commands?: string[]
  refusal?: string
  errorId?: string
  action?: boolean
  name?: string
}

let here: Installation
let app: App
let worker: Running
let workerPort: number
const official = new Visitor()
const administrator = new Visitor()

beforeAll(async () => {
  here = await Installation.open({ METRICS_TOKEN: TOKEN, PUBLIC_FORM_SECONDS: '0', WORKER_POLL_MS: '50' })
  workerPort = await freePort()
  worker = here.worker({ WORKER_METRICS_PORT: String(workerPort) })
  app = await here.app()
  await official.signIn(app, 'ZJ0102')
  await administrator.signIn(app, 'SYS001')
})
afterAll(() => here.close())

/** The lines so far that are JSON; the framework's banner comes before the log begins. */
const lines = (of: Running): Line[] =>
  of
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)

async function lineOf(requestId: string, msg = 'request', of: Running = app): Promise<Line> {
  const find = () => lines(of).find((line) => line.requestId === requestId && line.msg === msg)
  await until(() => Promise.resolve(find() !== undefined), `a line "${msg}" of ${requestId}`, { ms: 10_000 })
  return find() as Line
}

/** The ids of actions by name, as the build wrote them down. */
const actions = (() => {
  const text = readFileSync(join(process.cwd(), '.next/server/server-reference-manifest.json'), 'utf8')
  const { node } = JSON.parse(text) as { node: Record<string, { exportedName: string }> }
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
})()

function act(name: string, input: unknown, path = '/my/advance-reports/new'): Promise<Response> {
  return official.ask(`${app.address}${path}`, {
    method: 'POST',
    headers: { 'next-action': need(actions, name), 'content-type': 'text/plain;charset=UTF-8' },
    body: JSON.stringify([{ input }]),
  })
}

const idOf = (response: Response) => response.headers.get('x-request-id') ?? ''

function application() {
  return {
    initiator: 'INTERESTED_PARTY',
    applicantName: NAME,
    applicantContact: `${PHONE} ${MAIL}`,
    capacity: COMPANY,
    organId: need(here.seeded.organs, 'YXZJ'),
    officialText: LATIN,
    matterText: COMPANY,
    groundCode: 'RELATIVE_INTEREST',
    facts: FACTS,
    token: formToken(
      process.env.NEXTAUTH_SECRET ?? '',
      toDate(systemClock.now().getTime() - 5000),
      randomUUID(),
    ),
  }
}
const send = (body: string, path = '/api/applications') =>
  fetch(`${app.address}${path}`, {
    method: 'POST',
    headers: { origin: app.address, 'content-type': 'application/json' },
    body,
  })

describe('the log', () => {
  it('has a line for a page: its template, who asked as a hash, and nothing of the address', async () => {
    const id = randomUUID()
    const response = await official.ask(`${app.address}/matters/${id}?q=${encodeURIComponent(NAME)}`)
    const line = await lineOf(idOf(response))
    expect(line).toMatchObject({ method: 'GET', route: '/matters/[id]', status: 404 })
    expect(line.actor).toMatch(/^[0-9a-f]{12}$/)
    expect(JSON.stringify(line)).not.toContain(id)
  })

  it('takes the id of the proxy when it is well-formed, and no words', async () => {
    const given = await official.ask(`${app.address}/my`, { headers: { 'x-request-id': REQUEST_ID } })
    expect(idOf(given)).toBe(REQUEST_ID)
    expect(await lineOf(REQUEST_ID)).toMatchObject({ route: '/my', status: 200 })
    const forged = await official.ask(`${app.address}/my`, { headers: { 'x-request-id': LATIN } })
    expect(idOf(forged)).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('names the command of an action, and the code of a refusal', async () => {
    const started = await act('startReport', {})
    expect(await lineOf(idOf(started))).toMatchObject({
      method: 'POST',
      route: '/my/advance-reports/new',
      status: 200,
      action: true,
      commands: ['advance-reports.start'],
    })
    const refused = await act('submitReport', { caseId: randomUUID(), version: 1, content: { title: NAME } })
    expect((await lineOf(idOf(refused))).refusal).toMatch(/^[a-zA-Z]+\.[a-z-]+$/)
  })

  it('follows a message to the worker by the id of the request that sent it', async () => {
    const response = await send(JSON.stringify(application()))
    expect(response.status).toBe(200)
    expect(await lineOf(idOf(response))).toMatchObject({
      route: '/api/applications',
      commands: ['applications.file'],
    })
    expect(await lineOf(idOf(response), 'message', worker)).toMatchObject({ name: 'application-notice' })
  })

  it('has the id that a person is shown for a bug, of a page and of an action', async () => {
    // A bug whose message quotes what was entered: the table is not where the program thinks.
    await here.owner.query('ALTER TABLE "Matter" RENAME TO "Elsewhere"')
    await here.owner.query('ALTER TABLE "FilingDraft" RENAME TO "AlsoElsewhere"')
    try {
      const page = await official.ask(`${app.address}/matters?q=${encodeURIComponent(NAME)}`)
      const shown = /digest[\\":]+(\d+)/.exec(await page.text())?.[1]
      expect(shown).toBeDefined()
      const failed = await lineOf(idOf(page), 'request failed')
      expect(failed).toMatchObject({ errorId: shown, level: 50 })
      expect(JSON.stringify(failed)).toContain('P2021')

      const answer = await act('startReport', { title: NAME })
      const errorId = /"errorId":"([0-9a-f]{12})"/.exec(await answer.text())?.[1]
      expect(errorId).toBeDefined()
      expect(await lineOf(idOf(answer), 'action failed')).toMatchObject({ errorId })
      expect(await lineOf(idOf(answer))).toMatchObject({ errorId, route: '/my/advance-reports/new' })
    } finally {
      await here.owner.query('ALTER TABLE "Elsewhere" RENAME TO "Matter"')
      await here.owner.query('ALTER TABLE "AlsoElsewhere" RENAME TO "FilingDraft"')
    }
  })

  it('holds nothing that anybody entered, and nobody who is there', async () => {
    const word = encodeURIComponent(NAME)
    for (const path of [
      `/my?q=${word}`,
      `/matters?q=${word}`,
      `/review?q=${encodeURIComponent(LATIN)}`,
      `/records?q=${word}`,
      `/api/officials?q=${word}`,
      `/api/enterprises?q=${encodeURIComponent(COMPANY)}`,
      `/api/applications/organs?q=${word}`,
      `/verify/${word}`,
      `/${word}/${encodeURIComponent(PHONE)}`,
      `/api/uploads/${word}`,
      `/sign-in?returnTo=/${word}`,
    ])
      await (await official.ask(`${app.address}${path}`)).text()
    for (const typed of [NAME, MAIL, LATIN]) await new Visitor().signIn(app, typed, FACTS)
    // Bodies that are no JSON, do not fit, or are refused.
    for (const body of [`{"applicantName": ${NAME}`, JSON.stringify({ ...application(), token: NAME })])
      await send(body)
    await send(JSON.stringify({ code: NAME }), '/api/applications/progress')
    await send(JSON.stringify({ code: LATIN, password: FACTS }), '/api/activate')
    const form = new FormData()
    form.set('kind', 'officials')
    form.set('file', new File([`工号,姓名\nX1,${NAME}\n${PHONE},${LATIN}\n`], `${COMPANY}.csv`))
    await administrator.ask(`${app.address}/api/imports`, { method: 'POST', body: form })
    for (const input of [{ title: NAME }, NAME, { content: { title: LATIN } }])
      for (const name of ['saveReportDraft', 'submitReport']) await act(name, input)
    await act('saveReportDraft', `${NAME}{{{`)
    const last = await official.ask(`${app.address}/my`)
    await lineOf(idOf(last))

    const text = app.output() + worker.output()
    expect(lines(app).length).toBeGreaterThan(40)
    for (const entered of [...NAMES, word, ...NAMES.map(encodeURIComponent)])
      expect(text).not.toContain(entered)
    for (const person of PEOPLE) {
      expect(text).not.toContain(person.name)
      expect(text).not.toContain(person.staffNo)
      expect(text).not.toContain(need(here.seeded.people, person.staffNo))
    }
  })

  it('is one object a line, and no line of a request has a query or the id of a thing', () => {
    const later = app.output().split('\n').filter(Boolean)
    const first = later.findIndex((line) => line.startsWith('{'))
    for (const line of later.slice(first)) expect(() => JSON.parse(line) as unknown, line).not.toThrow()
    for (const { route } of lines(app).filter((line) => line.msg === 'request')) {
      expect(route).not.toMatch(/[?&=]/)
      expect(route).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    }
  })
})

describe('health', () => {
  it('an app is ready without a worker, and not without its migrations', async () => {
    expect((await fetch(`${app.address}/api/ready`)).status).toBe(200)
    const hide = `UPDATE _prisma_migrations SET rolled_back_at = $1 WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`
    await here.owner.query(hide, [systemClock.now()])
    try {
      const response = await fetch(`${app.address}/api/ready`)
      expect(response.status).toBe(503)
      expect(await response.json()).toEqual({ status: 'not-ready', missing: ['migrations'] })
    } finally {
      await here.owner.query(hide, [null])
    }
    expect((await fetch(`${app.address}/api/ready`)).status).toBe(200)
  })

  it('a worker says so itself, where it was asked to', async () => {
    await until(
      async () => (await fetch(`http://127.0.0.1:${workerPort}/health`)).status === 200,
      'the worker is well',
    )
    expect((await fetch(`http://127.0.0.1:${workerPort}/other`)).status).toBe(404)
  })
})

describe('the numbers', () => {
  const scrape = (url: string, authorization?: string) =>
    fetch(url, { headers: authorization ? { authorization } : {} })

  it('are for the bearer of the token only, also on the machine itself', async () => {
    for (const url of [`${app.address}/api/metrics`, `http://127.0.0.1:${workerPort}/metrics`]) {
      expect((await scrape(url)).status).toBe(401)
      expect((await scrape(url, 'Bearer wrong')).status).toBe(401)
      expect((await scrape(url, `Bearer ${TOKEN}`)).status).toBe(200)
    }
  })

  it('say what was asked, what waits and what is late, by template and never by address', async () => {
    const text = await (await scrape(`${app.address}/api/metrics`, `Bearer ${TOKEN}`)).text()
    for (const part of [
      /^qinqing_http_requests_total\{route="\/my",method="GET",status="2xx"\} \d+$/m,
      /^qinqing_http_request_duration_seconds_bucket\{le="0.3",route="\/my",method="GET",status="2xx"\} \d+$/m,
      /^qinqing_http_requests_total\{route="\(none\)",method="GET",status="4xx"\} \d+$/m,
      /^nodejs_eventloop_lag_seconds [\d.e-]+$/m,
      /^process_resident_memory_bytes \d+$/m,
      /^qinqing_database_pool_connections\{state="waiting"\} 0$/m,
      /^qinqing_outbox\{state="poisoned"\} 0$/m,
      /^qinqing_timers\{state="due"\} 0$/m,
      /^qinqing_readings_up 1$/m,
      /^qinqing_worker_heartbeat_age_seconds\{worker="worker:[^"]+:\d+"\} [\d.]+$/m,
      /^qinqing_sign_in_failing [1-9]\d*$/m,
      /^qinqing_imports_waiting \d+$/m,
      /^qinqing_exports_in_progress 0$/m,
    ])
      expect(text).toMatch(part)
    for (const entered of [...NAMES, ...NAMES.map(encodeURIComponent)]) expect(text).not.toContain(entered)
    const own = await (await scrape(`http://127.0.0.1:${workerPort}/metrics`, `Bearer ${TOKEN}`)).text()
    expect(own).toMatch(
      /^qinqing_worker_handled_total\{kind="message",name="application-notice",outcome="done"\} 1$/m,
    )
  })

  it('without a token are for the machine itself, asking for nobody else', async () => {
    const open = await here.app({ METRICS_TOKEN: '' })
    const status = (headers: Record<string, string>) =>
      new Promise<number>((done, failed) => {
        httpRequest(`${open.address}/api/metrics`, { headers }, (response) => {
          response.resume()
          done(response.statusCode ?? 0)
        })
          .on('error', failed)
          .end()
      })
    expect(await status({})).toBe(200)
    expect(await status({ 'x-forwarded-for': '127.0.0.1' })).toBe(404)
    expect(await status({ forwarded: 'for=127.0.0.1' })).toBe(404)
    expect(await status({ host: 'qinqing.example' })).toBe(404)
    await open.kill()
  })
})
