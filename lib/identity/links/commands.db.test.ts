import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { fixedClock, toDate } from '@/lib/platform/clock'
import { asActor, asSystem, db } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { freshDatabase } from '@/lib/platform/testing'
import { DEMO_PASSWORD } from '@/prisma/personas'
import { actorOf } from '@/prisma/seed/actors'
import { seedDirectory, seedRules } from '@/prisma/seed/base'
import { issueActivation } from '../commands'
import { loadActor } from '../queries'
import { tokenHash } from '../rules/token-hash'
import { signIn } from '../sign-in/commands'
import { removeLink, signInByProvider } from './commands'
import { listLinks } from './queries'

const ISSUER = 'https://id.example.org'
Object.assign(process.env, {
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: 'qinqing',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_PASSWORD_SIGN_IN: '0',
})
const START = '2026-11-23T02:00:00.000Z'
const clock = fixedClock(START)
const later = (minutes: number) => fixedClock(toDate(Date.parse(START) + minutes * 60_000).toISOString())
let database: Awaited<ReturnType<typeof freshDatabase>>

const signOn = (subject: string, staffNo: string | null, at = clock, issuer = ISSUER) =>
  signInByProvider({
    identity: { issuer, subject, staffNo, acr: null },
    clock: at,
    userAgent: 'browser',
    address: '10.0.0.1',
  })
const refused = (code: string) => ({ ok: false, refusal: { module: 'identity', code } })
const officialId = async (staffNo: string) => (await actorOf(staffNo)).officialId
const linkOf = async (staffNo: string) =>
  asSystem(clock.now(), async (tx) =>
    tx.identityLink.findFirstOrThrow({ where: { official: { staffNo }, removedAt: null } }),
  )
const commands = async () =>
  (await asSystem(clock.now(), (tx) => tx.logEntry.findMany({ orderBy: { index: 'asc' } }))).map(
    (row) =>
      JSON.parse(Buffer.from(row.canonical).toString()) as {
        command: string
        actor: string
        rows: { table: string }[]
      },
  )

beforeAll(async () => {
  database = await freshDatabase()
  await asSystem(clock.now(), async (tx) => {
    await seedRules(tx)
    await seedDirectory(tx, clock.now())
  })
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().signInThrottle.deleteMany()
})

