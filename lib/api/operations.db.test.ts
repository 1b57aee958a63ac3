// The whole OpenAPI document, played: each operation once well and in every common wrong way, each answer held against
// the schema that the document promises.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { ADVANCE_REPORT } from '@/lib/advance-reports/workflow'
import { handlers as exportHandlers } from '@/lib/exports/subscribers'
import { openWorld, reportContent, type World } from '@/lib/filing/testing'
import { notice } from '@/lib/notifications/subscribers'
import { db } from '@/lib/platform/db'
import { deliver } from '@/lib/platform/outbox'
import { RECUSAL_DECISION } from '@/lib/recusals/decisions/workflow'
import { RECUSAL_REQUEST } from '@/lib/recusals/requests/workflow'
import { directContents, requestContent } from '@/lib/recusals/testing'
import { PERSONAL_SCOPES, SERVICE_SCOPES, type Scope } from '@/lib/identity/tokens/schema'
import { need } from '@/prisma/seed/base'
import { DECISION_STEPS } from './recusals/decisions/operations'
import { REQUEST_STEPS } from './recusals/requests/operations'
import { REPORT_STEPS } from './reports/operations'
import { openClient, serviceToken, tokenOf, type Ask, type Client, type Told } from './testing'

let world: World
let client: Client
const tokens = new Map<string, string>()
const told = new Map<string, Told>()

async function tokenFor(who: string): Promise<string> {
  const known = tokens.get(who)
  if (known) return known
  const token =
    who === 'service' ? await serviceToken(world, 'YX', [...SERVICE_SCOPES]) : await tokenOf(world, who)
  tokens.set(who, token)
  return token
}

/** Tokens with every scope but one, each made once. */
async function lackingToken(scope: string, scopes: (typeof PERSONAL_SCOPES)[number][]): Promise<string> {
  const name = `lacking ${scope}`
  const token = tokens.get(name) ?? (await tokenOf(world, 'ZJ0105', { scopes }))
  tokens.set(name, token)
  return token
}
async function lackingService(scope: string, scopes: (typeof SERVICE_SCOPES)[number][]): Promise<string> {
  const name = `lacking service ${scope}`
  const token = tokens.get(name) ?? (await serviceToken(world, 'YX', scopes))
  tokens.set(name, token)
  return token
}

const idOf = (operationId: string) => String(told.get(operationId)?.body.id)
const tagOf = (operationId: string) => told.get(operationId)?.headers.get('etag') ?? ''
const jobs = async () => {
  const all = { ...exportHandlers, notice }
  while ((await deliver(world.clock, all, new AbortController().signal)) > 0);
}

const DECLARANT = 'ZJ0102'
const LEADER = 'ZJ0002'
const OFFICER = 'JW0101'
const organBody = {
  name: '云岫区水务局',
  shortName: '区水务局',
  documentMark: '云水',
  kind: 'PARTY_GOVERNMENT',
  parentCode: 'YX',
}
const USCC = '91440300708461136T'

