import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { activateAccount, issueActivation } from '@/lib/identity/commands'
import { loadActor } from '@/lib/identity/queries'
import { tokenHash } from '@/lib/identity/rules/token-hash'
import { signIn } from '@/lib/identity/sign-in/commands'
import type { Actor } from '@/lib/identity/types'
import { fixedClock } from '@/lib/platform/clock'
import { asSystem, db } from '@/lib/platform/db'
import type { Result } from '@/lib/platform/result'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { need, seedDirectory, seedRules, type Seeded } from '@/prisma/seed/base'
import { findOfficial, findOrgan, listOfficials, listOrgans } from './administration/queries'
import {
  findAdministeredOrgans,
  listDirectoryOrgans,
  listGrantOrgans,
  listOrgansInUse,
} from './choosing/queries'
import * as commands from './commands'
import { officialSchema, organSchema } from './schema'

const clock = fixedClock('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let seeded: Seeded
let admin: Actor

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function organ(entered: Partial<z.input<typeof organSchema>>, actor = admin) {
  const input = organSchema.parse({
    code: 'YXJT',
    name: '云岫区交通运输局',
    shortName: '区交通局',
    documentMark: '云交',
    kind: 'PARTY_GOVERNMENT',
    parentId: need(seeded.organs, 'YX'),
    ...entered,
  })
  return commands.saveOrgan({ actor, clock, input })
}

function official(entered: Partial<z.input<typeof officialSchema>>, actor = admin) {
  const input = officialSchema.parse({
    staffNo: 'jt0001',
    name: '单晓',
    organId: need(seeded.organs, 'YXZJ'),
    post: '科员',
    personnelCategory: 'CIVIL_SERVANT',
    supervisorId: need(seeded.people, 'ZJ0002'),
    ...entered,
  })
  return commands.saveOfficial({ actor, clock, input })
}

const touched = async () => {
  const last = await db().logEntry.findFirstOrThrow({ orderBy: { index: 'desc' } })
  const entry = JSON.parse(Buffer.from(last.canonical).toString('utf8')) as { rows: { table: string }[] }
  return entry.rows.map((row) => row.table).sort()
}

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), seedRules)
  seeded = await asSystem(clock.now(), (tx) => seedDirectory(tx, clock.now()))
  admin = await actorOf('SYS001')
}, 120_000)

afterAll(() => database.close())

describe('organs', () => {
  it('are created below another, with their path, and shown there in the tree', async () => {
    const { organId } = valueOf(await organ({}))
    expect(await touched()).toEqual(['Organ'])
    expect(await db().organ.findUniqueOrThrow({ where: { id: organId } })).toMatchObject({
      path: '/QL/YX/YXJT/',
      version: 1,
    })
    const line = (await listOrgans(admin)).rows.find((one) => one.id === organId)
    expect(line).toMatchObject({ depth: 2, officials: 0, active: true })
    const codes = (await listOrgans(admin)).rows.map((one) => one.code)
    expect(codes[0]).toBe('QL')
    expect(codes.indexOf('YXZJ-JS')).toBe(codes.indexOf('YXZJ') + 1)
  })

  it('refuse a code twice, no parent, and a parent out of use', async () => {
    expect(await organ({ code: 'yxzj' })).toMatchObject({ refusal: { code: 'code-taken', fields: {} } })
    expect(code(await organ({ code: 'NEW', parentId: null }))).toBe('parent-needed')
    const { organId } = valueOf(await organ({ code: 'GONE' }))
    expect(
      code(await commands.deactivateOrgan({ actor: admin, clock, input: { organId, version: 1 } })),
    ).toBe('ok')
    expect(code(await organ({ code: 'BELOW', parentId: organId }))).toBe('organ-unknown')
    expect(code(await official({ organId }))).toBe('organ-unknown')
  })

  it('are edited at the version seen, and never moved', async () => {
    const { organId } = valueOf(await organ({ code: 'EDIT' }))
    expect(code(await organ({ organId, version: 1, code: 'EDIT', shortName: '改' }))).toBe('ok')
    expect(code(await organ({ organId, version: 1, code: 'EDIT', shortName: '又改' }))).toBe(
      'changed-meanwhile',
    )
    expect(await findOrgan(admin, organId)).toMatchObject({ shortName: '改', version: 2 })
    const parentId = need(seeded.organs, 'QL')
    expect(code(await organ({ organId, version: 2, code: 'EDIT', parentId }))).toBe('organ-has-moved')
    expect(code(await organ({ organId, version: 2, code: 'OTHER' }))).toBe('organ-has-moved')
  })

  it('stay in use while people or organs are below', async () => {
    for (const name of ['YXSJ', 'YX']) {
      const input = { organId: need(seeded.organs, name), version: 1 }
      expect(code(await commands.deactivateOrgan({ actor: admin, clock, input }))).toBe('organ-in-use')
    }
  })
})

