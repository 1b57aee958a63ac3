// What holds for every operation: whose token it is, how often, once only, which version, which page, which words.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { caseOf, everyRow, fileReport, openWorld, type World } from '@/lib/filing/testing'
import { createToken, revokeToken } from '@/lib/identity/tokens/commands'
import { disableAccount, enableAccount } from '@/lib/organs/commands'
import { asActor, db } from '@/lib/platform/db'
import { ok } from '@/lib/platform/result'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { defineOperation } from '../define-operation'
import { openClient, serviceToken, tokenOf, type Client } from '../testing'
import { answerCall } from './answering'

let world: World
let client: Client
beforeAll(async () => {
  process.env.API_REQUESTS_PER_MINUTE = '60'
  world = await openWorld()
  client = await openClient(world)
}, 120_000)
afterAll(() => world.close())

const minutes = (count: number) => world.clock.advance(count * 60_000)
const statusOf = async (token: string) => {
  const { status, body } = await client.call('getMe', { token })
  return [status, body.code]
}

test('a token ends by its time, by its owner and with the account, and stays ended', async () => {
  const short = await tokenOf(world, 'ZJ0103', { days: 1 })
  const mine = await tokenOf(world, 'ZJ0103')
  const other = await tokenOf(world, 'ZJ0103')
  expect(await statusOf(short)).toEqual([200, undefined])
  minutes(24 * 60)
  expect(await statusOf(short)).toEqual([401, 'api.token-expired'])
  const actor = await world.actor('ZJ0103')
  const line = await db().apiToken.findFirst({
    where: { officialId: actor.officialId, start: mine.slice(0, 8) },
    select: { id: true },
  })
  const input = { tokenId: line?.id ?? '' }
  // Somebody else's token is nobody's to end.
  expect(await revokeToken({ actor: await world.actor('ZJ0104'), clock: world.clock, input })).toMatchObject({
    ok: false,
    refusal: { code: 'not-open' },
  })
  done(await revokeToken({ actor, clock: world.clock, input }))
  expect(await statusOf(mine)).toEqual([401, 'api.token-revoked'])
  const admin = {
    actor: await world.actor('SYS001'),
    clock: world.clock,
    input: { officialId: actor.officialId },
  }
  done(await disableAccount(admin))
  expect(await statusOf(other)).toEqual([401, 'api.token-revoked'])
  done(await enableAccount(admin))
  expect(await statusOf(other)).toEqual([401, 'api.token-revoked'])
})

test('the secret is shown once and kept nowhere; number and life of tokens are limited', async () => {
  const actor = await world.actor('ZJ0105')
  const token = await tokenOf(world, 'ZJ0105')
  const input = { name: '脚本', scopes: ['reports:read' as const], days: 7 }
  const requestKey = randomUUID()
  const first = done(await createToken({ actor, clock: world.clock, input, requestKey }))
  expect(await createToken({ actor, clock: world.clock, input, requestKey })).toMatchObject({
    refusal: { code: 'made-before' },
  })
  for (const secret of [token, first.token])
    for (const table of ['ApiToken', 'IdempotencyKey', 'LogEntry', 'OutboxMessage']) {
      const { rows } = await world.owner.query<{ found: string }>(
        `SELECT count(*) AS found FROM "${table}" t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`,
        [secret, Buffer.from(secret).toString('hex')],
      )
      expect([table, rows[0]?.found]).toEqual([table, '0'])
    }
  expect(await createToken({ actor, clock: world.clock, input: { ...input, days: 91 } })).toMatchObject({
    refusal: { code: 'too-long', fields: { days: 'tokens.field.tooLong' } },
  })
  const many = await Promise.all(
    Array.from({ length: 8 }, () => createToken({ actor, clock: world.clock, input })),
  )
  expect(many.filter((one) => one.ok)).toHaveLength(3)
  expect(await db().apiToken.count({ where: { officialId: actor.officialId } })).toBe(5)
})

test('an administrator’s token administers nothing', async () => {
  const token = await tokenOf(world, 'SYS001')
  const me = await client.call('getMe', { token })
  expect(me.body).toMatchObject({ kind: 'person', staffNo: 'SYS001', roles: [] })
  expect((await client.call('putOrgan', { token, params: { code: 'QL' } })).status).toBe(403)
})

