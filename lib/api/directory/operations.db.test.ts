// Personnel and register systems send organs, officials and enterprises within their subtree, and no power with them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '@/lib/filing/testing'
import { loadBearer } from '@/lib/identity/tokens/queries'
import { db } from '@/lib/platform/db'
import { openClient, serviceToken, tokenOf, type Client } from '../testing'

let world: World
let client: Client
let token: string
beforeAll(async () => {
  world = await openWorld()
  client = await openClient(world)
  token = await serviceToken(world, 'YX', [
    'organs:write',
    'officials:write',
    'enterprises:write',
    'directory:read',
  ])
}, 120_000)
afterAll(() => world.close())

const entries = async () =>
  Number((await world.owner.query('SELECT count(*) AS n FROM "LogEntry"')).rows[0]?.n)
const organ = (code: string, more: object = {}, headers: Record<string, string> = {}) =>
  client.call('putOrgan', {
    token,
    params: { code },
    headers,
    body: {
      name: '云岫区水务局',
      shortName: '区水务局',
      documentMark: '云水',
      kind: 'PARTY_GOVERNMENT',
      parentCode: 'YX',
      ...more,
    },
  })
const official = (staffNo: string, more: object = {}) =>
  client.call('putOfficial', {
    token,
    params: { staffNo },
    body: { name: '李明', organCode: 'YXZJ-JS', post: '建设科', personnelCategory: 'CIVIL_SERVANT', ...more },
  })

test('an organ is made, kept and put out of use; it never moves and never leaves the subtree', async () => {
  const made = await organ('YXSW')
  expect(made).toMatchObject({
    status: 201,
    body: { outcome: 'created', organ: { code: 'YXSW', parentCode: 'YX' } },
  })
  const before = await entries()
  expect(await organ('yxsw')).toMatchObject({ status: 200, body: { outcome: 'unchanged' } })
  expect(await entries()).toBe(before)
  expect(await organ('YXSW', { name: '云岫区水务和河长办公室' })).toMatchObject({
    body: { outcome: 'updated' },
  })
  expect(await organ('YXSW', {}, { 'if-match': made.headers.get('etag') ?? '' })).toMatchObject({
    status: 412,
  })
  expect(await organ('YXSW', { parentCode: 'YXZJ' })).toMatchObject({
    status: 409,
    body: { code: 'organs.organ-has-moved' },
  })
  expect(await organ('QLSW', { parentCode: 'QL' })).toMatchObject({
    status: 403,
    body: { code: 'organs.not-in-charge' },
  })
  expect(await organ('YXZJ', { parentCode: 'YX', active: false })).toMatchObject({
    status: 422,
    body: { code: 'organs.organ-in-use' },
  })
  expect(await organ('YXSW', { active: false })).toMatchObject({ body: { organ: { active: false } } })
})

test('an official is made and kept, without leader, roles or consent; who leaves loses sign-in and tokens', async () => {
  expect(
    await official('ZJ0777', { supervisorStaffNo: 'ZJ0001', electronicServiceConsent: true }),
  ).toMatchObject({
    status: 201,
    body: { outcome: 'created', official: { staffNo: 'ZJ0777', organCode: 'YXZJ-JS' } },
  })
  const stored = await db().official.findUniqueOrThrow({
    where: { staffNo: 'ZJ0777' },
    include: { supervisedBy: true, roles: true, account: true },
  })
  expect(stored).toMatchObject({
    supervisedBy: [],
    roles: [],
    account: null,
    electronicServiceConsentAt: null,
    initials: 'lm',
  })
  expect(await official('ZJ0777')).toMatchObject({ body: { outcome: 'unchanged' } })
  for (const [staffNo, more, code] of [
    ['SYS001', { organCode: 'YX' }, 'organs.administrator-by-hand'],
    ['ZJ0778', { organCode: 'QL' }, 'organs.not-in-charge'],
    ['QL0003', { organCode: 'YX' }, 'organs.not-in-charge'],
    ['ZJ0778', { organCode: 'NOWHERE' }, 'organs.organ-unknown'],
  ] as const)
    expect([staffNo, (await official(staffNo, more)).body.code]).toEqual([staffNo, code])
  const personal = await tokenOf(world, 'ZJ0104')
  const { name, post, rank, personnelCategory } = await db().official.findUniqueOrThrow({
    where: { staffNo: 'ZJ0104' },
  })
  const leaves = { name, post, rank, personnelCategory, active: false }
  expect(await official('ZJ0104', leaves)).toMatchObject({ body: { official: { active: false } } })
  expect(await loadBearer(personal, world.clock.now())).toBe('token-revoked')
})

test('an enterprise is found by its code, keeps its old name, and loses nothing by holes', async () => {
  const put = (body: object, key = '91440300708461136T') =>
    client.call('putEnterprise', { token, params: { key }, body })
  expect(
    await put({ name: '岚山材料有限公司', legalRepresentative: '何山', registeredOn: '2015-03-09' }),
  ).toMatchObject({
    status: 201,
    body: { outcome: 'created', enterprise: { persons: [{ name: '何山' }], registeredOn: '2015-03-09' } },
  })
  expect(await put({ name: '岚山材料有限公司' }, ' 91440300708461136t ')).toMatchObject({
    body: { outcome: 'unchanged' },
  })
  expect(await put({ name: '岚山新材料有限公司' })).toMatchObject({
    body: {
      outcome: 'updated',
      enterprise: {
        name: '岚山新材料有限公司',
        formerNames: ['岚山材料有限公司'],
        legalRepresentative: '何山',
      },
    },
  })
  expect(await put({ name: '某公司' }, '91330000710925243E')).toMatchObject({
    status: 422,
    body: { fields: { key: expect.any(String) } },
  })
  const found = await client.call('listEnterprises', { token, query: { q: '岚山新材料有限公司' } })
  expect(found.body.items).toHaveLength(1)
})

test('a service sees its own subtree, an official whoever the pickers show', async () => {
  const codes = async (who: string) => {
    const page = await client.call('listOrgans', { token: who, query: { limit: '100' } })
    return (page.body.items as { code: string }[]).map((one) => one.code)
  }
  expect(await codes(token)).not.toContain('QL')
  const person = await tokenOf(world, 'ZJ0102')
  expect(await codes(person)).toContain('QL')
  expect((await client.call('listOfficials', { token: person })).status).toBe(422)
  expect((await client.call('getOfficial', { token, params: { staffNo: 'QL0001' } })).status).toBe(404)
  const leader = await client.call('getOfficial', { token: person, params: { staffNo: 'QL0001' } })
  expect(Object.keys(leader.body).sort()).toEqual([
    'active',
    'id',
    'name',
    'organ',
    'organCode',
    'personnelCategory',
    'post',
    'staffNo',
    'version',
  ])
})
