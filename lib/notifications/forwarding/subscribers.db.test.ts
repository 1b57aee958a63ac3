import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getCalendar } from '@/lib/calendar/queries'
import { openWorld, type World } from '@/lib/filing/testing'
import { asSystem } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { deliver } from '@/lib/platform/outbox'
import { ENTERPRISES, MATTERS, ORGANS, PEOPLE } from '@/prisma/personas'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { tellStory } from '@/prisma/seed/story'
import { sendMails } from '../mail/subscribers'
import { GROUPS, KIND_NAMES, KINDS } from '../notifications'
import { savePreferences } from '../preferences/commands'
import { defaultPreferences } from '../preferences/queries'
import { notice } from '../subscribers'
import { openMailRoom, openReceiver, type MailRoom, type Receiver } from '../testing'
import { addEndpoint, issueSecret, switchOn } from '../webhooks/commands'
import { webhookRounds } from '../webhooks/subscribers'
import { forwardNotices } from './subscribers'

const DAY = 86_400_000
let world: World
let room: MailRoom
let receiver: Receiver

beforeAll(async () => {
  room = await openMailRoom()
  receiver = await openReceiver()
  Object.assign(process.env, {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(room.port),
    MAIL_FROM: 'notice@qinqing.example',
    MAIL_AT_ONCE: '20',
    MAIL_DIGEST_LINES: '500',
    NEXTAUTH_SECRET: 'a key of the tests',
    NEXTAUTH_URL: 'https://qinqing.example',
    SITE_NAME: '青岚市云岫区',
    WEBHOOK_TARGETS: 'loopback',
  })
  world = await openWorld()
  await tellStory(world.clock.now(), await asSystem(world.clock.now(), getCalendar), world.seeded)
}, 240_000)
afterAll(async () => {
  await world.close()
  await room.close()
  await receiver.close()
})

async function untilDone(round: () => Promise<number>): Promise<void> {
  while ((await round()) > 0);
}

/** Whatever the story knows by name: people, enterprises and their heads, organs, matters, titles of cases. */
async function namesOfTheStory(): Promise<string[]> {
  const cases = await asSystem(world.clock.now(), (tx) => tx.case.findMany({ select: { title: true } }))
  return [
    ...PEOPLE.flatMap((person) => [person.name, person.staffNo]),
    ...ENTERPRISES.flatMap((one) => [one.name, one.legal, ...(one.formerNames ?? [])]),
    ...ORGANS.flatMap((organ) => [organ.name, organ.shortName, organ.documentMark]),
    ...MATTERS.flatMap((matter) => [matter.title, matter.number]),
    ...cases.map((one) => one.title),
  ].filter((name) => name.length > 1)
}