describe('officials', () => {
  it('are created with pinyin, supervising leader and consent', async () => {
    const { officialId } = valueOf(
      await official({ email: ' Shan@Example.CN ', electronicServiceConsent: true }),
    )
    expect(await touched()).toEqual(['Official', 'SupervisionLink'])
    expect(await db().official.findUniqueOrThrow({ where: { id: officialId } })).toMatchObject({
      staffNo: 'JT0001',
      pinyin: 'shanxiao',
      initials: 'sx',
      email: 'shan@example.cn',
      electronicServiceConsentAt: clock.now(),
    })
    expect(await findOfficial(admin, officialId, clock.now())).toMatchObject({
      supervisor: { name: '林叙' },
      account: { state: 'none', sessions: 0 },
    })
  })

  it('refuse what is taken, unknown or oneself', async () => {
    expect(code(await official({ staffNo: 'ZJ0102' }))).toBe('staff-number-taken')
    expect(code(await official({ staffNo: 'JT0002', email: 'shan@example.cn' }))).toBe('email-taken')
    const unknown = '019b0000-0000-7000-8000-000000000000'
    expect(code(await official({ staffNo: 'JT0002', organId: unknown }))).toBe('organ-unknown')
    expect(code(await official({ staffNo: 'JT0002', supervisorId: unknown }))).toBe('supervisor-unknown')
    const { officialId } = valueOf(await official({ staffNo: 'JT0003' }))
    const self = { officialId, version: 1, staffNo: 'JT0003', supervisorId: officialId }
    expect(code(await official(self))).toBe('supervisor-is-self')
  })

  it('are edited at the version seen; consent keeps its day', async () => {
    const entered = { staffNo: 'JT0004', electronicServiceConsent: true }
    const { officialId } = valueOf(await official(entered))
    const given = clock.now()
    clock.advance(60_000)
    expect(code(await official({ ...entered, officialId, version: 1, post: '科长' }))).toBe('ok')
    expect(await touched()).toEqual(['Official'])
    expect(code(await official({ ...entered, officialId, version: 1, post: '处长' }))).toBe(
      'changed-meanwhile',
    )
    const row = await db().official.findUniqueOrThrow({ where: { id: officialId } })
    expect(row).toMatchObject({ post: '科长', version: 2, electronicServiceConsentAt: given })
  })

  it('change their supervising leader from today on, and the history stays', async () => {
    const { officialId } = valueOf(await official({ staffNo: 'JT0005' }))
    clock.advance(3 * 86_400_000)
    const supervisorId = need(seeded.people, 'ZJ0001')
    valueOf(await official({ officialId, version: 1, staffNo: 'JT0005', supervisorId }))
    const view = await findOfficial(admin, officialId, clock.now())
    expect(view?.supervisor?.name).toBe('秦岳')
    expect(view?.supervisors).toMatchObject([
      { name: '秦岳', from: '2026-11-26', to: null },
      { name: '林叙', from: '2026-11-23', to: '2026-11-25' },
    ])
    valueOf(await official({ officialId, version: 2, staffNo: 'JT0005', supervisorId: null }))
    expect(await findOfficial(admin, officialId, clock.now())).toMatchObject({
      supervisor: null,
      supervisors: [{ name: '林叙' }],
    })
  })

  it('lose sessions and roles when they leave, and come back without them', async () => {
    const officialId = need(seeded.people, 'SJ0003')
    const input = { officialId, version: 1 }
    expect(code(await commands.deactivateOfficial({ actor: admin, clock, input }))).toBe('ok')
    expect(await touched()).toEqual(['Official', 'RoleAssignment'])
    expect(code(await commands.deactivateOfficial({ actor: admin, clock, input }))).toBe('changed-meanwhile')
    expect(await findOfficial(admin, officialId, clock.now())).toMatchObject({ active: false, roles: [] })
    const again = { officialId, version: 2 }
    expect(code(await commands.reactivateOfficial({ actor: admin, clock, input: again }))).toBe('ok')
    const own = { officialId: admin.officialId, version: 1 }
    expect(code(await commands.deactivateOfficial({ actor: admin, clock, input: own }))).toBe('is-yourself')
  })

  it('are listed by staff number, a page at a time, by name, initials or subtree', async () => {
    const names = async (filter: Parameters<typeof listOfficials>[1]) =>
      (await listOfficials(admin, filter, clock.now())).rows.map((row) => row.staffNo)
    const first = await listOfficials(admin, {}, clock.now())
    expect(first.rows).toHaveLength(30)
    const second = await names({ after: first.next ?? '' })
    expect(second.length).toBe((await db().official.count()) - 30)
    expect(second.some((one) => first.rows.some((row) => row.staffNo === one))).toBe(false)
    expect(await names({ q: '周明' })).toEqual(['ZJ0102'])
    const [zhou] = (await listOfficials(admin, { q: '周明' }, clock.now())).rows
    expect(zhou?.organ).toBe('区住建局 建设科')
    expect(await names({ q: 'ZMY' })).toEqual(['ZJ0102'])
    expect(await names({ q: 'sj01' })).toEqual(['SJ0101', 'SJ0102'])
    expect(await names({ organId: need(seeded.organs, 'YXFG') })).toEqual(['FG0001', 'FG0101'])
  })
})

