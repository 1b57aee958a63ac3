import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import type { Actor } from '@/lib/identity/types'
import { openWorld, type World } from '@/lib/filing/testing'
import { asActor, asSystem } from '@/lib/platform/db'
import { forwardNotices } from '../forwarding/subscribers'
import { savePreferences } from '../preferences/commands'
import { defaultPreferences, getPreferences } from '../preferences/queries'
import type { Preferences } from '../preferences/schema'
import { openMailRoom, putNotice, refusal, type MailRoom } from '../testing'
import { clearAddress, resendDeadMails, resendMail, sendTestMail } from './commands'
import { getMailHealth, listMails, listUnreachable } from './queries'
import { sendMails } from './subscribers'

const HOUR = 3_600_000
/** What the mail server answers to a recipient; null: welcome. */
let answer: Error | null = null
let hang = false
let room: MailRoom
let world: World
let zhou: Actor
let system: Actor

beforeAll(async () => {
  room = await openMailRoom({
    onRcptTo: (_address, _session, done) => {
      if (!hang) done(answer)
    },
  })
  Object.assign(process.env, {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(room.port),
    MAIL_FROM: 'notice@qinqing.example',
    SMTP_TIMEOUT_MS: '300',
    MAIL_ATTEMPTS: '3',
    NEXTAUTH_URL: 'https://qinqing.example/',
  })
  world = await openWorld()
  zhou = await world.actor('ZJ0102')
  system = await world.actor('SYS001')
  await asSystem(world.clock.now(), (tx) =>
    tx.official.updateMany({ where: { staffNo: 'ZJ0102' }, data: { email: 'zj0102@yunxiu.example' } }),
  )
})
afterAll(async () => {
  await world.close()
  await room.close()
})

// Every test has a week of its own, from a Monday at ten.
let week = 0
beforeEach(async () => {
  world.at('2026-11-23 10:00').advance((week += 1) * 7 * 24 * HOUR)
  answer = null
  hang = false
  room.mails.length = 0
  await asSystem(world.clock.now(), async (tx) => {
    await tx.mailDelivery.updateMany({
      where: { state: { in: ['COLLECTING', 'WAITING'] } },
      data: { state: 'SKIPPED', attempts: 9 },
    })
    await tx.mailAddressProblem.updateMany({ data: { clearedAt: world.clock.now() } })
  })
})

const choose = (more: Partial<Preferences>) =>
  savePreferences({
    actor: zhou,
    clock: world.clock,
    input: { ...defaultPreferences(), quiet: false, ...more },
  })
const happens = (kind: Parameters<typeof putNotice>[1]['kind'] = 'report-approve', number?: string) =>
  putNotice(world.clock, { officialId: zhou.officialId, kind, number, href: '/my/advance-reports/x' })

/** What the worker does in a round. */
async function work(): Promise<string[]> {
  const before = room.mails.length
  await forwardNotices(world.clock)
  await sendMails(world.clock)
  return room.mails.slice(before).map((mail) => mail.headers.get('subject') ?? '')
}

const mailsOf = () =>
  asSystem(world.clock.now(), (tx) =>
    tx.mailDelivery.findMany({
      where: { officialId: zhou.officialId, createdAt: { gte: week0() } },
      orderBy: { id: 'asc' },
    }),
  )
const week0 = () => {
  const start = structuredClone(world.clock.now())
  start.setTime(start.getTime() - 6 * 24 * HOUR)
  return start
}