test('requests are counted exactly, also when they come at once, and start anew with the minute', async () => {
  minutes(5)
  const token = await tokenOf(world, 'ZJ0003', { scopes: ['directory:read'] })
  const calls = await Promise.all(Array.from({ length: 70 }, () => client.call('getMe', { token })))
  expect(calls.filter((one) => one.status === 200)).toHaveLength(60)
  const over = calls.find((one) => one.status === 429)
  expect(over?.body.code).toBe('api.too-many')
  expect(Number(over?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(over?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+, "hour";r=\d+;t=\d+$/)
  expect(over?.headers.get('ratelimit-policy')).toBe('"minute";q=60;w=60, "hour";q=3000;w=3600')
  // One person's haste is nobody else's.
  expect(await statusOf(await tokenOf(world, 'ZJ0004'))).toEqual([200, undefined])
  minutes(1)
  expect(await statusOf(token)).toEqual([200, undefined])
})

test('a service sees no case, by its token or by its id in the database', async () => {
  const id = await fileReport(world)
  const token = await serviceToken(world, 'QL', ['directory:read', 'matters:read', 'matters:write'])
  const service = await client.call('getAdvanceReport', { token, params: { id } })
  expect([service.status, service.body.code]).toEqual([403, 'api.service-unsuited'])
  const { id: officialId } = await db().apiService.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const seen = await asActor({ officialId }, world.clock.now(), async (tx) => [
    await tx.case.count(),
    await tx.filingVersion.count(),
    await tx.caseEvent.count(),
    await tx.notice.count(),
    await tx.exportJob.count(),
  ])
  expect(seen).toEqual([0, 0, 0, 0, 0])
})

test('what is not yours to read is not found, what is not yours to do is refused as the page refuses it', async () => {
  const id = await fileReport(world)
  const call = async (who: string, body: object) => {
    const token = await tokenOf(world, who, { days: 1 })
    return client.call('transitionAdvanceReport', { token, params: { id }, body: { version: 2, ...body } })
  }
  const approve = { event: 'approve', reason: '' }
  expect(await call('SJ0102', approve)).toMatchObject({ status: 404, body: { code: 'cases.not-found' } })
  expect(await call('ZJ0102', approve)).toMatchObject({ status: 403, body: { code: 'cases.own-case' } })
  expect(await call('ZJ0001', approve)).toMatchObject({ status: 403, body: { code: 'cases.not-in-charge' } })
  expect(await call('ZJ0002', { event: 'note', reason: '' })).toMatchObject({
    status: 409,
    body: { code: 'advanceReports.dealing-not-yet-began' },
  })
  expect(await call('ZJ0002', { event: 'disapprove', reason: '' })).toMatchObject({
    status: 422,
    body: { code: 'cases.reason-missing', fields: { reason: '请填写' } },
  })
  // The table that refuses the step is the one that the reading shows.
  const token = await tokenOf(world, 'ZJ0001', { days: 1 })
  const read = await client.call('getAdvanceReport', { token, params: { id } })
  const transitions = read.body.transitions as {
    event: string
    allowed: boolean
    denial: { code: string } | null
  }[]
  expect(transitions.map(({ event }) => event)).toContain('approve')
  expect(transitions.map(({ event }) => event)).not.toContain('lapse')
  for (const { event, allowed, denial } of transitions) {
    if (allowed) continue
    const body = {
      event,
      version: 2,
      reason: '说明',
      defects: ['一'],
      measures: ['MINUTES'],
      content: {},
      matterId: null,
    }
    const refused = await client.call('transitionAdvanceReport', { token, params: { id }, body })
    expect([event, refused.body.code]).toEqual([event, denial?.code])
  }
})

test('the same key does it once, with another body it is refused; a stale version too', async () => {
  const id = await fileReport(world)
  const token = await tokenOf(world, 'ZJ0002')
  const read = await client.call('getAdvanceReport', { token, params: { id } })
  const etag = read.headers.get('etag') ?? ''
  const known = { token, params: { id }, headers: { 'if-none-match': etag } }
  expect((await client.call('getAdvanceReport', known)).status).toBe(304)
  const body = { event: 'approve', reason: '同意' }
  const ask = { token, params: { id }, body }
  expect((await client.call('transitionAdvanceReport', ask)).status).toBe(428)
  const stale = { ...ask, headers: { 'if-match': '"v1-0123456789abcdef"' } }
  expect((await client.call('transitionAdvanceReport', stale)).status).toBe(412)
  const twice = { ...ask, headers: { 'if-match': etag, 'idempotency-key': randomUUID() } }
  const answers = await Promise.all([1, 2, 3].map(() => client.call('transitionAdvanceReport', twice)))
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { caseId: id } })
  expect((await caseOf(world, id)).version).toBe(3)
  const differently = { ...twice, body: { ...body, reason: '再想想' } }
  expect(await client.call('transitionAdvanceReport', differently)).toMatchObject({
    status: 422,
    body: { code: 'platform.request-key-reused' },
  })
  expect((await client.call('getAdvanceReport', known)).status).toBe(200)
})