it('nothing that leaves the house names a person, an enterprise, an organ or a matter, for any kind of notice', async () => {
  const security = await world.actor('SEC001')
  const endpoint = { actor: security, clock: world.clock }
  const { id } = done(
    await addEndpoint({
      ...endpoint,
      input: {
        name: '对接',
        address: receiver.address,
        organId: need(world.seeded.organs, 'QL'),
        groups: [...GROUPS],
        withStaffNo: false,
      },
    }),
  )
  done(await issueSecret({ ...endpoint, input: { id } }))
  done(await switchOn({ ...endpoint, input: { id } }))
  const readers = { zh: 'ZJ0102', en: 'ZJ0002' } as const
  for (const [locale, staffNo] of Object.entries(readers)) {
    await asSystem(world.clock.now(), (tx) =>
      tx.official.updateMany({ where: { staffNo }, data: { email: `${locale}@mail.example` } }),
    )
    const actor = await world.actor(staffNo)
    const input = {
      ...defaultPreferences(),
      progress: 'IMMEDIATE' as const,
      quiet: false,
      locale: locale as 'zh' | 'en',
    }
    done(await savePreferences({ actor, clock: world.clock, input }))
  }
  // The story's own notices first, as the worker delivers them, then every kind there is about every case there is.
  await untilDone(() => deliver(world.clock, { notice }, new AbortController().signal))
  const cases = await asSystem(world.clock.now(), (tx) =>
    tx.case.findMany({ where: { number: { not: null } } }),
  )
  expect(cases.length).toBeGreaterThan(5)
  const everyKind = (staffNo: string, key: string) => {
    const at = world.clock.now()
    const officialId = need(world.seeded.people, staffNo)
    return asSystem(at, (tx) =>
      tx.notice.createMany({
        data: KIND_NAMES.map((kind, index) => {
          const one = cases[index % cases.length]
          return {
            id: uuidv7(at),
            officialId,
            kind,
            params: { number: one?.number ?? '' },
            href: `/review/${one?.id}`,
            dedupeKey: `${key}:${kind}:${officialId}`,
            createdAt: at,
          }
        }),
      }),
    )
  }
  for (const staffNo of Object.values(readers)) await everyKind(staffNo, 'alone')
  await untilDone(() => forwardNotices(world.clock))
  await untilDone(() => sendMails(world.clock))
  // And all of them once more, as a digest.
  for (const staffNo of Object.values(readers)) {
    const actor = await world.actor(staffNo)
    const modes = Object.fromEntries(GROUPS.map((group) => [group, 'DIGEST' as const]))
    done(await savePreferences({ actor, clock: world.clock, input: { ...defaultPreferences(), ...modes } }))
    await everyKind(staffNo, 'digest')
  }
  await untilDone(() => forwardNotices(world.clock))
  world.clock.advance(DAY)
  await untilDone(() => sendMails(world.clock))
  const rounds = webhookRounds(world.clock, new AbortController().signal)
  await untilDone(async () => {
    const begun = await rounds.round()
    await rounds.drain()
    return begun
  })

  const mailed = KIND_NAMES.filter((kind) => !('deskOnly' in KINDS[kind])).length
  for (const locale of Object.keys(readers)) {
    const mails = room.mails.filter((mail) => mail.to[0] === `${locale}@mail.example`)
    // One of each kind at least, and two digests: the story's progress may make more.
    expect(mails.length).toBeGreaterThanOrEqual(mailed + 1)
    expect(mails.some((mail) => /digest|汇总/i.test(mail.headers.get('subject') ?? ''))).toBe(true)
  }
  const kinds = new Set(
    receiver.hooks.map((hook) => (JSON.parse(hook.body) as { data: { kind: string } }).data.kind),
  )
  expect(kinds.size).toBe(mailed)

  const sent = [
    ...room.mails.map(
      (mail) => [...mail.headers].map((line) => line.join(': ')).join('\n') + mail.text + mail.html,
    ),
    ...receiver.hooks.map((hook) => JSON.stringify(hook.headers) + hook.body),
  ]
  const names = await namesOfTheStory()
  expect(names.length).toBeGreaterThan(80)
  const leaks = names.filter((name) => sent.some((text) => text.includes(name)))
  expect(leaks).toEqual([])
  // The test can fail: the number of a case does occur.
  expect(sent.every((text) => text.length > 100)).toBe(true)
  expect(sent.some((text) => text.includes(cases[0]?.number ?? '-'))).toBe(true)
}, 240_000)

it('the desk has its notices, and other loops go on, while the mail server hangs', async () => {
  await room.close()
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((listening) => silent.listen(room.port, '127.0.0.1', listening))
  try {
    expect((silent.address() as AddressInfo).port).toBe(room.port)
    const actor = await world.actor('ZJ0102')
    const input = { ...defaultPreferences(), quiet: false }
    done(await savePreferences({ actor, clock: world.clock, input }))
    const payload = {
      officialId: actor.officialId,
      kind: 'limit-passed',
      caseId: '0193b0a0-0000-7000-8000-000000000000',
      caseKind: 'REFUSAL',
      number: '2026-A1',
      desk: 'my',
    }
    await notice(payload, { clock: world.clock, dedupeKey: 'while-hanging' })
    await forwardNotices(world.clock)
    let mailing = true
    const mails = sendMails(world.clock).finally(() => (mailing = false))
    const started = performance.now()
    let rounds = 0
    while (performance.now() - started < 1500) {
      await forwardNotices(world.clock)
      await deliver(world.clock, { notice }, new AbortController().signal)
      rounds += 1
    }
    expect(mailing).toBe(true)
    expect(rounds).toBeGreaterThan(5)
    const desk = await asSystem(world.clock.now(), (tx) =>
      tx.notice.count({ where: { dedupeKey: 'while-hanging' } }),
    )
    expect(desk).toBe(1)
    for (const socket of sockets) socket.destroy()
    await mails
  } finally {
    for (const socket of sockets) socket.destroy()
    silent.close()
    room = await openMailRoom({}, room.port)
  }
})