describe('the supervising leader', () => {
  it('is none of the three administrators, who see no cases', async () => {
    for (const staffNo of ['SYS001', 'SEC001', 'AUD001']) {
      const saved = await official({ staffNo: 'JT0011', supervisorId: need(seeded.people, staffNo) })
      expect(code(saved)).toBe('supervisor-is-administrator')
    }
  })
})

describe('accounts', () => {
  const enter = (password: string) =>
    signIn({ identifier: 'JT0009', password, clock, userAgent: '', address: '' })

  it('open with a code, are locked with their sessions, and opened again', async () => {
    const { officialId } = valueOf(await official({ staffNo: 'JT0009' }))
    const input = { officialId }
    expect(code(await commands.disableAccount({ actor: admin, clock, input }))).toBe('account-unknown')
    const issued = valueOf(await issueActivation({ actor: admin, clock, input, requestKey: randomUUID() }))
    // Shown once and kept nowhere, beside a request key neither.
    const kept = await db().idempotencyKey.findMany({ select: { response: true } })
    expect(JSON.stringify(kept)).not.toContain(issued.code)
    const state = async () => (await findOfficial(admin, officialId, clock.now()))?.account
    expect(await state()).toMatchObject({ state: 'waiting' })
    const password = 'Long-enough-1234'
    valueOf(await activateAccount({ clock, input: { code: issued.code, password } }))
    const { token } = valueOf(await enter(password))
    expect(await state()).toMatchObject({ state: 'active', sessions: 1 })
    expect(code(await commands.disableAccount({ actor: admin, clock, input }))).toBe('ok')
    expect(await touched()).toEqual(['Account', 'Session'])
    expect(await state()).toMatchObject({ state: 'disabled', sessions: 0 })
    expect(await loadActor(tokenHash(token), clock.now())).toBeNull()
    expect(code(await enter(password))).toBe('sign-in-failed')
    expect(code(await commands.enableAccount({ actor: admin, clock, input }))).toBe('ok')
    valueOf(await enter(password))
    expect(await commands.endSessions({ actor: admin, clock, input })).toEqual({
      ok: true,
      value: { ended: 1 },
    })
  })

  it('an administrator, somebody who left and somebody elsewhere get no code', async () => {
    const issue = async (officialId: string, actor = admin) =>
      code(await issueActivation({ actor, clock, input: { officialId } }))
    expect(await issue(need(seeded.people, 'SEC001'))).toBe('administrator-account')
    expect(await issue(need(seeded.people, 'AUD001'))).toBe('administrator-account')
    expect(await issue('00000000-0000-7000-8000-000000000000')).toBe('not-allowed')
    expect(await issue(need(seeded.people, 'ZJ0102'), await actorOf('SEC001'))).toBe('not-allowed')
    const elsewhere = {
      ...admin,
      roles: admin.roles.map((grant) => ({ ...grant, organPath: '/QL/YX/YXSJ/' })),
    }
    expect(await issue(need(seeded.people, 'ZJ0102'), elsewhere)).toBe('not-allowed')
    const { officialId } = valueOf(await official({ staffNo: 'JT0010' }))
    const left = await commands.deactivateOfficial({ actor: admin, clock, input: { officialId, version: 1 } })
    expect(code(left)).toBe('ok')
    expect(await issue(officialId)).toBe('official-inactive')
  })

  it('nobody locks their own', async () => {
    const input = { officialId: admin.officialId }
    expect(code(await commands.disableAccount({ actor: admin, clock, input }))).toBe('is-yourself')
  })
})

