// A real mail server and a real receiver of webhooks on this machine, and a person to write to.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { asSystem } from '@/lib/platform/db'
import type { Clock } from '@/lib/platform/clock'
import { uuidv7 } from '@/lib/platform/ids'
import type { NoticeKind } from './notifications'

export interface ReceivedMail {
  to: string[]
  raw: string
  /** Header lines, unfolded and decoded. */
  headers: Map<string, string>
  text: string
  html: string
}

export interface MailRoom {
  port: number
  mails: ReceivedMail[]
  close(): Promise<void>
}

/** Listens as a mail server on the port given, or any; `options` decide what it refuses. */
export async function openMailRoom(options: SMTPServerOptions = {}, port = 0): Promise<MailRoom> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        mails.push({ to: session.envelope.rcptTo.map((one) => one.address), raw, ...readMail(raw) })
        done()
      })
    },
    ...options,
  })
  // A client that gives up is part of the tests.
  server.on('error', () => undefined)
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const { port: own } = server.server.address() as AddressInfo
  return { port: own, mails, close: () => new Promise((done) => server.close(() => done())) }
}

/** An answer by which a mail server refuses, as smtp-server wants it. */
export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers = readHeaders(head)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1]
  const parts = rest.join('\r\n\r\n').split(boundary ? `--${boundary}` : '\0')
  const partOf = (type: string) => {
    for (const part of parts) {
      const [partHead = '', ...body] = part.replace(/^\r\n/, '').split('\r\n\r\n')
      const own = readHeaders(partHead)
      if (own.get('content-type')?.startsWith(type))
        return decode(body.join('\r\n\r\n'), own.get('content-transfer-encoding') ?? '')
    }
    return ''
  }
  return { headers, text: partOf('text/plain'), html: partOf('text/html') }
}

function readHeaders(head: string): Map<string, string> {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]
    }),
  )
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(body, 'base64').toString('utf8')
        : decode(body.replaceAll('_', ' '), 'quoted-printable'),
    )
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

export interface ReceivedHook {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  address: string
  hooks: ReceivedHook[]
  /** What it answers from now on; a number, or never. */
  answer: number | 'never' | 'redirect'
  close(): Promise<void>
}

/** Listens as a bridge that takes webhooks. */
export async function openReceiver(port = 0): Promise<Receiver> {
  const receiver: Receiver = { address: '', hooks: [], answer: 204, close: () => Promise.resolve() }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      receiver.hooks.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      if (receiver.answer === 'never') return
      if (receiver.answer === 'redirect') response.writeHead(302, { location: '/elsewhere' })
      else response.writeHead(receiver.answer)
      response.end()
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  receiver.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  receiver.close = () =>
    new Promise((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return receiver
}

interface TestNotice {
  officialId: string
  kind: NoticeKind
  number?: string
  href?: string
}

/** Puts a notice on a desk as the worker does, and answers its id. */
export async function putNotice(clock: Clock, notice: TestNotice): Promise<string> {
  const at = clock.now()
  const { officialId, kind, number = '2026-A000001', href = '/my/notices' } = notice
  const id = uuidv7(at)
  await asSystem(at, (tx) =>
    tx.notice.create({
      data: {
        id,
        officialId,
        kind,
        params: { number },
        href,
        dedupeKey: `test:${id}:${officialId}`,
        createdAt: at,
      },
    }),
  )
  return id
}
