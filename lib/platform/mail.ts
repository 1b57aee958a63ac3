import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { env } from './env'

export interface MailServer {
  host: string
  port: number
  secure: boolean
  requireTls: boolean
  user: string
  password: string
  from: string
  timeoutMs: number
}

export interface Letter {
  /** Without angle brackets; the same for every try, so that a mail server can drop a second copy. */
  messageId: string
  to: string
  fromName: string
  subject: string
  text: string
  html: string
  locale: string
  at: Date
}

/**
 * What became of a mail. `refused`: for good, and whether it was the address; `failed`: to be tried again, and whether
 * the server itself is the matter, so that the next mail would fare no better.
 */
export type Posted =
  | { outcome: 'sent' }
  | { outcome: 'refused'; address: boolean; problem: MailProblem; code: number | null; said: string }
  | { outcome: 'failed'; server: boolean; problem: MailProblem; code: number | null; said: string }

export const MAIL_PROBLEMS = [
  'address-refused',
  'message-refused',
  'sender-refused',
  'login-refused',
  'tls-refused',
  'timeout',
  'no-connection',
  'temporary',
] as const
export type MailProblem = (typeof MAIL_PROBLEMS)[number]

/** How much of a server's words is kept. */
const SAID_LENGTH = 200

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/** The mail server of the settings; null when there is none and no mail goes out. */
export function findMailServer(): MailServer | null {
  const set = env()
  const address = set.SMTP_URL ? new URL(set.SMTP_URL) : null
  const host = address?.hostname ?? set.SMTP_HOST
  if (!host) return null
  const secure = address ? address.protocol === 'smtps:' : set.SMTP_SECURE === '1'
  const port = address ? Number(address.port) : (set.SMTP_PORT ?? 0)
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port || (secure ? 465 : 587),
    secure,
    requireTls: (set.SMTP_TLS ?? (LOOPBACK.test(host) ? 'optional' : 'required')) === 'required',
    user: address ? decodeURIComponent(address.username) : set.SMTP_USER,
    password: address ? decodeURIComponent(address.password) : set.SMTP_PASSWORD,
    from: set.MAIL_FROM,
    timeoutMs: set.SMTP_TIMEOUT_MS,
  }
}

/** What stands for an address where the address itself has no business. */
export function addressHash(address: string): string {
  return createHash('sha256').update(`mail:${address.trim().toLowerCase()}`).digest('hex')
}

/**
 * Hands one mail to the server: a connection of its own, given up after a silence, and after three times that in any
 * case, so that a server that dribbles holds nobody up. Never throws for what a server does.
 */
export async function post(server: MailServer, letter: Letter): Promise<Posted> {
  const message = await compose(server, letter)
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: !server.secure && server.requireTls,
    connectionTimeout: server.timeoutMs,
    greetingTimeout: server.timeoutMs,
    socketTimeout: server.timeoutMs,
    dnsTimeout: server.timeoutMs,
    logger: false,
    // Where TLS may be missing, one with an unknown certificate is no worse.
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: server.secure || server.requireTls },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((done, no) => {
      timer = setTimeout(() => no(failure('Timeout', 'ETIMEDOUT')), server.timeoutMs * 3)
      connection.on('error', no)
      connection.on('end', () => no(failure('Connection closed', 'ECONNECTION')))
      converse(connection, server, letter.to, message).then(done, no)
    })
    connection.quit()
    return { outcome: 'sent' }
  } catch (error) {
    connection.close()
    // Closing is polite and waits for the other side, which may be what hangs.
    const socket = connection._socket as Socket | undefined
    socket?.destroy()
    return judge(error as SMTPConnection.SMTPError)
  } finally {
    clearTimeout(timer)
    connection.removeAllListeners()
    // What a closing connection still has to say interests nobody.
    connection.on('error', () => undefined)
  }
}

async function converse(
  connection: SMTPConnection,
  server: MailServer,
  to: string,
  message: Buffer,
): Promise<void> {
  await new Promise<void>((done, no) => connection.connect((error) => (error ? no(error) : done())))
  if (server.user)
    await new Promise<void>((done, no) =>
      connection.login({ user: server.user, pass: server.password }, (error) => (error ? no(error) : done())),
    )
  await new Promise<void>((done, no) =>
    connection.send({ from: server.from, to: [to] }, message, (error) => (error ? no(error) : done())),
  )
}

function compose(server: MailServer, letter: Letter): Promise<Buffer> {
  const mail = new MailComposer({
    messageId: `<${letter.messageId}@${server.from.split('@')[1] ?? 'localhost'}>`,
    date: letter.at,
    from: { name: letter.fromName, address: server.from },
    to: { name: '', address: letter.to },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    headers: {
      // Nobody's holiday answers this.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.locale,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

function failure(message: string, code: string): SMTPConnection.SMTPError {
  return Object.assign(new Error(message), { code })
}

const isPermanent = (code: number | null): boolean => code !== null && code >= 500 && code < 600

/** Reads what went wrong: whose matter it is, and whether it will be so the next time. */
function judge(error: SMTPConnection.SMTPError): Posted {
  const code = error.responseCode ?? null
  // Servers repeat the address they refuse; it is nobody's business here.
  const said = (error.response ?? error.message).replaceAll(/\S+@\S+/g, '…').slice(0, SAID_LENGTH)
  const command = error.command ?? ''
  const enhanced = /^\d{3}[ -]5\.1\.\d/.test(error.response ?? '')
  if (error.code === 'EAUTH' || command.startsWith('AUTH'))
    return { outcome: 'failed', server: true, problem: 'login-refused', code, said }
  if (error.code === 'ETLS' || command === 'STARTTLS' || isTlsProblem(error))
    return { outcome: 'failed', server: true, problem: 'tls-refused', code, said }
  if (command === 'MAIL FROM')
    return {
      outcome: 'failed',
      server: true,
      problem: isPermanent(code) ? 'sender-refused' : 'temporary',
      code,
      said,
    }
  if (isPermanent(code) && (command === 'RCPT TO' || enhanced))
    return { outcome: 'refused', address: true, problem: 'address-refused', code, said }
  if (error.code === 'EENVELOPE' && command === 'API')
    return { outcome: 'refused', address: true, problem: 'address-refused', code, said: 'not an address' }
  if (isPermanent(code) && command === 'DATA')
    return { outcome: 'refused', address: false, problem: 'message-refused', code, said }
  if (error.code === 'ETIMEDOUT') return { outcome: 'failed', server: true, problem: 'timeout', code, said }
  if (code === null || command === 'CONN' || isPermanent(code))
    return { outcome: 'failed', server: true, problem: 'no-connection', code, said }
  return { outcome: 'failed', server: false, problem: 'temporary', code, said }
}

/** A certificate that does not hold comes as a plain socket error with one of OpenSSL's or Node's names. */
function isTlsProblem(error: Error): boolean {
  const text = `${'code' in error ? String(error.code) : ''} ${error.message}`
  return /CERT|SSL|TLS|certificate/i.test(text)
}
