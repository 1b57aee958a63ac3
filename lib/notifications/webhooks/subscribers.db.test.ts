import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '@/lib/audit/queries'
import { openWorld, type World } from '@/lib/filing/testing'
import type { Actor } from '@/lib/identity/types'
import { asActor, asSystem } from '@/lib/platform/db'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { forwardNotices } from '../forwarding/subscribers'
import { GROUPS } from '../notifications'
import { openReceiver, putNotice, type Receiver, type ReceivedHook } from '../testing'
import {
  addEndpoint,
  changeEndpoint,
  dropPreviousSecret,
  issueSecret,
  resendDelivery,
  sendTest,
  switchOff,
  switchOn,
} from './commands'
import { findEndpoint, listDeliveries, listEndpoints } from './queries'
import { webhookRounds } from './subscribers'

const HOUR = 3_600_000
let world: World
let security: Actor
let system: Actor
let zhou: Actor
const receivers: Receiver[] = []

beforeAll(async () => {
  Object.assign(process.env, {
    NEXTAUTH_SECRET: 'a key of the tests',
    NEXTAUTH_URL: 'https://qinqing.example',
    WEBHOOK_TARGETS: 'loopback',
    WEBHOOK_ATTEMPTS: '3',
    WEBHOOK_TIMEOUT_MS: '1500',
    WEBHOOK_OFF_AFTER_HOURS: '48',
    WEBHOOKS_MOST: '40',
  })
  world = await openWorld()
  security = await world.actor('SEC001')
  system = await world.actor('SYS001')
  zhou = await world.actor('ZJ0102')
})
afterAll(() => world.close())

let week = 0
beforeEach(() => world.at('2026-11-23 10:00').advance((week += 1) * 7 * 24 * HOUR))
afterEach(async () => {
  // Endpoints of a test take nothing of the next one's.
  for (const { id, state } of await listEndpoints(security, world.clock.now()))
    if (state === 'on') done(await switchOff({ actor: security, clock: world.clock, input: { id } }))
  await Promise.all(receivers.splice(0).map((one) => one.close()))
})

async function receive(): Promise<Receiver> {
  const receiver = await openReceiver()
  receivers.push(receiver)
  return receiver
}

const entry = (
  address: string,
  more: { organ?: string; groups?: (typeof GROUPS)[number][]; withStaffNo?: boolean } = {},
) => ({
  name: '企业微信',
  address,
  organId: need(world.seeded.organs, more.organ ?? 'QL'),
  groups: more.groups ?? [...GROUPS],
  withStaffNo: more.withStaffNo ?? false,
})

/** An endpoint that is on, and its secret. */
async function open(address: string, more?: Parameters<typeof entry>[1]) {
  const command = { actor: security, clock: world.clock }
  const { id } = done(await addEndpoint({ ...command, input: entry(address, more) }))
  expect(await switchOn({ ...command, input: { id } })).toMatchObject({ refusal: { code: 'no-secret' } })
  const { secret } = done(await issueSecret({ ...command, input: { id } }))
  done(await switchOn({ ...command, input: { id } }))
  return { id, secret }
}

const happens = (officialId = zhou.officialId, number = '2026-A000001') =>
  putNotice(world.clock, { officialId, kind: 'report-approve', number, href: '/my/advance-reports/x' })

/** What the worker does in a round, until all lanes have ended. */
async function work(): Promise<void> {
  await forwardNotices(world.clock)
  const rounds = webhookRounds(world.clock, new AbortController().signal)
  await rounds.round()
  await rounds.drain()
}