/** Who calls each operation well, in this order, and with what. */
const GOOD: Record<string, [who: string | null, ask: () => Ask | Promise<Ask>, status?: number]> = {
  getOpenApiDocument: [null, () => ({})],
  getMe: [DECLARANT, () => ({})],
  listOrgans: [DECLARANT, () => ({ query: { limit: '2', q: '局' } })],
  getOrgan: [DECLARANT, () => ({ params: { code: 'YXZJ' } })],
  listOfficials: [DECLARANT, () => ({ query: { q: '周' } })],
  getOfficial: [DECLARANT, () => ({ params: { staffNo: 'ZJ0103' } })],
  listEnterprises: [DECLARANT, () => ({ query: { q: '清禾' } })],
  getEnterprise: [DECLARANT, () => ({ params: { key: need(world.seeded.enterprises, 'qinghe') } })],
  declareEnterprise: [DECLARANT, () => ({ body: { name: '云岫新风餐饮店', uscc: '' } }), 201],
  startAdvanceReport: [DECLARANT, () => ({ body: {} }), 201],
  saveAdvanceReportDraft: [
    DECLARANT,
    () => ({
      params: { id: idOf('startAdvanceReport') },
      body: { revision: 0, content: { title: '协调会' } },
    }),
  ],
  getAdvanceReport: [DECLARANT, () => ({ params: { id: idOf('startAdvanceReport') } })],
  transitionAdvanceReport: [
    DECLARANT,
    () => ({
      params: { id: idOf('startAdvanceReport') },
      headers: { 'if-match': tagOf('getAdvanceReport') },
      body: { event: 'submit', content: reportContent(world) },
    }),
  ],
  listAdvanceReports: [DECLARANT, () => ({ query: { whose: 'mine', status: ['SUBMITTED', 'DRAFT'] } })],
  giveEmergencyNotice: [
    DECLARANT,
    () => ({
      body: {
        enterpriseIds: [need(world.seeded.enterprises, 'qinghe')],
        emergency: 'MEETING',
        place: '工地',
        situation: '企业负责人临时到场',
      },
    }),
    201,
  ],
  startRecusalRequest: [DECLARANT, () => ({ body: {} }), 201],
  saveRecusalRequestDraft: [
    DECLARANT,
    () => ({
      params: { id: idOf('startRecusalRequest') },
      body: { revision: 0, content: { facts: '待补' } },
    }),
  ],
  getRecusalRequest: [DECLARANT, () => ({ params: { id: idOf('startRecusalRequest') } })],
  transitionRecusalRequest: [
    DECLARANT,
    () => ({
      params: { id: idOf('startRecusalRequest') },
      body: { event: 'submit', version: 1, content: requestContent(world) },
    }),
  ],
  listRecusalRequests: [LEADER, () => ({ query: { subject: DECLARANT } })],
  openRecusalDecision: [LEADER, () => ({ body: directContents(world) }), 201],
  getRecusalDecision: ['ZJ0001', () => ({ params: { id: idOf('openRecusalDecision') } })],
  transitionRecusalDecision: [
    'ZJ0001',
    () => ({
      params: { id: idOf('openRecusalDecision') },
      headers: { 'if-match': tagOf('getRecusalDecision') },
      body: { event: 'sign' },
    }),
  ],
  listRecusalDecisions: [LEADER, () => ({ query: { organ: 'YXZJ' } })],
  openPostRecusal: [
    'ZJ0004',
    () => ({
      body: {
        subjectId: need(world.seeded.people, 'ZJ0104'),
        groundCode: 'POST_OVERSIGHT',
        postToLeave: '财务审核岗位',
        whyDue: '近姻亲任本局副局长。',
        dueSince: '2026-10-12',
        notFiled: '任职时没有申报。',
        facts: '户籍资料。',
        evidence: '户籍证明',
      },
    }),
    201,
  ],
  proposeRecusalDecision: [
    OFFICER,
    () => ({
      body: {
        subjectId: need(world.seeded.people, 'ZJ0103'),
        matterId: need(world.seeded.matters, 'bid'),
        groundCode: 'OWN_INTEREST',
        whyDue: '持有该企业股份。',
        facts: '工商登记。',
      },
    }),
    201,
  ],
  orderExport: [
    OFFICER,
    () => ({ body: { purpose: '季度检查', format: 'csv', filters: { kind: 'ADVANCE_REPORT' } } }),
    201,
  ],
  getExport: [
    OFFICER,
    async () => {
      await jobs()
      return { params: { id: idOf('orderExport') } }
    },
  ],
  listExports: [OFFICER, () => ({})],
  downloadExport: [OFFICER, () => ({ params: { id: idOf('orderExport') } })],
  cancelExport: [
    OFFICER,
    async () => {
      const body = { purpose: '另一次检查', format: 'xlsx' }
      const second = await client.call('orderExport', { token: await tokenFor(OFFICER), body })
      return { params: { id: String(second.body.id) } }
    },
  ],
  listNotices: [LEADER, () => ({})],
  readNotice: [
    LEADER,
    () => ({ params: { id: String((told.get('listNotices')?.body.items as { id: string }[])[0]?.id) } }),
  ],
  readAllNotices: [LEADER, () => ({})],
  listMatters: [DECLARANT, () => ({ query: { mine: 'true', state: 'open' } })],
  getMatter: [DECLARANT, () => ({ params: { id: need(world.seeded.matters, 'park') } })],
  putOrgan: ['service', () => ({ params: { code: 'YXSW' }, body: organBody }), 201],
  putOfficial: [
    'service',
    () => ({
      params: { staffNo: 'SW9001' },
      body: { name: '李明', organCode: 'YXSW', post: '办公室', personnelCategory: 'CIVIL_SERVANT' },
    }),
    201,
  ],
  putEnterprise: ['service', () => ({ params: { key: USCC }, body: { name: '岚山新材料有限公司' } }), 201],
  putMatter: [
    'service',
    () => ({
      params: { code: 'YXSW', externalNumber: '水许〔2026〕1/2号' },
      body: { title: '取水许可', type: 'LICENSING', enterprises: [USCC], handlers: [{ staffNo: 'SW9001' }] },
    }),
    201,
  ],
  getMatterByNumber: ['service', () => ({ params: { code: 'YXSW', externalNumber: '水许〔2026〕1/2号' } })],
}