describe('signing on by the provider', () => {
  it('links by staff number once, then goes by the identity, with sessions as every other', async () => {
    const first = await signOn('s-zhou', 'ZJ0102')
    const again = await signOn('s-zhou', null, later(1))
    if (!first.ok || !again.ok) throw new Error('refused')
    const link = await linkOf('ZJ0102')
    expect(link).toMatchObject({ issuer: ISSUER, subject: 's-zhou', lastSignInAt: later(1).now() })
    expect(await loadActor(tokenHash(again.value.token), later(2).now())).toMatchObject({ staffNo: 'ZJ0102' })
    expect(await db().session.count({ where: { identityLinkId: link.id, revokedAt: null } })).toBe(2)
    const third = await signOn('s-zhou', 'ZJ0102', later(3))
    expect(third.ok).toBe(true)
    // Two a person: the oldest ended.
    expect(await loadActor(tokenHash(first.value.token), later(4).now())).toBeNull()
    const logged = (await commands()).filter((one) => one.actor === link.officialId)
    expect(logged.map((one) => one.command)).toEqual([
      'identity.link-and-sign-in',
      'identity.sign-in-by-provider',
      'identity.sign-in-by-provider',
    ])
    expect(logged[0]?.rows.map((row) => row.table).sort()).toEqual(['Account', 'IdentityLink', 'Session'])
  })

  it('lets somebody in who never had a code, and gives no password', async () => {
    const { organId } = await actorOf('ZJ0102')
    const id = uuidv7(clock.now())
    const person = { id, organId, staffNo: 'ZJ0199', name: '新人', post: '科员' }
    await asSystem(clock.now(), (tx) =>
      tx.official.createMany({
        data: [{ ...person, personnelCategory: 'CIVIL_SERVANT', createdAt: clock.now() }],
      }),
    )
    const entered = await signOn('s-new', 'ZJ0199')
    if (!entered.ok) throw new Error('refused')
    expect(await loadActor(tokenHash(entered.value.token), clock.now())).toMatchObject({ officialId: id })
    const account = await db().account.findUnique({ where: { officialId: id } })
    expect(account).toMatchObject({ passwordHash: null, activationHash: null, disabledAt: null })
  })

  it('refuses a number that changed or is taken, in the log too, and changes nothing', async () => {
    const before = await linkOf('ZJ0102')
    expect(await signOn('s-zhou', 'ZJ0103')).toMatchObject(refused('provider-number-changed'))
    expect(await signOn('s-other', 'ZJ0102')).toMatchObject(refused('provider-link-taken'))
    expect(await linkOf('ZJ0102')).toEqual(before)
    const last = (await commands()).slice(-2)
    expect(last).toMatchObject([
      { actor: 'system', command: 'identity.refuse-sign-on', rows: [{ table: 'IdentityLink' }] },
      { actor: 'system', command: 'identity.refuse-sign-on', rows: [{ table: 'IdentityLink' }] },
    ])
  })

  it('knows nobody it was not told of, and no other issuer', async () => {
    const officials = await db().official.count()
    expect(await signOn('s-1', 'NOBODY')).toMatchObject(refused('provider-unknown-person'))
    expect(await signOn('s-2', null)).toMatchObject(refused('provider-no-staff-number'))
    expect(await signOn('s-zhou', 'ZJ0102', clock, 'https://evil.example')).toMatchObject(
      refused('provider-failed'),
    )
    expect(await db().official.count()).toBe(officials)
  })

  it('keeps the locked and the departed out, linked or not', async () => {
    const id = await officialId('ZJ0103')
    await db().account.updateMany({ where: { officialId: id }, data: { disabledAt: clock.now() } })
    expect(await signOn('s-xu', 'ZJ0103')).toMatchObject(refused('provider-account-disabled'))
    await db().account.updateMany({ where: { officialId: id }, data: { disabledAt: null } })
    expect((await signOn('s-xu', 'ZJ0103')).ok).toBe(true)
    await db().official.updateMany({ where: { id }, data: { active: false } })
    expect(await signOn('s-xu', 'ZJ0103')).toMatchObject(refused('provider-account-disabled'))
    await db().official.updateMany({ where: { id }, data: { active: true } })
  })

  it.each(['SYS001', 'SEC001', 'AUD001'])('never makes anybody administrator %s', async (staffNo) => {
    expect(await signOn(`s-${staffNo}`, staffNo)).toMatchObject(refused('provider-administrator'))
    expect((await commands()).at(-1)).toMatchObject({
      command: 'identity.refuse-sign-on',
      rows: [{ table: 'Account' }],
    })
  })

  it('links once when two identities ask for one number at once, or one identity twice', async () => {
    const two = await Promise.all([signOn('s-a', 'SJ0101'), signOn('s-b', 'SJ0101')])
    expect(two.filter((one) => one.ok)).toHaveLength(1)
    const same = await Promise.all([signOn('s-c', 'SJ0102'), signOn('s-c', 'SJ0102')])
    expect(same.filter((one) => one.ok)).toHaveLength(2)
    expect(two.find((one) => !one.ok)).toMatchObject(refused('provider-link-taken'))
    const links = await asSystem(clock.now(), (tx) =>
      tx.identityLink.count({ where: { official: { staffNo: { in: ['SJ0101', 'SJ0102'] } } } }),
    )
    expect(links).toBe(2)
  })

  it('never takes the link that the same identity has just made for somebody else’s', async () => {
    const admin = await actorOf('SYS001')
    for (let round = 0; round < 12; round += 1) {
      const all = await Promise.all(Array.from({ length: 4 }, () => signOn(`s-round-${round}`, 'FG0101')))
      expect(all.filter((one) => !one.ok)).toEqual([])
      const { id: linkId } = await linkOf('FG0101')
      expect((await removeLink({ actor: admin, clock, input: { linkId } })).ok).toBe(true)
    }
  })

  it('slows a refused identity down and locks it, and nobody else', async () => {
    for (let minutes = 0; minutes < 20; minutes += 2) await signOn('s-loud', 'NOBODY', later(minutes))
    expect(await signOn('s-loud', 'NOBODY', later(20))).toMatchObject(refused('provider-throttled'))
    expect((await signOn('s-zhou', 'ZJ0102', later(20))).ok).toBe(true)
    expect(await signOn('s-loud', 'NOBODY', later(51))).toMatchObject(refused('provider-unknown-person'))
  })
})