test('a submission that is not complete names its fields where they stand', async () => {
  const token = await tokenOf(world, 'ZJ0102')
  const started = await client.call('startAdvanceReport', { token, body: {} })
  const refused = await client.call('transitionAdvanceReport', {
    token,
    params: { id: String(started.body.id) },
    headers: { 'accept-language': 'en-GB', 'if-match': started.headers.get('etag') ?? '' },
    body: { event: 'submit', content: { title: '会', startsAt: '2026-11-31T09:00' } },
  })
  expect(refused).toMatchObject({
    status: 422,
    body: { title: 'The content is not right', code: 'advanceReports.incomplete' },
  })
  expect(refused.headers.get('content-language')).toBe('en')
  expect(refused.body.fields).toMatchObject({
    'content.place': 'Please fill this in',
    'content.startsAt': 'Not a correct date',
  })
})

test('pages follow one another without a gap or a repetition, and take no other list’s cursor', async () => {
  for (let count = 0; count < 7; count += 1) {
    await fileReport(world)
    world.clock.advance(count % 2)
  }
  const token = await tokenOf(world, 'ZJ0002')
  const walk = async (operationId: string, query: Record<string, string>, key: string) => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await client.call(operationId, {
        token,
        query: { ...query, limit: '3', ...(cursor ? { cursor } : {}) },
      })
      seen.push(...(page.body.items as Record<string, string>[]).map((one) => one[key] ?? ''))
      cursor = page.body.nextCursor as string | null
    }
    return seen
  }
  const all = await client.call('listAdvanceReports', { token, query: { limit: '100' } })
  const ids = (all.body.items as { id: string }[]).map((one) => one.id)
  expect(ids.length).toBeGreaterThan(6)
  expect(await walk('listAdvanceReports', {}, 'id')).toEqual(ids)
  expect(await walk('listOrgans', {}, 'code')).toEqual((await walk('listOrgans', {}, 'code')).toSorted())
  expect((await walk('listMatters', {}, 'number')).length).toBeGreaterThan(2)
  const { body } = await client.call('listOrgans', { token, query: { limit: '1' } })
  const foreign = { token, query: { cursor: String(body.nextCursor) } }
  expect(await client.call('listAdvanceReports', foreign)).toMatchObject({
    status: 422,
    body: { fields: { cursor: expect.any(String) } },
  })
  expect((await client.call('listAdvanceReports', { token, query: { limit: '0' } })).status).toBe(422)
  expect((await client.call('listAdvanceReports', { token, query: { organ: 'NOWHERE' } })).status).toBe(422)
})

test('unknown addresses and methods say so, and a bug answers an id only', async () => {
  const nowhere = await client.raw('GET', '/api/v1/nothing')
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ])
  const method = await client.raw('DELETE', '/api/v1/advance-reports')
  expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST'])
  expect((await client.raw('HEAD', '/api/v1/openapi.json')).status).toBe(200)
  const broken = defineOperation({
    id: 'getMe',
    method: 'GET',
    path: '/broken',
    tag: 'own',
    callers: 'everybody',
    scope: 'none',
    answer: z.object({}),
    run: () => (Date.now() > 0 ? Promise.reject(new Error('secret of the machine room')) : ok({ value: {} })),
  })
  const bug = await answerCall(new Request('http://api.test/api/v1/broken'), [broken], world.clock)
  const text = await bug.text()
  expect(bug.status).toBe(500)
  expect(text).not.toContain('secret')
  expect(JSON.parse(text)).toMatchObject({
    code: 'platform.unexpected',
    errorId: expect.stringMatching(/^[\da-f]{12}$/),
  })
})

test('refused calls leave the tables as they were', async () => {
  const token = await tokenOf(world, 'SJ0101')
  await client.call('getMe', { token })
  const before = await everyRow(world)
  await client.call('startRecusalRequest', { token, body: { matterId: 'x' } })
  await client.call('orderExport', { token, body: { purpose: '季度检查', format: 'csv' } })
  await client.call('transitionAdvanceReport', {
    token,
    params: { id: randomUUID() },
    body: { event: 'approve', version: 1, reason: '' },
  })
  await client.call('openRecusalDecision', {
    token,
    body: { subjectId: need(world.seeded.people, 'ZJ0104') },
  })
  const { ApiQuota: _counted, ...after } = await everyRow(world)
  const { ApiQuota: _before, ...same } = before
  expect(after).toEqual(same)
})
