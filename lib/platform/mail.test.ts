import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openMailRoom, refusal, type MailRoom } from '@/lib/notifications/testing'
import { toDate } from './clock'
import { addressHash, post, type Letter, type MailServer } from './mail'

let room: MailRoom | undefined
let silent: Server | undefined
const sockets = new Set<Socket>()
afterEach(async () => {
  await room?.close()
  room = undefined
  for (const socket of sockets) socket.destroy()
  silent?.close()
  silent = undefined
})

const server = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: '127.0.0.1',
  port,
  secure: false,
  requireTls: false,
  user: '',
  password: '',
  from: 'notice@qinqing.example',
  timeoutMs: 2000,
  ...more,
})
const letter: Letter = {
  messageId: '0193b0a0-0000-7000-8000-000000000001',
  to: 'zj0102@yunxiu.example',
  fromName: '亲清申报',
  subject: '收到事先报告 2026-A000001，请审批',
  text: '收到事先报告\n',
  html: '<p>收到事先报告</p>',
  locale: 'zh',
  at: toDate('2026-11-23T02:00:00Z'),
}

describe('post', () => {
  it('hands a mail over: both texts, a lasting Message-ID, and the mark of a machine', async () => {
    room = await openMailRoom()
    expect(await post(server(room.port), letter)).toEqual({ outcome: 'sent' })
    const [mail] = room.mails
    expect(mail?.to).toEqual(['zj0102@yunxiu.example'])
    expect(Object.fromEntries(mail?.headers ?? [])).toMatchObject({
      'message-id': '<0193b0a0-0000-7000-8000-000000000001@qinqing.example>',
      subject: '收到事先报告 2026-A000001，请审批',
      from: '亲清申报 <notice@qinqing.example>',
      date: 'Mon, 23 Nov 2026 02:00:00 +0000',
      'auto-submitted': 'auto-generated',
      'content-language': 'zh',
    })
    expect(mail?.text).toContain('收到事先报告')
    expect(mail?.html).toContain('<p>收到事先报告</p>')
  })

  it('tells an address that is refused for good from one that is refused now, and keeps no address', async () => {
    let code = 550
    room = await openMailRoom({
      onRcptTo: (address, _session, done) => done(refusal(code, `<${address.address}> is not here`)),
    })
    const refused = await post(server(room.port), letter)
    expect(refused).toMatchObject({
      outcome: 'refused',
      address: true,
      problem: 'address-refused',
      code: 550,
    })
    expect(JSON.stringify(refused)).not.toContain('zj0102')
    code = 451
    expect(await post(server(room.port), letter)).toMatchObject({
      outcome: 'failed',
      server: false,
      problem: 'temporary',
      code: 451,
    })
    expect(room.mails).toHaveLength(0)
  })

  it('tells a refused mail from a refused address', async () => {
    let answer = refusal(554, 'content rejected')
    room = await openMailRoom({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(answer))
      },
    })
    expect(await post(server(room.port), letter)).toMatchObject({
      outcome: 'refused',
      address: false,
      problem: 'message-refused',
    })
    answer = refusal(550, '5.1.1 no such user')
    expect(await post(server(room.port), letter)).toMatchObject({ outcome: 'refused', address: true })
  })

  it('takes a refused sender and a refused login for matters of the server', async () => {
    room = await openMailRoom({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(null, { user: undefined }),
    })
    const login = { user: 'qinqing', password: 'wrong' }
    expect(await post(server(room.port, login), letter)).toMatchObject({
      server: true,
      problem: 'login-refused',
    })
    await room.close()
    room = await openMailRoom({ onMailFrom: (_address, _session, done) => done(refusal(553, 'not you')) })
    expect(await post(server(room.port), letter)).toMatchObject({
      outcome: 'failed',
      server: true,
      problem: 'sender-refused',
    })
  })

  it('does without TLS only where it may, and not with a certificate that nobody knows', async () => {
    room = await openMailRoom()
    expect(await post(server(room.port, { requireTls: true }), letter)).toMatchObject({
      outcome: 'failed',
      server: true,
      problem: 'tls-refused',
    })
    await room.close()
    room = await openMailRoom({ disabledCommands: [] })
    expect(await post(server(room.port, { requireTls: true }), letter)).toMatchObject({
      problem: 'tls-refused',
    })
    await room.close()
    room = await openMailRoom({ secure: true, disabledCommands: [] })
    expect(await post(server(room.port, { secure: true }), letter)).toMatchObject({ problem: 'tls-refused' })
    expect(room.mails).toHaveLength(0)
  })

  it('gives a server up that says nothing, and one that dribbles', async () => {
    silent = createServer((socket) => sockets.add(socket))
    await new Promise<void>((done) => silent?.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as AddressInfo
    const started = performance.now()
    expect(await post(server(port, { timeoutMs: 200 }), letter)).toMatchObject({
      server: true,
      problem: 'timeout',
    })
    silent.on('connection', (socket: Socket) => {
      // Greets, and then begins an answer that never ends: each line keeps the connection awake.
      socket.write('220 slow\r\n')
      const timer = setInterval(() => socket.write('250-wait\r\n'), 50)
      socket.on('close', () => clearInterval(timer))
      socket.on('error', () => clearInterval(timer))
    })
    expect(await post(server(port, { timeoutMs: 200 }), letter)).toMatchObject({
      outcome: 'failed',
      problem: 'timeout',
    })
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('says that nobody listens', async () => {
    room = await openMailRoom()
    const { port } = room
    await room.close()
    room = undefined
    expect(await post(server(port), letter)).toMatchObject({
      server: true,
      problem: 'no-connection',
      code: null,
    })
  })

  it('does not let a name smuggle a header in', async () => {
    room = await openMailRoom()
    const sneaky = { ...letter, subject: '一件事\r\nBcc: everybody@example.org' }
    expect(await post(server(room.port), sneaky)).toEqual({ outcome: 'sent' })
    expect(room.mails[0]?.to).toEqual(['zj0102@yunxiu.example'])
    expect(room.mails[0]?.headers.has('bcc')).toBe(false)
  })
})

describe('addressHash', () => {
  it('is the same for the same mailbox, however it is written', () =>
    expect(addressHash(' A@Example.org ')).toBe(addressHash('a@example.org')))
})
