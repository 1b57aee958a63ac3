import { createServer, type Server } from 'node:net'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import { asActor, asSystem } from '@/lib/platform/db'
import * as settings from '@/lib/platform/env'
import { openFile } from '@/lib/platform/files'
import { deliver } from '@/lib/platform/outbox'
import { need } from '@/prisma/seed/base'
import { done } from '@/prisma/seed/stage'
import { acceptApplication, fileApplication } from '../commands'
import { findApplication, openForm } from '../queries'
import type { Application } from '../schema'
import { applicationHandlers } from '../subscribers'
import { addPublicFile, removePublicFile } from './commands'
import { findApplicationFile } from './queries'

let world: World
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret of the tests'
  process.env.PUBLIC_FILES_PER_HOUR = '6'
  world = await openWorld()
})
afterAll(() => world.close())
let hour = 0
beforeEach(() => {
  world.at('2026-11-23 08:00')
  world.clock.advance((hour += 1) * 3_600_000)
})

const add = (token: string, bytes: Uint8Array = PNG, name = '现场.png') =>
  addPublicFile({ clock: world.clock, address: '203.0.113.9', input: { token, name, bytes } })

function send(token: string, more: Partial<Application> = {}) {
  world.clock.advance(10_000)
  const input: Application = {
    initiator: 'INTERESTED_PARTY',
    anonymous: false,
    applicantName: '何晓梅',
    applicantContact: '020-00000000',
    capacity: '相邻权利人',
    organId: need(world.seeded.organs, 'YXZJ'),
    aboutHead: false,
    officialText: '周明远',
    matterText: '园区项目',
    groundCode: 'OWN_INTEREST',
    facts: '持股。',
    evidence: '',
    token,
    website: '',
    ...more,
  }
  return fileApplication({ clock: world.clock, address: '203.0.113.9', input })
}

async function received(number: string) {
  return asSystem(world.clock.now(), (tx) => tx.publicApplication.findUniqueOrThrow({ where: { number } }))
}

async function accept(number: string, fileIds: string[]) {
  const { id, version } = await received(number)
  const input = {
    id,
    version,
    subjectId: need(world.seeded.people, 'ZJ0102'),
    matterId: need(world.seeded.matters, 'park'),
    groundCode: 'OWN_INTEREST' as const,
    kinship: null,
    personConcerned: '',
    fileIds,
  }
  return acceptApplication({ actor: await world.actor('ZJ0003'), clock: world.clock, input })
}