beforeAll(async () => {
  process.env.API_TOKENS_PER_PERSON = '50'
  process.env.API_REQUESTS_PER_MINUTE = '10000'
  process.env.API_SERVICE_REQUESTS_PER_MINUTE = '10000'
  world = await openWorld()
  client = await openClient(world)
  for (const [operationId, [who, ask]] of Object.entries(GOOD)) {
    const token = who ? await tokenFor(who) : null
    told.set(operationId, await client.call(operationId, { token, ...(await ask()) }))
  }
}, 180_000)
afterAll(() => world.close())

test('the document names exactly the operations that are called here', () => {
  expect([...client.places.keys()].sort()).toEqual(Object.keys(GOOD).sort())
})

test.each(Object.entries(GOOD))('%s, called well', (operationId, [, , status = 200]) => {
  expect([operationId, told.get(operationId)?.status, told.get(operationId)?.body.detail]).toEqual([
    operationId,
    status,
    undefined,
  ])
})

describe.each(Object.keys(GOOD))('%s', (operationId) => {
  const place = () => {
    const found = client.places.get(operationId)
    if (!found) throw new Error(operationId)
    return found
  }
  const nobody = {
    id: '0190aaaa-0000-7000-8000-000000000000',
    code: 'NOWHERE',
    staffNo: 'NOBODY',
    key: '91110000MA00000000',
    externalNumber: 'X',
  }
  const needed = () => place().operation.security[0]?.token[0] as Scope | undefined

  test('needs a token, and one that is good', async () => {
    if (place().operation.security.length === 0)
      return expect((await client.call(operationId)).status).toBe(200)
    const params = nobody
    const without = await client.call(operationId, { params })
    expect([without.status, without.body.code]).toEqual([401, 'api.token-missing'])
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="qinqing"')
    const wrong = await client.call(operationId, { params, token: `qq_p${'a'.repeat(38)}` })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'api.token-unknown'])
    const cookie = await client.call(operationId, {
      params,
      headers: { cookie: 'next-auth.session-token=anything' },
    })
    expect(cookie.status).toBe(401)
  })

  test('needs its scope, and the right kind of token', async () => {
    const scope = needed()
    const callers = place().operation['x-callers']
    if (scope) {
      const others = PERSONAL_SCOPES.filter((one) => one !== scope)
      const services = SERVICE_SCOPES.filter((one) => one !== scope)
      const token =
        callers === 'service' ? await lackingService(scope, services) : await lackingToken(scope, others)
      const lacking = await client.call(operationId, { params: nobody, token })
      expect([lacking.status, lacking.body.code]).toEqual([403, 'api.scope-missing'])
      expect(lacking.headers.get('www-authenticate')).toContain(`scope="${scope}"`)
    }
    if (callers === 'person') {
      const service = await client.call(operationId, { params: nobody, token: await tokenFor('service') })
      expect([service.status, service.body.code]).toEqual([403, 'api.service-unsuited'])
    }
    if (callers === 'service') {
      const person = await client.call(operationId, { params: nobody, token: await tokenFor(DECLARANT) })
      expect([person.status, person.body.code]).toEqual([403, 'api.person-unsuited'])
    }
  })

  test('says what is wrong with what it is sent', async () => {
    const [who] = GOOD[operationId] ?? []
    const token = who ? await tokenFor(who) : null
    const unknown = await client.call(operationId, { params: nobody, token, query: { nonsense: '1' } })
    expect([unknown.status, Object.keys(unknown.body.fields ?? {})]).toEqual([
      422,
      expect.arrayContaining(['nonsense']),
    ])
    if (place().method === 'POST') {
      const keyless = await client.call(operationId, {
        params: nobody,
        token,
        headers: { 'idempotency-key': '' },
      })
      expect([keyless.status, keyless.body.code]).toEqual([400, 'api.key-missing'])
    }
    if (place().operation.requestBody) {
      const calls: [Ask, number][] = [
        [{ body: [] }, 422],
        [{ body: '{' }, 400],
        [{ body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
        [{ body: JSON.stringify('x'.repeat(2 * 1024 * 1024)) }, 413],
      ]
      for (const [ask, status] of calls)
        expect((await client.call(operationId, { params: nobody, token, ...ask })).status).toBe(status)
    }
    const { parameters, requestBody } = place().operation
    const marks = operationId.startsWith('read')
    if (!parameters.some((one) => one.in === 'path') || requestBody || marks) return
    const missing = await client.call(operationId, { params: nobody, token })
    expect(missing.status).toBe(404)
    expect((await client.call(operationId, { params: { ...nobody, id: 'x' }, token })).status).toBe(404)
  })

  test('has an example that its own schema lets through', () => {
    for (const { schema, example } of Object.values(place().operation.requestBody?.content ?? {}))
      expect(client.validate(schema, example)).toEqual([])
  })
})