describe('a mail at once', () => {
  it('goes out once, names number and step, links to the desk, and is not sent again', async () => {
    await choose({})
    await happens('report-approve', '2026-A000123')
    expect(await work()).toEqual(['2026-A000123 已同意'])
    expect(await work()).toEqual([])
    const [mail] = room.mails
    expect(mail?.to).toEqual(['zj0102@yunxiu.example'])
    expect(mail?.text).toContain('https://qinqing.example/my/advance-reports/x')
    expect(mail?.html).toContain('href="https://qinqing.example/my/advance-reports/x"')
    expect(mail?.html).toContain('<html lang="zh-CN">')
    expect(mail?.html).not.toMatch(/<img|src=|@import|url\(/)
    const [row] = await mailsOf()
    expect(row).toMatchObject({ state: 'SENT', attempts: 1 })
    expect(mail?.headers.get('message-id')).toBe(`<${row?.id}@qinqing.example>`)
  })

  it('speaks English to whoever asked for it, and is not sent for a group that is off', async () => {
    await choose({ locale: 'en', todo: 'OFF' })
    await happens('report-approve', '2026-A000124')
    await happens('report-submitted', '2026-A000125')
    expect(await work()).toEqual(['2026-A000124 approved'])
    expect(room.mails[0]?.html).toContain('<html lang="en">')
  })

  it('is not sent once the notice was read on the desk', async () => {
    await choose({ quiet: true })
    world.clock.advance(13 * HOUR)
    const id = await happens()
    await work()
    await asActor(zhou, world.clock.now(), (tx) =>
      tx.notice.updateMany({ where: { id }, data: { readAt: world.clock.now() } }),
    )
    world.clock.advance(10 * HOUR)
    expect(await work()).toEqual([])
    expect((await mailsOf()).at(-1)).toMatchObject({ state: 'SKIPPED', problem: 'read' })
  })
})

describe('quiet hours', () => {
  it('hold a mail over midnight and let it go in the morning', async () => {
    await choose({ quiet: true })
    world.clock.advance(13 * HOUR)
    await happens('report-approve', '2026-A000201')
    expect(await work()).toEqual([])
    world.clock.advance(7 * HOUR)
    expect(await work()).toEqual([])
    world.clock.advance(HOUR)
    expect(await work()).toEqual(['2026-A000201 已同意'])
  })

  it('hold a mail that was due before them and could not be sent; the wait is no failure', async () => {
    await choose({ quiet: true })
    await happens('report-approve', '2026-A000202')
    await forwardNotices(world.clock)
    world.clock.advance(13 * HOUR)
    await sendMails(world.clock)
    expect(room.mails).toHaveLength(0)
    expect((await mailsOf()).at(-1)).toMatchObject({ state: 'WAITING', attempts: 0 })
    world.clock.advance(8 * HOUR)
    expect(await work()).toEqual(['2026-A000202 已同意'])
  })

  it('let urgent notices through only where the person allows it', async () => {
    await choose({ quiet: true, urgentBreaks: false })
    world.clock.advance(13 * HOUR)
    await happens('limit-passed', '2026-A000203')
    expect(await work()).toEqual([])
    await choose({ quiet: true, urgentBreaks: true })
    // What waited is planned anew.
    expect(await work()).toEqual(['2026-A000203 期限已过'])
    await happens('report-approve', '2026-A000204')
    expect(await work()).toEqual([])
  })
})

describe('the digest', () => {
  const digest: Partial<Preferences> = { results: 'DIGEST', todo: 'DIGEST', digestAt: '08:30' }

  it('gathers a day into one mail with counts and numbers', async () => {
    await choose(digest)
    for (const number of ['2026-A000301', '2026-A000302']) await happens('report-approve', number)
    await happens('report-submitted', '2026-A000303')
    expect(await work()).toEqual([])
    world.clock.advance(22.5 * HOUR)
    expect(await work()).toEqual(['每日汇总：3 件通知'])
    const text = room.mails[0]?.text ?? ''
    expect(text).toContain('等我办理 1 件，办理结果 2 件')
    for (const number of ['2026-A000301', '2026-A000302', '2026-A000303']) expect(text).toContain(number)
    expect(await work()).toEqual([])
  })

  it('comes once a day, also when the worker was away for three days', async () => {
    await choose(digest)
    await happens('report-approve', '2026-A000304')
    await forwardNotices(world.clock)
    // Away from Monday to Thursday, 8:00; the desk goes on.
    world.clock.advance(30 * HOUR)
    await happens('report-approve', '2026-A000305')
    world.clock.advance(24 * HOUR)
    await happens('report-approve', '2026-A000306')
    world.clock.advance(16 * HOUR)
    expect(await work()).toEqual(['每日汇总：3 件通知'])
    // Half an hour later it would be time again: not on the same day.
    await happens('report-approve', '2026-A000307')
    await work()
    world.clock.advance(HOUR)
    expect(await work()).toEqual([])
    world.clock.advance(24 * HOUR)
    expect(await work()).toEqual(['每日汇总：1 件通知'])
  })

  it('on working days waits for Monday', async () => {
    await choose({ ...digest, workdaysOnly: true })
    world.clock.advance(4 * 24 * HOUR)
    await happens('report-approve', '2026-A000308')
    await work()
    for (const hours of [24, 24]) {
      world.clock.advance(hours * HOUR)
      expect(await work()).toEqual([])
    }
    world.clock.advance(24 * HOUR)
    expect(await work()).toEqual(['每日汇总：1 件通知'])
  })

  it('that is changed to mails at once sends what it had gathered', async () => {
    await choose(digest)
    await happens('report-approve', '2026-A000309')
    expect(await work()).toEqual([])
    await choose({})
    expect(await work()).toEqual(['2026-A000309 已同意'])
    // And back: nothing comes twice.
    await choose(digest)
    world.clock.advance(24 * HOUR)
    expect(await work()).toEqual([])
  })

  it('is refused in the quiet hours, and quiet hours without a length', async () => {
    expect(await choose({ ...digest, quiet: true, digestAt: '06:30' })).toMatchObject({
      refusal: { code: 'digest-in-quiet-hours', fields: { digestAt: 'noticeSettings.field.inQuietHours' } },
    })
    expect(await choose({ quiet: true, quietFrom: '09:00', quietTo: '09:00' })).toMatchObject({
      refusal: { code: 'quiet-hours-empty' },
    })
  })
})

describe('a mail that is not taken', () => {
  it('is tried again with growing pauses, then given up; the administrators hear of it, and send it again', async () => {
    await choose({})
    answer = refusal(451, 'try later')
    await happens('report-approve', '2026-A000401')
    await work()
    const [first] = await mailsOf()
    expect(first).toMatchObject({ state: 'WAITING', attempts: 1, answerCode: 451, problem: 'temporary' })
    const pause = (first?.dueAt.getTime() ?? 0) - world.clock.now().getTime()
    expect(pause).toBeGreaterThanOrEqual(48_000)
    expect(pause).toBeLessThanOrEqual(72_000)
    expect(await work()).toEqual([])
    world.clock.advance(HOUR)
    await work()
    world.clock.advance(HOUR)
    await work()
    expect((await mailsOf())[0]).toMatchObject({ state: 'DEAD', attempts: 3 })
    const told = await asActor(system, world.clock.now(), (tx) =>
      tx.notice.findMany({
        where: { officialId: system.officialId, kind: 'mail-dead', createdAt: { gte: week0() } },
      }),
    )
    expect(told).toMatchObject([{ href: '/admin/deliveries' }])
    const { rows } = await listMails(system, { state: 'DEAD' }, world.clock.now())
    expect(rows[0]).toMatchObject({ staffNo: 'ZJ0102', code: 451, problem: 'temporary' })
    answer = null
    const command = { clock: world.clock, input: {} }
    expect(await resendDeadMails({ actor: zhou, ...command })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(await resendDeadMails({ actor: system, ...command })).toMatchObject({ ok: true })
    expect(await work()).toEqual(['2026-A000401 已同意'])
  })

  it('whose address is refused stops there: the person and the administrator see it, and either mends it', async () => {
    await choose({})
    answer = refusal(550, 'no such user zj0102@yunxiu.example')
    await happens()
    await work()
    const [refused] = await mailsOf()
    expect(refused).toMatchObject({ state: 'REFUSED', attempts: 1, answerCode: 550 })
    expect(refused?.said).not.toContain('@')
    expect((await getPreferences(zhou, world.clock.now())).refused).toMatchObject({ code: 550 })
    const desk = await asActor(zhou, world.clock.now(), (tx) =>
      tx.notice.findMany({ where: { kind: 'mail-refused', createdAt: { gte: week0() } } }),
    )
    expect(desk).toMatchObject([{ href: '/my/notices/settings' }])
    const [line] = await listUnreachable(system, world.clock.now())
    expect(line).toMatchObject({ staffNo: 'ZJ0102', because: 'refused', code: 550 })
    // Not written to any more, and the desk has it all the same.
    answer = null
    await happens('report-approve', '2026-A000402')
    expect(await work()).toEqual([])
    const clear = { clock: world.clock, input: { officialId: zhou.officialId } }
    expect(await clearAddress({ actor: zhou, ...clear })).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await clearAddress({ actor: system, ...clear })).toMatchObject({ ok: true })
    expect(await clearAddress({ actor: system, ...clear })).toMatchObject({
      refusal: { code: 'not-refused' },
    })
    await happens('report-approve', '2026-A000403')
    expect(await work()).toEqual(['2026-A000403 已同意'])
    expect(await listUnreachable(system, world.clock.now())).toEqual([])
  })

  it('of a person without an address is not planned, and the administrator sees whom it misses', async () => {
    const lin = await world.actor('ZJ0002')
    await putNotice(world.clock, { officialId: lin.officialId, kind: 'report-submitted' })
    expect(await work()).toEqual([])
    expect(await listUnreachable(system, world.clock.now())).toMatchObject([
      { staffNo: 'ZJ0002', because: 'no-address' },
    ])
    expect(await sendTestMail({ actor: lin, clock: world.clock, input: {} })).toMatchObject({
      refusal: { code: 'no-address' },
    })
    // The official's own page says so too; somebody else's list stays empty.
    expect((await getPreferences(lin, world.clock.now())).email).toBeNull()
    expect(await listUnreachable(zhou, world.clock.now())).toEqual([])
  })

  it('after the server took it and the worker died goes out again under the same Message-ID, and is never lost', async () => {
    await choose({})
    await happens('report-approve', '2026-A000404')
    await forwardNotices(world.clock)
    await sendMails(world.clock)
    // As if the worker had been killed before it wrote that down: the claim is all there is.
    const claimedUntil = structuredClone(world.clock.now())
    claimedUntil.setTime(claimedUntil.getTime() + 31_000)
    await asSystem(world.clock.now(), (tx) =>
      tx.mailDelivery.updateMany({
        where: { officialId: zhou.officialId, state: 'SENT', sentAt: world.clock.now() },
        data: { state: 'WAITING', sentAt: null, claimedUntil },
      }),
    )
    expect(await work()).toEqual([])
    world.clock.advance(60_000)
    await work()
    const ids = room.mails.map((mail) => mail.headers.get('message-id'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('because the server hangs costs its time-out and no more, and shows as the server’s matter', async () => {
    await choose({})
    hang = true
    await happens('report-approve', '2026-A000405')
    const started = performance.now()
    await work()
    expect(performance.now() - started).toBeLessThan(5000)
    const health = await getMailHealth(system, world.clock.now())
    expect(health).toMatchObject({ configured: true, failing: { problem: 'timeout' } })
    hang = false
    world.clock.advance(HOUR)
    expect(await work()).toEqual(['2026-A000405 已同意'])
    expect((await getMailHealth(system, world.clock.now())).failing).toBeNull()
  })

  it('because of a fault of ours does not keep the others', async () => {
    await choose({})
    const id = await happens('report-approve', '2026-A000406')
    await happens('report-approve', '2026-A000407')
    await forwardNotices(world.clock)
    // A link that no product writes: composing it fails.
    await world.owner.query(`UPDATE "Notice" SET params = 'null' WHERE id = $1`, [id])
    await sendMails(world.clock)
    expect(room.mails.map((mail) => mail.headers.get('subject'))).toEqual(['2026-A000407 已同意'])
    for (const _ of [1, 2]) {
      world.clock.advance(HOUR)
      await sendMails(world.clock)
    }
    // Both were planned in the same moment: their ids have no order.
    const said = (await mailsOf()).map((mail) => ({ state: mail.state, said: mail.said }))
    expect(said).toContainEqual({ state: 'DEAD', said: 'internal' })
  })
})

describe('a test mail', () => {
  it('goes to the own address in the quiet hours too, and not without end', async () => {
    await choose({ quiet: true })
    world.clock.advance(13 * HOUR)
    const send = () => sendTestMail({ actor: zhou, clock: world.clock, input: {} })
    expect(await send()).toMatchObject({ ok: true })
    expect(await work()).toEqual(['试邮件'])
    for (let n = 1; n < 10; n += 1) await send()
    expect(await send()).toMatchObject({ refusal: { code: 'too-many-tests' } })
  })
})

it('nobody reads or sends again what is another’s, and the log holds', async () => {
  await choose({})
  answer = refusal(554, 'no')
  await happens()
  await work()
  const [mail] = await mailsOf()
  const lin = await world.actor('ZJ0002')
  const seen = (actor: Actor) =>
    asActor(actor, world.clock.now(), (tx) => tx.mailDelivery.count({ where: { id: mail?.id } }))
  expect([
    await seen(zhou),
    await seen(system),
    await seen(lin),
    await seen(await world.actor('SEC001')),
  ]).toEqual([1, 1, 0, 0])
  const again = { clock: world.clock, input: { id: mail?.id ?? '' } }
  expect(await resendMail({ actor: lin, ...again })).toMatchObject({ refusal: { code: 'not-allowed' } })
  expect(await resendMail({ actor: system, ...again })).toMatchObject({ ok: true })
  expect(await resendMail({ actor: system, ...again })).toMatchObject({ refusal: { code: 'not-given-up' } })
  expect((await verifyLog(world.clock.now())).findings).toEqual([])
})