describe('who may', () => {
  it('nobody but the system administrator', async () => {
    for (const staffNo of ['SEC001', 'ZJ0001', 'ZJ0004']) {
      const actor = await actorOf(staffNo)
      const officialId = need(seeded.people, 'ZJ0102')
      const organState = { organId: need(seeded.organs, 'YXZJ-JS'), version: 1 }
      expect(code(await organ({ code: 'NOPE' }, actor))).toBe('not-in-charge')
      expect(code(await official({ staffNo: 'NO0001' }, actor))).toBe('not-in-charge')
      const state = { officialId, version: 1 }
      for (const run of [commands.disableAccount, commands.enableAccount, commands.endSessions])
        expect(code(await run({ actor, clock, input: { officialId } }))).toBe('not-in-charge')
      for (const run of [commands.deactivateOfficial, commands.reactivateOfficial])
        expect(code(await run({ actor, clock, input: state }))).toBe('not-in-charge')
      for (const run of [commands.deactivateOrgan, commands.reactivateOrgan])
        expect(code(await run({ actor, clock, input: organState }))).toBe('not-in-charge')
      expect(await listOrgans(actor)).toEqual({ rows: [], next: null, trail: [] })
      expect((await listOfficials(actor, {}, clock.now())).rows).toEqual([])
      expect(await findOfficial(actor, officialId, clock.now())).toBeNull()
    }
  })

  it('and that one only below the organ of the role', async () => {
    const root = { organId: need(seeded.organs, 'YXZJ'), organPath: '/QL/YX/YXZJ/' }
    const local = { ...admin, roles: [{ role: 'SYSTEM_ADMIN' as const, ...root }] }
    expect(code(await organ({ code: 'ELSEWHERE' }, local))).toBe('not-in-charge')
    expect(code(await organ({ code: 'YXZJ-X', parentId: root.organId }, local))).toBe('ok')
    expect(code(await official({ staffNo: 'NO0002', organId: need(seeded.organs, 'YXSJ') }, local))).toBe(
      'not-in-charge',
    )
    expect((await listOrgans(local)).rows.map((one) => [one.code, one.depth])).toEqual([
      ['YXZJ', 0],
      ['YXZJ-JS', 1],
      ['YXZJ-X', 1],
    ])
    expect(await findOfficial(local, need(seeded.people, 'SJ0101'), clock.now())).toBeNull()
  })
})