describe('a link', () => {
  it('is the system administrator’s to see and remove, within the subtree; its sessions end', async () => {
    const admin = await actorOf('SYS001')
    const link = await linkOf('ZJ0102')
    const signedOn = await signOn('s-zhou', 'ZJ0102')
    if (!signedOn.ok) throw new Error('refused')
    expect(await listLinks(admin, link.officialId, clock.now())).toMatchObject([
      { id: link.id, subjectEnd: 's-zhou' },
    ])
    for (const staffNo of ['SEC001', 'AUD001', 'ZJ0102', 'ZJ0001']) {
      const other = await actorOf(staffNo)
      expect(await listLinks(other, link.officialId, clock.now())).toEqual([])
      expect(await removeLink({ actor: other, clock, input: { linkId: link.id } })).toMatchObject(
        refused('link-gone'),
      )
    }
    const elsewhere = {
      ...admin,
      roles: admin.roles.map((grant) => ({ ...grant, organPath: '/ELSEWHERE/' })),
    } as unknown as typeof admin
    expect(await removeLink({ actor: elsewhere, clock, input: { linkId: link.id } })).toMatchObject(
      refused('link-gone'),
    )
    expect(await loadActor(tokenHash(signedOn.value.token), clock.now())).not.toBeNull()

    expect((await removeLink({ actor: admin, clock, input: { linkId: link.id } })).ok).toBe(true)
    expect(await removeLink({ actor: admin, clock, input: { linkId: link.id } })).toMatchObject(
      refused('link-gone'),
    )
    expect(await loadActor(tokenHash(signedOn.value.token), clock.now())).toBeNull()
    expect((await commands()).at(-1)).toMatchObject({
      actor: admin.officialId,
      command: 'identity.remove-link',
    })
    // The number is free again, for another identity too.
    expect((await signOn('s-replaced', 'ZJ0102')).ok).toBe(true)
  })

  it('is hidden and fixed by the database itself', async () => {
    const link = await linkOf('ZJ0102')
    const stranger = await actorOf('ZJ0103')
    const now = clock.now()
    expect(await db().identityLink.count()).toBe(0)
    expect(await asActor(stranger, now, (tx) => tx.identityLink.count({ where: { id: link.id } }))).toBe(0)
    const row = { issuer: ISSUER, subject: 's-stolen', linkedAt: now, lastSignInAt: now }
    await expect(
      asActor(stranger, now, (tx) =>
        tx.identityLink.createMany({ data: [{ ...row, id: link.id, officialId: link.officialId }] }),
      ),
    ).rejects.toThrow()
    await expect(
      asActor(await actorOf('SYS001'), now, (tx) =>
        tx.identityLink.updateMany({ where: { id: link.id }, data: { subject: 's-stolen' } }),
      ),
    ).rejects.toThrow(/denied/)
  })
})

describe('where passwords are off', () => {
  const enter = (identifier: string) =>
    signIn({ identifier, password: DEMO_PASSWORD, clock, userAgent: '', address: '' })

  it('the three administrators keep theirs, and everybody else is answered as for a wrong one', async () => {
    for (const staffNo of ['SYS001', 'SEC001', 'AUD001']) expect((await enter(staffNo)).ok).toBe(true)
    for (const staffNo of ['ZJ0102', 'ZJ0001', 'JW0101'])
      expect(await enter(staffNo)).toEqual({
        ok: false,
        refusal: { module: 'identity', code: 'sign-in-failed' },
      })
  })

  it('nobody is given a code for one', async () => {
    const actor = await actorOf('SYS001')
    const input = { officialId: await officialId('ZJ0102') }
    expect(await issueActivation({ actor, clock, input })).toMatchObject(refused('passwords-off'))
  })
})

it('leaves a log that verifies', async () => {
  expect((await verifyLog(clock.now())).findings).toEqual([])
})
