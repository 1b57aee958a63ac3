import type { Clock } from '@/lib/platform/clock'
import { asSystem, type Tx } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { dbDate } from '@/lib/platform/db-dates'
import { env } from '@/lib/platform/env'
import { logger } from '@/lib/platform/log'
import {
  addressHash,
  findMailServer,
  post,
  type Letter,
  type MailServer,
  type Posted,
} from '@/lib/platform/mail'
import { findPreferences } from '../preferences/queries'
import { retryPause } from '../rules/retry-pause'
import { findAdministrators, later, putNotices } from '../writes'
import { composeDigest, composeNotice, composeTest, senderName } from './mail'
import type { MailLine } from './types'
import { dueFor, findAddress, nextDigestOf } from './writes'

/** A claim outlasts the longest that a mail can take by so much. */
const SPARE_MS = 30_000
const DIGESTS_AT_ONCE = 50
/** That the server is well is written down at most so often. */
const NOTED_EVERY_MS = 10_000
/** The name under which the worker notes how the mail server does. */
export const MAIL_HEARTBEAT = 'mail'

interface Claimed {
  id: string
  officialId: string
  kind: 'NOTICE' | 'DIGEST' | 'TEST'
  urgent: boolean
  attempts: number
}

/** What is to be done with a claimed mail. */
type Prepared = { letter: Letter } | { postpone: Date } | { skip: string }

/**
 * One round of the worker's loop for mail: closes the digests that are due and sends what waits, a few at a time. Answers
 * how many it dealt with; without a mail server it does nothing. A mail is marked after the server took it: a worker
 * that dies between the two sends it again, under the same Message-ID.
 */
export async function sendMails(clock: Clock): Promise<number> {
  const server = findMailServer()
  if (!server) return 0
  await asSystem(clock.now(), (tx) => closeDigests(tx, clock.now()))
  const claimed = await asSystem(clock.now(), (tx) => claim(tx, server, clock.now()))
  await Promise.all(claimed.map((mail) => send(clock, server, mail)))
  return claimed.length
}

function claim(tx: Tx, server: MailServer, now: Date): Promise<Claimed[]> {
  return tx.$queryRaw<Claimed[]>`
    UPDATE "MailDelivery" SET attempts = attempts + 1, "claimedUntil" = ${later(now, server.timeoutMs * 3 + SPARE_MS)}
    WHERE id IN (
      SELECT id FROM "MailDelivery"
      WHERE state = 'WAITING' AND "dueAt" <= ${now} AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now})
      ORDER BY "dueAt" LIMIT ${env().MAIL_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id, "officialId", kind::text AS kind, urgent, attempts`
}

/** A digest whose hour has come takes nothing in any more; one a day, and none in the quiet hours. */
async function closeDigests(tx: Tx, now: Date): Promise<void> {
  const due = await tx.$queryRaw<{ id: string; officialId: string }[]>`
    SELECT id, "officialId" FROM "MailDelivery" WHERE state = 'COLLECTING' AND "dueAt" <= ${now}
    ORDER BY "dueAt" LIMIT ${DIGESTS_AT_ONCE} FOR UPDATE SKIP LOCKED`
  const digestDay = dbDate(civilDateOf(now))
  for (const { id, officialId } of due) {
    const preferences = await findPreferences(tx, officialId)
    const earliest = dueFor(now, false, preferences)
    const today = await tx.mailDelivery.count({ where: { officialId, digestDay } })
    const data =
      earliest > now
        ? { dueAt: earliest }
        : today > 0
          ? { dueAt: await nextDigestOf(tx, officialId, preferences, now) }
          : { state: 'WAITING' as const, digestDay }
    await tx.mailDelivery.updateMany({ where: { id }, data })
  }
}

async function send(clock: Clock, server: MailServer, mail: Claimed): Promise<void> {
  try {
    const prepared = await asSystem(clock.now(), (tx) => prepare(tx, mail, clock.now()))
    if ('skip' in prepared) return await settle(clock, mail, { state: 'SKIPPED', problem: prepared.skip })
    if ('postpone' in prepared)
      return await settle(clock, mail, { dueAt: prepared.postpone, attempts: mail.attempts - 1 })
    const { letter } = prepared
    const posted = await post(server, letter)
    await asSystem(clock.now(), (tx) => record(tx, mail, letter.to, posted, clock.now()))
  } catch (error) {
    // A bug of ours, or the database: counted like a failure, so that one mail never stops the others.
    logger.error({ id: mail.id, err: error }, 'mail could not be prepared')
    const failed = {
      outcome: 'failed',
      server: false,
      problem: 'temporary',
      code: null,
      said: 'internal',
    } as const
    await asSystem(clock.now(), (tx) => record(tx, mail, '', failed, clock.now()))
  }
}

async function prepare(tx: Tx, mail: Claimed, now: Date): Promise<Prepared> {
  const to = await findAddress(tx, mail.officialId)
  if (!to) return { skip: 'no-address' }
  const preferences = await findPreferences(tx, mail.officialId)
  const { locale } = preferences
  const earliest = mail.kind === 'TEST' ? now : dueFor(now, mail.urgent, preferences)
  if (earliest > now) return { postpone: earliest }
  const lines = await findLines(tx, mail.id)
  const [first] = lines
  // Read on the desk meanwhile: there is nothing left to say.
  if (!first && mail.kind !== 'TEST') return { skip: 'read' }
  const composed =
    mail.kind === 'TEST' || !first
      ? composeTest(locale)
      : mail.kind === 'DIGEST'
        ? composeDigest(lines, locale)
        : composeNotice(first, locale)
  return { letter: { ...composed, messageId: mail.id, to, fromName: senderName(locale), locale, at: now } }
}

