// An approval system sends its matters, again and again; what people and decisions did meanwhile stays.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loggedCommands, openWorld, type World } from '@/lib/filing/testing'
import { asSystem, db } from '@/lib/platform/db'
import { issue, openDirect, serve, sign } from '@/lib/recusals/testing'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { openClient, serviceToken, type Client } from '../testing'

let world: World
let client: Client
let token: string
beforeAll(async () => {
  world = await openWorld()
  client = await openClient(world)
  token = await serviceToken(world, 'YXZJ', ['matters:write', 'matters:read'])
}, 120_000)
afterAll(() => world.close())

const entries = async () =>
  Number((await world.owner.query('SELECT count(*) AS n FROM "LogEntry"')).rows[0]?.n)
const body = (more: object = {}) => ({
  title: '沿河步道施工许可',
  type: 'LICENSING',
  enterprises: [],
  handlers: [{ staffNo: 'ZJ0102', duty: '受理' }],
  ...more,
})
const put = (
  externalNumber: string,
  more: object = {},
  headers: Record<string, string> = {},
  code = 'YXZJ',
) => client.call('putMatter', { token, params: { code, externalNumber }, body: body(more), headers })

test('the same again changes nothing and leaves no trace; what differs is replaced whole', async () => {
  const first = await put('2026-施-77')
  expect(first).toMatchObject({
    status: 201,
    body: { outcome: 'created', recused: [], matter: { number: '2026-施-77', closed: false, version: 1 } },
  })
  expect(first.headers.get('location')).toBe('/api/v1/organs/YXZJ/matters/2026-%E6%96%BD-77')
  const before = await entries()
  expect(await put('2026-施-77')).toMatchObject({ status: 200, body: { outcome: 'unchanged' } })
  expect(await entries()).toBe(before)
  const etag = first.headers.get('etag') ?? ''
  const next = { handlers: [{ staffNo: 'ZJ0103' }, { staffNo: 'ZJ0102', duty: '审核' }], closed: true }
  const changed = await put('2026-施-77', next, { 'if-match': etag })
  expect(changed).toMatchObject({
    status: 200,
    body: { outcome: 'updated', matter: { closed: true, version: 2 } },
  })
  const { handlers } = changed.body.matter as { handlers: { staffNo: string; duty: string }[] }
  expect(handlers.map((one) => [one.staffNo, one.duty]).sort()).toEqual([
    ['ZJ0102', '审核'],
    ['ZJ0103', ''],
  ])
  expect((await put('2026-施-77', {}, { 'if-match': etag })).status).toBe(412)
  const gone = await put('2026-施-77', { handlers: [{ staffNo: 'ZJ0103' }] })
  expect((gone.body.matter as { handlers: unknown[] }).handlers).toHaveLength(1)
  // Whoever handled it stays in the history.
  const matterId = String((gone.body.matter as { id: string }).id)
  expect(await db().matterHandler.count({ where: { matterId, endedAt: { not: null } } })).toBe(1)
})

test('two senders at once make one matter', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => put('2026-并-1')))
  expect(answers.filter((one) => one.body.outcome === 'created')).toHaveLength(1)
  expect(answers.filter((one) => one.body.outcome === 'unchanged')).toHaveLength(5)
  expect(await db().matter.count({ where: { externalNumber: '2026-并-1' } })).toBe(1)
})

test('what a clerk registered under the number is the matter; a number that another organ has gets the code before it', async () => {
  const adopted = await put('YXZJ-2026-0042', { title: '云岫路改造工程评标', type: 'PROCUREMENT' })
  expect(adopted).toMatchObject({
    body: { outcome: 'updated', matter: { id: need(world.seeded.matters, 'bid') } },
  })
  const other = await put('YXSJ-2026-0112')
  expect(other).toMatchObject({ body: { outcome: 'created', matter: { number: 'YXZJ-YXSJ-2026-0112' } } })
})

test('whoever a decision took out is not brought back, and whom it put in stays', async () => {
  const { caseId } = done(await openDirect(world))
  done(await sign(world, caseId))
  done(await issue(world, caseId))
  done(await serve(world, caseId))
  const sent = {
    title: '云岫路改造工程验收',
    type: 'APPROVAL',
    handlers: [{ staffNo: 'ZJ0102' }, { staffNo: 'ZJ0104' }],
  }
  const answer = await put('YXZJ-2026-0031', sent)
  expect(answer.body).toMatchObject({ outcome: 'updated', recused: ['ZJ0104'] })
  const staff = (answer.body.matter as { handlers: { staffNo: string }[] }).handlers.map((one) => one.staffNo)
  // 许若彤 takes over by the decision; the approval system does not know that.
  expect(staff.sort()).toEqual(['ZJ0102', 'ZJ0103'])
  expect((await put('YXZJ-2026-0031', sent)).body.outcome).toBe('unchanged')
  expect(await loggedCommands(world, caseId)).not.toContain('matters.feed')
})

test('what cannot be is refused with the place, and nothing is written', async () => {
  const before = await entries()
  expect(await put('X-1', { handlers: [{ staffNo: 'ZJ0102' }, { staffNo: 'ZJ9999' }] })).toMatchObject({
    status: 422,
    body: { code: 'matters.handler-unknown', fields: { 'handlers.1.staffNo': expect.any(String) } },
  })
  expect(await put('X-1', { enterprises: ['91440300708461136T'] })).toMatchObject({
    status: 422,
    body: { fields: { 'enterprises.0': expect.any(String) } },
  })
  expect(await put('X-1', { enterprises: ['91330000710925243E'] })).toMatchObject({ status: 422 })
  expect(await put('X-1', { handlers: [] })).toMatchObject({ status: 422 })
  for (const code of ['YXSJ', 'QL', 'NOWHERE'])
    expect(await put('X-1', {}, {}, code)).toMatchObject({
      status: 403,
      body: { code: 'matters.outside-reach' },
    })
  const foreign = await client.call('getMatter', {
    token,
    params: { id: need(world.seeded.matters, 'device') },
  })
  expect(foreign.status).toBe(404)
  expect(await entries()).toBe(before)
  expect(
    await asSystem(world.clock.now(), (tx) => tx.matter.count({ where: { externalNumber: 'X-1' } })),
  ).toBe(0)
})