describe('files of an application from outside', () => {
  it('belong to the form, then to the application, and are read by the office that answers only', async () => {
    const token = openForm(world.clock)
    const { id } = done(await add(token))
    const at = world.clock.now()
    const clerk = await world.actor('ZJ0003')
    expect(await findApplicationFile(clerk, id, at)).toBeNull()
    const { number } = done(await send(token))
    expect(await findApplicationFile(clerk, id, at)).toMatchObject({ fileName: '现场.png' })
    for (const who of ['ZJ0102', 'ZJ0002', 'SJ0003', 'SYS001'])
      expect(await findApplicationFile(await world.actor(who), id, at), who).toBeNull()
    const view = await findApplication(clerk, (await received(number)).id, at)
    expect(view?.files).toMatchObject([{ id, name: '现场.png', size: PNG.length, scanned: false }])
    expect(denialOf(await add(token))).toBe('applications.already-filed')
    expect(denialOf(await removePublicFile({ clock: world.clock, input: { token, id } }))).toBe(
      'applications.already-filed',
    )
  })

  it('go into the case when whoever accepts it chooses them, and no others do', async () => {
    const token = openForm(world.clock)
    const first = done(await add(token))
    const second = done(await add(token, Buffer.concat([PNG, Buffer.from([9])]), '不转.png'))
    const stranger = done(await add(openForm(world.clock), Buffer.concat([PNG, Buffer.from([7])])))
    const { number } = done(await send(token))
    const { caseId } = done(await accept(number, [first.id, stranger.id])) as { caseId: string }
    const decider = await world.actor('ZJ0002')
    const attached = await asActor(decider, world.clock.now(), (tx) =>
      tx.attachment.findMany({ where: { caseId }, select: { fileName: true } }),
    )
    expect(attached).toEqual([{ fileName: '现场.png' }])
    expect(second.name).toBe('不转.png')
  })

  it('are three at most, of few kinds, from an open form of ours, and so many an hour', async () => {
    const token = openForm(world.clock)
    expect(denialOf(await add(`${token}x`))).toBe('applications.automated')
    expect(denialOf(await add(token, Buffer.from('just text')))).toBe('filing.file-type')
    expect(denialOf(await add(token, new Uint8Array()))).toBe('filing.file-empty')
    // Two of those that were looked at counted; of four at once three find room, the last may not be asked again.
    const four = await Promise.all(
      [1, 2, 3, 4].map((at) => add(token, Buffer.concat([PNG, Buffer.from([at])]))),
    )
    expect(four.map(denialOf).filter((one) => one !== null)).toEqual(['filing.too-many-files'])
    expect(denialOf(await add(openForm(world.clock)))).toBe('applications.too-many')
    world.clock.advance(25 * 3_600_000)
    expect(denialOf(await add(token))).toBe('applications.form-expired')
  })

  it('are refused when a PDF acts, or is none', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    const token = openForm(world.clock)
    expect(denialOf(await add(token, await pdf.save(), '材料.pdf'))).toBeNull()
    pdf.addJavaScript('a', 'app.alert(1)')
    expect(denialOf(await add(token, await pdf.save(), '材料.pdf'))).toBe('filing.file-active')
    expect(denialOf(await add(token, Buffer.from('%PDF-1.7 x'), '材料.pdf'))).toBe('filing.file-unreadable')
  })

  it('are taken off before the form is sent, and removed when it never was', async () => {
    const token = openForm(world.clock)
    const bytes = Buffer.concat([PNG, Buffer.from([42])])
    const first = done(await add(token, bytes))
    const again = done(await add(openForm(world.clock), bytes))
    const sha256 = (
      await asSystem(world.clock.now(), (tx) => tx.publicFile.findUniqueOrThrow({ where: { id: first.id } }))
    ).sha256
    const other = openForm(world.clock)
    done(await removePublicFile({ clock: world.clock, input: { token: other, id: first.id } }))
    const there = (id: string) => asSystem(world.clock.now(), (tx) => tx.publicFile.count({ where: { id } }))
    expect(await there(first.id)).toBe(1)
    done(await removePublicFile({ clock: world.clock, input: { token, id: first.id } }))
    expect(await there(first.id)).toBe(0)
    // The same content came twice: it stays as long as somebody's file is it.
    expect(await openFile(sha256)).not.toBeNull()
    world.clock.advance(26 * 3_600_000)
    while ((await deliver(world.clock, applicationHandlers, new AbortController().signal)) > 0);
    expect(await there(again.id)).toBe(0)
    expect(await openFile(sha256)).toBeNull()
  })
})

describe('a virus scanner', () => {
  let server: Server
  let answer: string | null = null

  /** Speaks as clamd does: reads the chunks to the empty one, then answers. */
  beforeAll(async () => {
    server = createServer((socket) => {
      let got = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (part: Buffer) => {
        got = Buffer.concat([got, part])
        if (!got.subarray(-4).equals(Buffer.alloc(4))) return
        const found = got.includes('a virus') ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0'
        if (answer !== 'silent') socket.end(answer ?? found)
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const real = settings.env()
    vi.spyOn(settings, 'env').mockImplementation(() => ({
      ...real,
      CLAMD_HOST: '127.0.0.1',
      CLAMD_PORT: port,
      CLAMD_TIMEOUT_MS: 300,
    }))
  })
  afterAll(() => {
    vi.restoreAllMocks()
    server.close()
  })

  it('lets in what it finds clean, refuses what it finds, and lets nothing in while it does not answer', async () => {
    const token = openForm(world.clock)
    const clean = done(await add(token))
    const kept = await asSystem(world.clock.now(), (tx) =>
      tx.publicFile.findUniqueOrThrow({ where: { id: clean.id } }),
    )
    expect(kept.scanned).toBe(true)
    const infected = Buffer.concat([PNG, Buffer.from('a virus')])
    expect(denialOf(await add(token, infected))).toBe('filing.file-infected')
    for (const strange of ['silent', '', 'INSTREAM size limit exceeded. ERROR\0']) {
      answer = strange
      expect(denialOf(await add(token))).toBe('filing.scanner-unavailable')
    }
  })
})