async function findLines(tx: Tx, mailId: string): Promise<MailLine[]> {
  const notices = await tx.notice.findMany({
    where: { mailId, readAt: null },
    orderBy: { id: 'asc' },
    select: { kind: true, params: true, href: true, createdAt: true },
  })
  return notices.map(({ kind, params, href, createdAt }) => ({
    kind,
    number: String((params as { number?: string }).number ?? ''),
    href,
    at: createdAt,
  }))
}

interface Settled {
  state?: 'SENT' | 'SKIPPED' | 'REFUSED' | 'DEAD'
  dueAt?: Date
  attempts?: number
  problem?: string | null
}

function settle(clock: Clock, mail: Claimed, data: Settled): Promise<void> {
  return asSystem(clock.now(), async (tx) => {
    await tx.mailDelivery.updateMany({
      where: { id: mail.id, state: 'WAITING' },
      data: { ...data, claimedUntil: null },
    })
  })
}

/** Writes down what the server said, of the mail and of itself. */
async function record(tx: Tx, mail: Claimed, to: string, posted: Posted, now: Date): Promise<void> {
  const waiting = { id: mail.id, state: 'WAITING' as const }
  if (posted.outcome === 'sent') {
    const data = { state: 'SENT' as const, sentAt: now, problem: null, said: null, answerCode: null }
    await tx.mailDelivery.updateMany({ where: waiting, data: { ...data, claimedUntil: null } })
    return noteServer(tx, now, null)
  }
  const { problem, code, said } = posted
  logger.warn({ id: mail.id, problem, code, attempts: mail.attempts }, 'mail was not taken')
  const facts = { problem, said, answerCode: code, claimedUntil: null }
  if (posted.outcome === 'refused') {
    await tx.mailDelivery.updateMany({ where: waiting, data: { ...facts, state: 'REFUSED' } })
    if (posted.address) await noteAddress(tx, mail.officialId, to, posted, now)
    else await tellOfDead(tx, mail.officialId, now)
    // It answered: the server is well.
    return noteServer(tx, now, null)
  }
  const dead = mail.attempts >= env().MAIL_ATTEMPTS
  const pause = retryPause(mail.attempts, { firstMs: env().MAIL_PAUSE_MS, factor: 2 }, Math.random())
  const next = dead ? { state: 'DEAD' as const } : { dueAt: later(now, pause) }
  await tx.mailDelivery.updateMany({ where: waiting, data: { ...facts, ...next } })
  if (dead) await tellOfDead(tx, mail.officialId, now)
  if (posted.server) await noteServer(tx, now, { problem, said })
}

/** An address that was refused is not written to again until it changes or somebody says that it is well. */
async function noteAddress(
  tx: Tx,
  officialId: string,
  to: string,
  { code, said }: { code: number | null; said: string },
  now: Date,
): Promise<void> {
  const data = { addressHash: addressHash(to), answerCode: code, said, at: now, clearedAt: null }
  await tx.mailAddressProblem.upsert({ where: { officialId }, create: { officialId, ...data }, update: data })
  const href = '/my/notices/settings'
  const dedupeKey = `mail-refused:${data.addressHash.slice(0, 16)}:${civilDateOf(now)}`
  await putNotices(tx, now, { officialIds: [officialId], kind: 'mail-refused', href, dedupeKey })
}

/** The system administrators hear once a day that mail does not arrive. */
async function tellOfDead(tx: Tx, officialId: string, now: Date): Promise<void> {
  const official = await tx.official.findUniqueOrThrow({
    where: { id: officialId },
    select: { organ: { select: { path: true } } },
  })
  const officialIds = await findAdministrators(tx, now, ['SYSTEM_ADMIN'], official.organ.path)
  const dedupeKey = `mail-dead:${civilDateOf(now)}`
  await putNotices(tx, now, { officialIds, kind: 'mail-dead', href: '/admin/deliveries', dedupeKey })
}

async function noteServer(
  tx: Tx,
  now: Date,
  failure: { problem: string; said: string } | null,
): Promise<void> {
  const before = await tx.heartbeat.findUnique({ where: { name: MAIL_HEARTBEAT } })
  const known = (before?.details ?? {}) as { lastSentAt?: string; since?: string }
  // All is well and was so a moment ago: mails sent side by side do not queue for this row.
  if (!failure && before && !known.since && now.getTime() - before.at.getTime() < NOTED_EVERY_MS) return
  const details = failure
    ? {
        ...(known.lastSentAt ? { lastSentAt: known.lastSentAt } : {}),
        since: known.since ?? now.toISOString(),
        ...failure,
      }
    : { lastSentAt: now.toISOString() }
  await tx.heartbeat.upsert({
    where: { name: MAIL_HEARTBEAT },
    create: { name: MAIL_HEARTBEAT, at: now, details },
    update: { at: now, details },
  })
}
