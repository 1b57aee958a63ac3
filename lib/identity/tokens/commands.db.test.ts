import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorNames } from '@/lib/audit/queries'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import { db } from '@/lib/platform/db'
import type { Actor } from '../types'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { endService, grantService, issueServiceToken, revokeServiceToken } from './commands'
import { listServices, loadBearer } from './queries'

let world: World
let admin: Actor
beforeAll(async () => {
  world = await openWorld()
  admin = await world.actor('SEC001')
})
afterAll(() => world.close())

const grant = (actor: Actor, more: object = {}) =>
  grantService({
    actor,
    clock: world.clock,
    input: {
      name: '审批系统（测试）',
      organId: need(world.seeded.organs, 'YXZJ'),
      scopes: ['matters:write'],
      basis: '接入协议',
      days: 30,
      ...more,
    },
  })

/** The same administrator with the role for one subtree only. */
const local = async (code: string): Promise<Actor> => {
  const { id, path } = await db().organ.findUniqueOrThrow({ where: { code } })
  return { ...admin, roles: [{ role: 'SECURITY_ADMIN', organId: id, organPath: path }] }
}

test('only the security administrator lets a system in, within the own subtree', async () => {
  for (const staffNo of ['ZJ0001', 'JW0101', 'SYS001', 'AUD001', 'ZJ0102'])
    expect(denialOf(await grant(await world.actor(staffNo))), staffNo).toBe('tokens.not-in-charge')
  expect(denialOf(await grant(await local('YXSJ')))).toBe('tokens.not-in-charge')
  expect(denialOf(await grant(admin, { days: 366 }))).toBe('tokens.too-long')
  await db().organ.update({ where: { code: 'YXYY' }, data: { active: false } })
  expect(denialOf(await grant(admin, { organId: need(world.seeded.organs, 'YXYY') }))).toBe(
    'tokens.organ-inactive',
  )
  expect(await db().apiService.count()).toBe(0)
})

test('a token is replaced without a gap, and a system shut out for good', async () => {
  const first = done(await grant(admin))
  const bearer = async (token: string) => {
    const found = await loadBearer(token, world.clock.now())
    return typeof found === 'string' ? found : found.kind
  }
  const [service] = await listServices(admin, world.clock.now())
  const serviceId = service?.id ?? ''
  expect(service).toMatchObject({
    organ: '云岫区住房和建设局',
    grantedBy: '安全宁',
    mayEnd: true,
    tokens: [{ state: 'active' }],
  })
  expect(await listServices(await local('YXSJ'), world.clock.now())).toEqual([])
  expect(await listServices(await world.actor('ZJ0001'), world.clock.now())).toEqual([])
  const issue = (actor: Actor) =>
    issueServiceToken({ actor, clock: world.clock, input: { serviceId, days: 30 } })
  expect(denialOf(await issue(await world.actor('ZJ0001')))).toBe('tokens.not-in-charge')
  const second = done(await issue(admin))
  expect(denialOf(await issue(admin))).toBe('tokens.too-many')
  const end = { actor: admin, clock: world.clock, input: { tokenId: first.tokenId } }
  expect(denialOf(await revokeServiceToken({ ...end, actor: await local('YXSJ') }))).toBe(
    'tokens.not-in-charge',
  )
  done(await revokeServiceToken(end))
  expect(denialOf(await revokeServiceToken(end))).toBe('tokens.not-open')
  expect([await bearer(first.token), await bearer(second.token)]).toEqual(['token-revoked', 'service'])
  // An organ out of use takes its systems with it.
  await db().organ.update({ where: { code: 'YXZJ' }, data: { active: false } })
  expect(await bearer(second.token)).toBe('account-closed')
  await db().organ.update({ where: { code: 'YXZJ' }, data: { active: true } })
  const out = { actor: admin, clock: world.clock, input: { serviceId } }
  expect(denialOf(await endService({ ...out, actor: await world.actor('SYS001') }))).toBe(
    'tokens.not-in-charge',
  )
  done(await endService(out))
  expect(await bearer(second.token)).toBe('token-revoked')
  expect(denialOf(await endService(out))).toBe('tokens.not-open')
  expect(denialOf(await issue(admin))).toBe('tokens.not-in-charge')
  // The page of the log names it.
  expect((await actorNames([serviceId], world.clock.now())).get(serviceId)).toBe('审批系统（测试）')
})