/** Checks a message as a receiver would: ten lines, and no code of the product. */
function verifies({ headers, body }: ReceivedHook, secret: string, nowSeconds: number): boolean {
  const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
  if (Math.abs(nowSeconds - Number(timestamp)) > 300) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`)
}
const seconds = () => Math.floor(world.clock.now().getTime() / 1000)
const log = async (id: string) => (await listDeliveries(security, id, {}, world.clock.now())).rows

describe('a message', () => {
  it('arrives signed, with step, number and link, once', async () => {
    const receiver = await receive()
    const { id, secret } = await open(receiver.address)
    await happens(zhou.officialId, '2026-A000077')
    await work()
    await work()
    expect(receiver.hooks).toHaveLength(1)
    const [hook] = receiver.hooks
    if (!hook) throw new Error('nothing came')
    expect(verifies(hook, secret, seconds())).toBe(true)
    expect(
      verifies(
        hook,
        secret.replace(/(?<=whsec_)./, (sign) => (sign === 'A' ? 'B' : 'A')),
        seconds(),
      ),
    ).toBe(false)
    expect(verifies({ ...hook, body: hook.body.replace('77', '78') }, secret, seconds())).toBe(false)
    expect(verifies(hook, secret, seconds() + 301)).toBe(false)
    expect(JSON.parse(hook.body)).toEqual({
      type: 'notice.report-approve',
      timestamp: world.clock.now().toISOString(),
      data: {
        kind: 'report-approve',
        group: 'results',
        urgent: false,
        caseNumber: '2026-A000077',
        text: { zh: '2026-A000077 已同意', en: '2026-A000077 approved' },
        url: 'https://qinqing.example/my/advance-reports/x',
      },
    })
    const [line] = await log(id)
    expect(line).toMatchObject({ state: 'DELIVERED', attempts: 1, tries: [{ status: 204, problem: null }] })
    expect(hook.headers['webhook-id']).toBe(line?.id)
    expect((await findEndpoint(security, id, world.clock.now()))?.lastSuccessAt).not.toBeNull()
  })

  it('goes only where its group and the organ of its receiver are wanted', async () => {
    const [groups, organ, all] = [await receive(), await receive(), await receive()]
    await open(groups.address, { groups: ['limits'] })
    await open(organ.address, { organ: 'YXSJ' })
    await open(all.address, { organ: 'YXZJ', withStaffNo: true })
    await happens()
    await happens((await world.actor('SJ0101')).officialId)
    await work()
    expect(groups.hooks).toHaveLength(0)
    expect(organ.hooks).toHaveLength(1)
    const bodies = all.hooks.map((hook) => JSON.parse(hook.body) as { data: { staffNo?: string } })
    expect(bodies.map((body) => body.data.staffNo)).toEqual(['ZJ0102'])
    expect(organ.hooks[0]?.body).not.toContain('SJ0101')
  })

  it('about one step told to several people is one message where nobody is named, and one each where they are', async () => {
    const [room, people] = [await receive(), await receive()]
    await open(room.address)
    await open(people.address, { withStaffNo: true })
    const lin = await world.actor('ZJ0002')
    const at = world.clock.now()
    await asSystem(at, (tx) =>
      tx.notice.createMany({
        data: [zhou, lin].map(({ officialId }, index) => ({
          id: `0193b0a0-0000-7000-8000-00000000000${index}`,
          officialId,
          kind: 'limit-passed',
          params: { number: '2026-A000078' },
          href: '/review/x',
          dedupeKey: `notice:case:3:limit-passed:${officialId}`,
          createdAt: at,
        })),
      }),
    )
    await work()
    expect([room.hooks.length, people.hooks.length]).toEqual([1, 2])
  })

  it('is not planned for an endpoint that is off', async () => {
    const receiver = await receive()
    const { id } = await open(receiver.address)
    done(await switchOff({ actor: security, clock: world.clock, input: { id } }))
    await happens()
    await work()
    expect(await log(id)).toEqual([])
  })
})

describe('a message that is not taken', () => {
  it('is tried again under the same id with growing pauses, then given up; sent again it arrives', async () => {
    const receiver = await receive()
    receiver.answer = 503
    const { id } = await open(receiver.address)
    await happens()
    await work()
    const first = (await log(id))[0]
    expect(first).toMatchObject({
      state: 'WAITING',
      attempts: 1,
      tries: [{ status: 503, problem: 'bad-answer' }],
    })
    const pause = Date.parse(first?.dueAt ?? '') - world.clock.now().getTime()
    expect(pause).toBeGreaterThanOrEqual(4000)
    expect(pause).toBeLessThanOrEqual(6000)
    await work()
    expect(receiver.hooks).toHaveLength(1)
    world.clock.advance(60_000)
    await work()
    const second = Date.parse((await log(id))[0]?.dueAt ?? '') - world.clock.now().getTime()
    expect(second).toBeGreaterThanOrEqual(16_000)
    world.clock.advance(60_000)
    await work()
    expect((await log(id))[0]).toMatchObject({ state: 'DEAD', attempts: 3 })
    expect(new Set(receiver.hooks.map((hook) => hook.headers['webhook-id'])).size).toBe(1)
    // Each try is signed for its own moment.
    expect(new Set(receiver.hooks.map((hook) => hook.headers['webhook-timestamp'])).size).toBe(3)
    receiver.answer = 200
    world.clock.advance(1000)
    const again = { clock: world.clock, input: { deliveryId: first?.id ?? '' } }
    expect(await resendDelivery({ actor: zhou, ...again })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(await resendDelivery({ actor: system, ...again })).toMatchObject({ ok: true })
    expect(await resendDelivery({ actor: system, ...again })).toMatchObject({
      refusal: { code: 'still-waiting' },
    })
    await work()
    const delivered = (await log(id))[0]
    expect(delivered?.state).toBe('DELIVERED')
    expect(delivered?.tries.map((one) => one.status)).toEqual([200, 503, 503, 503])
  })

  it('for two days switches the endpoint off, tells both administrators, and keeps what waits', async () => {
    const receiver = await receive()
    receiver.answer = 500
    const { id } = await open(receiver.address)
    await happens()
    await work()
    world.clock.advance(47 * HOUR)
    await happens()
    await work()
    expect((await findEndpoint(security, id, world.clock.now()))?.state).toBe('on')
    world.clock.advance(2 * HOUR)
    await happens()
    await work()
    expect((await findEndpoint(security, id, world.clock.now()))?.state).toBe('switchedOff')
    for (const actor of [security, system]) {
      const told = await asActor(actor, world.clock.now(), (tx) =>
        tx.notice.findMany({ where: { kind: 'webhook-off', href: `/admin/webhooks/${id}` } }),
      )
      expect(told).toHaveLength(1)
    }
    const waiting = (await log(id)).filter((line) => line.state === 'WAITING').length
    expect(waiting).toBeGreaterThan(0)
    receiver.answer = 204
    receiver.hooks.length = 0
    world.clock.advance(HOUR)
    await work()
    expect(receiver.hooks).toHaveLength(0)
    done(await switchOn({ actor: security, clock: world.clock, input: { id } }))
    await work()
    expect(receiver.hooks).toHaveLength(waiting)
  })

  it('because the other side hangs holds up nobody else', async () => {
    const [slow, quick] = [await receive(), await receive()]
    slow.answer = 'never'
    await open(slow.address)
    await open(quick.address)
    for (let n = 0; n < 3; n += 1) await happens()
    await forwardNotices(world.clock)
    const rounds = webhookRounds(world.clock, new AbortController().signal)
    const started = performance.now()
    await rounds.round()
    // A round only begins: the loop is free at once.
    expect(performance.now() - started).toBeLessThan(1200)
    while (quick.hooks.length < 3 && performance.now() - started < 5000)
      await new Promise((wait) => setTimeout(wait, 20))
    expect(quick.hooks).toHaveLength(3)
    expect(slow.hooks.length).toBeLessThan(3)
    await rounds.drain()
  })

  it('is not signed with a key that the receiver does not have', async () => {
    const receiver = await receive()
    const { id } = await open(receiver.address)
    // As after a lost secrets.json: what the installation derives is another secret.
    await world.owner.query(`UPDATE "WebhookEndpoint" SET fingerprint = 'other' WHERE id = $1`, [id])
    await happens()
    await work()
    expect(receiver.hooks).toHaveLength(0)
    expect((await log(id))[0]?.tries).toMatchObject([{ status: null, problem: 'key-changed' }])
    done(await issueSecret({ actor: security, clock: world.clock, input: { id } }))
    world.clock.advance(HOUR)
    await work()
    expect(receiver.hooks).toHaveLength(1)
  })
})

describe('a rotation', () => {
  it('signs with both secrets for a day, and then with the new one', async () => {
    const receiver = await receive()
    const { id, secret: old } = await open(receiver.address)
    const command = { actor: security, clock: world.clock, input: { id } }
    const { secret } = done(await issueSecret(command))
    expect(secret).not.toBe(old)
    await happens()
    await work()
    world.clock.advance(23 * HOUR)
    await happens()
    await work()
    for (const hook of receiver.hooks.slice(0, 1))
      expect([
        verifies(hook, old, seconds() - 23 * 3600),
        verifies(hook, secret, seconds() - 23 * 3600),
      ]).toEqual([true, true])
    world.clock.advance(2 * HOUR)
    await happens()
    await work()
    const last = receiver.hooks[2]
    expect(last && [verifies(last, old, seconds()), verifies(last, secret, seconds())]).toEqual([false, true])
  })

  it('is over at once when the secret before is dropped', async () => {
    const receiver = await receive()
    const { id, secret: old } = await open(receiver.address)
    const command = { actor: security, clock: world.clock, input: { id } }
    expect(await dropPreviousSecret(command)).toMatchObject({ refusal: { code: 'nothing-changed' } })
    done(await issueSecret(command))
    done(await dropPreviousSecret(command))
    await happens()
    await work()
    const [hook] = receiver.hooks
    expect(hook && verifies(hook, old, seconds())).toBe(false)
  })
})

describe('who may', () => {
  it('enter an endpoint: the security administrator, within the own subtree, to an address that is allowed', async () => {
    const add = (actor: Actor, address: string, organ?: string) =>
      addEndpoint({ actor, clock: world.clock, input: entry(address, { organ }) })
    for (const actor of [zhou, system, await world.actor('AUD001')])
      expect(await add(actor, 'https://bridge.example/')).toMatchObject({ refusal: { code: 'not-allowed' } })
    for (const [address, code] of [
      ['http://bridge.example/', 'address-not-https'],
      ['https://10.0.0.1/', 'address-private'],
      ['https://169.254.169.254/latest/meta-data', 'address-private'],
      ['https://me:pw@bridge.example/', 'address-credentials'],
      ['bridge', 'address-wrong'],
    ] as const)
      expect(await add(security, address)).toMatchObject({
        refusal: { code, fields: { address: `webhooks.field.${code}` } },
      })
    const narrow = {
      ...security,
      roles: [
        { role: 'SECURITY_ADMIN', organId: need(world.seeded.organs, 'YXSJ'), organPath: '/QL/YX/YXSJ/' },
      ],
    } as unknown as Actor
    expect(await add(narrow, 'https://bridge.example/', 'YXZJ')).toMatchObject({
      refusal: { code: 'organ-outside' },
    })
  })

  it('see it: both administrators; change it: the one; nobody else knows of it, in the database neither', async () => {
    const receiver = await receive()
    const { id } = await open(receiver.address)
    const now = world.clock.now()
    expect((await listEndpoints(system, now)).some((one) => one.id === id)).toBe(true)
    for (const actor of [zhou, await world.actor('AUD001'), await world.actor('JW0101')]) {
      expect(await listEndpoints(actor, now)).toEqual([])
      expect(await findEndpoint(actor, id, now)).toBeNull()
    }
    const command = { actor: system, clock: world.clock, input: { id } }
    for (const verb of [issueSecret, switchOff, sendTest, dropPreviousSecret])
      expect(await verb(command)).toMatchObject({ refusal: { code: 'not-allowed' } })
    // Without the code in between the database refuses the system administrator too.
    await expect(
      asActor(system, now, (tx) => tx.webhookEndpoint.updateMany({ where: { id }, data: { active: false } })),
    ).rejects.toThrow(/row-level security/)
  })

  it('change the address: then it is off until it is switched on again; an old page is told', async () => {
    const receiver = await receive()
    const { id } = await open(receiver.address)
    const version = (await findEndpoint(security, id, world.clock.now()))?.version ?? 0
    const change = (more: object) =>
      changeEndpoint({
        actor: security,
        clock: world.clock,
        input: { ...entry(receiver.address), id, version, ...more },
      })
    expect(await change({ address: `${receiver.address}/2` })).toMatchObject({ ok: true })
    expect((await findEndpoint(security, id, world.clock.now()))?.state).toBe('off')
    expect(await change({ name: '钉钉' })).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
  })
})

it('a test message goes out, the database holds no secret, and the log holds', async () => {
  const receiver = await receive()
  const { id, secret } = await open(receiver.address)
  done(await sendTest({ actor: security, clock: world.clock, input: { id } }))
  await work()
  expect(receiver.hooks.map((hook) => (JSON.parse(hook.body) as { type: string }).type)).toEqual(['test'])
  for (const table of ['WebhookEndpoint', 'WebhookDelivery', 'IdempotencyKey', 'OutboxMessage']) {
    const { rows } = await world.owner.query<{ found: string }>(
      `SELECT count(*) AS found FROM "${table}" t WHERE t::text LIKE $1`,
      [`%${secret.replace('whsec_', '').slice(0, 20)}%`],
    )
    expect([table, rows[0]?.found]).toEqual([table, '0'])
  }
  const findings = (await verifyLog(world.clock.now())).findings
  // The one row that a test above bent by hand.
  expect(findings.filter((finding) => JSON.stringify(finding).includes('fingerprint')).length).toBe(
    findings.length,
  )
})