test('every event that a person takes has its way in, and nothing else has', () => {
  const machines = [
    [ADVANCE_REPORT, REPORT_STEPS, []],
    [RECUSAL_REQUEST, REQUEST_STEPS, []],
    [RECUSAL_DECISION, DECISION_STEPS, ['editPost']],
  ] as const
  for (const [{ table }, steps, more] of machines) {
    const rows: Record<string, { who: readonly string[] }>[] = Object.values(table)
    const events = rows.flatMap((row) =>
      Object.entries(row).flatMap(([event, step]) =>
        step.who.some((one) => one !== 'system') ? [event] : [],
      ),
    )
    expect(Object.keys(steps).sort()).toEqual([...new Set([...events, ...more])].sort())
  }
})

test('own exports come by pages to the very first, each is found by its id, and nobody else finds it', async () => {
  const token = await tokenFor(OFFICER)
  for (let index = 0; index < 3; index += 1)
    await client.call('orderExport', { token, body: { purpose: `第${index}次检查`, format: 'csv' } })
  const all = (await client.call('listExports', { token, query: { limit: '100' } })).body.items as {
    id: string
  }[]
  expect(all.length).toBeGreaterThan(3)
  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const { body } = await client.call('listExports', {
      token,
      query: { limit: '2', ...(cursor ? { cursor } : {}) },
    })
    seen.push(...(body.items as { id: string }[]).map(({ id }) => id))
    if (body.nextCursor === null) break
    cursor = String(body.nextCursor)
  }
  expect(seen).toEqual(all.map(({ id }) => id))
  const first = seen.at(-1) ?? ''
  expect((await client.call('getExport', { token, params: { id: first } })).body.id).toBe(first)
  const other = await client.call('getExport', { token: await tokenFor(LEADER), params: { id: first } })
  expect(other.status).toBe(404)
  const odd = await client.call('listExports', { token, query: { cursor: 'nothing' } })
  expect(odd.status).toBe(422)
})

test('the log of all these calls is whole, and names the token of each write', async () => {
  const { findings } = await verifyLog(world.clock.now())
  expect(findings).toEqual([])
  const { rows } = await world.owner.query<{ via: string | null; command: string }>(
    `SELECT convert_from(canonical, 'UTF8')::jsonb ->> 'via' AS via, convert_from(canonical, 'UTF8')::jsonb ->> 'command' AS command
     FROM "LogEntry" WHERE convert_from(canonical, 'UTF8')::jsonb ->> 'command' IN ('advance-reports.submit', 'matters.feed')`,
  )
  expect(rows.length).toBeGreaterThanOrEqual(2)
  for (const { via } of rows) expect(await db().apiToken.count({ where: { id: via ?? '' } })).toBe(1)
})