describe('a directory too large for one page', () => {
  const BRANCHES = 230
  let branch: string
  beforeAll(async () => {
    branch = valueOf(await organ({ code: 'BIG', name: '云岫区网点管理局', shortName: '区网点局' })).organId
    await db().$executeRaw`
      INSERT INTO "Organ" (id, code, name, "shortName", "documentMark", kind, path, "parentId", active, "updatedAt")
      SELECT gen_random_uuid(), 'BIG-' || lpad(n::text, 3, '0'), '网点管理局第' || n || '分局', '网点' || n || '分局',
        '云网', above.kind, above.path || 'BIG-' || lpad(n::text, 3, '0') || '/', above.id, n <> 7, now()
      FROM generate_series(1, ${BRANCHES}) n, "Organ" above WHERE above.code = 'BIG'`
  })

  it('comes page by page, each organ once and before those below it', async () => {
    const codes: string[] = []
    const pages: number[] = []
    for (let after: string | undefined, more = true; more;) {
      const page = await listOrgans(admin, { after })
      pages.push(page.rows.length)
      codes.push(...page.rows.map((row) => row.code))
      after = page.next ?? undefined
      more = page.next !== null
    }
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toHaveLength(await db().organ.count())
    expect(Math.max(...pages)).toBe(50)
    const at = (wanted: string) => codes.indexOf(wanted)
    expect([at('BIG-001') - at('BIG'), at('BIG-230') - at('BIG')]).toEqual([1, BRANCHES])
  })

  it('is narrowed to what lies below one organ, and says where that stands', async () => {
    const page = await listOrgans(admin, { under: branch })
    expect(page.trail.map((one) => one.name)).toEqual(['市政府', '区政府', '区网点局'])
    expect(page.rows[0]).toMatchObject({ code: 'BIG', depth: 0, children: BRANCHES, parent: '区政府' })
    expect(page.rows[1]).toMatchObject({ code: 'BIG-001', depth: 1, children: 0, parent: '区网点局' })
    expect(page.next).toBe('BIG-049')
    const nothing = { rows: [], next: null, trail: [] }
    expect(await listOrgans(admin, { under: randomUUID() })).toEqual(nothing)
    const root = { organId: need(seeded.organs, 'YXZJ'), organPath: '/QL/YX/YXZJ/' }
    const local = { ...admin, roles: [{ role: 'SYSTEM_ADMIN' as const, ...root }] }
    expect(await listOrgans(local, { under: branch })).toEqual(nothing)
    expect(await listOrgans(local, { under: need(seeded.organs, 'YX') })).toEqual(nothing)
  })

  it('is searched by part of a name and by the beginning of a code; signs of patterns are nothing special', async () => {
    const codesOf = async (q: string) => (await listOrgans(admin, { q })).rows.map((row) => row.code)
    expect(await codesOf('第12分局')).toEqual(['BIG-012'])
    expect(await codesOf('网点99')).toEqual(['BIG-099'])
    expect(await codesOf('big-10')).toHaveLength(10)
    expect(await codesOf('_')).toEqual([])
    expect(await codesOf('100%')).toEqual([])
    expect((await listOrgans(admin, { under: need(seeded.organs, 'YXZJ'), q: '网点' })).rows).toEqual([])
  })

  it('is chosen from by name: those in use, within reach, the higher ones first', async () => {
    const tooMany = { organs: [], tooMany: true }
    expect(await listDirectoryOrgans(admin)).toEqual(tooMany)
    expect(await listOrgansInUse(admin)).toEqual(tooMany)
    expect(await listGrantOrgans(await actorOf('SEC001'))).toEqual(tooMany)
    for (const staffNo of ['SYS001', 'SEC001']) {
      const found = await findAdministeredOrgans(await actorOf(staffNo), '网点')
      expect(found).toHaveLength(20)
      expect(found[0]).toEqual({ id: branch, name: '云岫区网点管理局' })
      expect(await findAdministeredOrgans(await actorOf(staffNo), '第7分局')).toEqual([])
    }
    for (const staffNo of ['AUD001', 'ZJ0001', 'JW0101'])
      expect(await findAdministeredOrgans(await actorOf(staffNo), '网点')).toEqual([])
  })

  it('lists its people by whatever names them, below one organ or in all of them', async () => {
    const [home] = (await listOrgans(admin, { q: 'BIG-100' })).rows
    if (!home) throw new Error('no such organ')
    for (const [at, name] of ['单晓棠', '欧阳晓棠'].entries())
      valueOf(
        await official({ staffNo: `wd000${at}`, name, organId: home.id, email: `wd${at}@qinqing.example` }),
      )
    const numbers = async (filter: Parameters<typeof listOfficials>[1], actor = admin) =>
      (await listOfficials(actor, filter, clock.now())).rows.map((row) => row.staffNo)
    const both = ['WD0000', 'WD0001']
    expect(await numbers({ q: '晓棠' })).toEqual(both)
    expect(await numbers({ q: 'wd0' })).toEqual(both)
    expect(await numbers({ q: 'WD1@qin' })).toEqual(['WD0001'])
    expect(await numbers({ q: 'oyx' })).toEqual(['WD0001'])
    expect(await numbers({ q: '晓棠', after: 'WD0000' })).toEqual(['WD0001'])
    expect(await numbers({ organId: branch })).toEqual(both)
    expect(await numbers({ organId: home.id, q: '欧' })).toEqual(['WD0001'])
    expect(await numbers({ organId: need(seeded.organs, 'YXZJ'), q: '晓棠' })).toEqual([])
    const all = await numbers({})
    expect(all).toHaveLength(30)
    const second = await numbers({ after: all.at(-1) })
    expect([...all, ...second]).toEqual([...new Set([...all, ...second])].sort())
    const root = { organId: need(seeded.organs, 'YXZJ'), organPath: '/QL/YX/YXZJ/' }
    const local = { ...admin, roles: [{ role: 'SYSTEM_ADMIN' as const, ...root }] }
    expect(await numbers({ q: '晓棠' }, local)).toEqual([])
    expect(await numbers({ organId: branch }, local)).toEqual([])
    expect(await numbers({ q: '%' })).toEqual([])
  })

  it('stands in a list where the part of it is small, each organ once though two roles reach it', async () => {
    const grant = (code: string, path: string) => ({
      role: 'SYSTEM_ADMIN' as const,
      organId: need(seeded.organs, code),
      organPath: path,
    })
    const twice = {
      ...admin,
      roles: [grant('YXZJ', '/QL/YX/YXZJ/'), grant('YXZJ-JS', '/QL/YX/YXZJ/YXZJ-JS/')],
    }
    const { organs, tooMany } = await listDirectoryOrgans(twice)
    expect(tooMany).toBe(false)
    expect(organs.filter((one) => one.id === need(seeded.organs, 'YXZJ-JS'))).toMatchObject([{ depth: 1 }])
    expect(organs[0]).toMatchObject({ id: need(seeded.organs, 'YXZJ'), depth: 0 })
  })
})
