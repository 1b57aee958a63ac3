import { getCalendar } from '@/lib/calendar/queries'
import type { Tx } from '@/lib/platform/db'
import { civilOfDbDate } from '@/lib/platform/db-dates'
import { uuidv7 } from '@/lib/platform/ids'
import { addressHash } from '@/lib/platform/mail'
import { factsOf } from '../notifications'
import { findPreferences } from '../preferences/queries'
import { nextDigest } from '../preferences/rules/next-digest'
import { afterQuiet } from '../preferences/rules/quiet-hours'
import type { Preferences } from '../preferences/schema'

export interface PlannedNotice {
  id: string
  officialId: string
  kind: string
}

/**
 * Plans the mail of a notice as its receiver wants it: at once, when the quiet hours end, with the next digest, or not
 * at all. Nobody without an address, and no address that was refused, is written to. Harmless when called twice.
 */
export async function planMail(tx: Tx, notice: PlannedNotice, at: Date): Promise<void> {
  const { group, urgent = false, deskOnly = false } = factsOf(notice.kind)
  if (deskOnly) return
  const preferences = await findPreferences(tx, notice.officialId)
  const mode = preferences[group]
  if (mode === 'OFF') return
  if (!(await findAddress(tx, notice.officialId))) return noteWithout(tx, notice.officialId, at)
  const mailId =
    mode === 'DIGEST'
      ? await openDigest(tx, notice.officialId, preferences, at)
      : await planAlone(tx, notice, urgent, preferences, at)
  await tx.notice.updateMany({ where: { id: notice.id }, data: { mailId } })
}

/** The address that mail of a person goes to; null without one, or when it was refused, or out of service. */
export async function findAddress(tx: Tx, officialId: string): Promise<string | null> {
  const official = await tx.official.findUnique({
    where: { id: officialId },
    select: { active: true, email: true },
  })
  if (!official?.active || !official.email) return null
  const problem = await tx.mailAddressProblem.findUnique({ where: { officialId } })
  const refused = problem && !problem.clearedAt && problem.addressHash === addressHash(official.email)
  return refused ? null : official.email
}

/** Somebody wants mail and has no address: the administrator sees it. */
async function noteWithout(tx: Tx, officialId: string, at: Date): Promise<void> {
  const official = await tx.official.findUnique({
    where: { id: officialId },
    select: { active: true, email: true },
  })
  if (!official?.active || official.email) return
  // Known already: since when stays as it was.
  if ((await tx.mailAddressProblem.count({ where: { officialId, addressHash: '', clearedAt: null } })) > 0)
    return
  const data = { addressHash: '', answerCode: null, said: '', at, clearedAt: null }
  await tx.mailAddressProblem.upsert({ where: { officialId }, create: { officialId, ...data }, update: data })
}

/** When a mail may go out: urgent ones at any hour, if the person lets them. */
export function dueFor(at: Date, urgent: boolean, preferences: Preferences): Date {
  return urgent && preferences.urgentBreaks ? at : afterQuiet(at, preferences)
}

async function planAlone(
  tx: Tx,
  { id, officialId }: PlannedNotice,
  urgent: boolean,
  preferences: Preferences,
  at: Date,
): Promise<string> {
  const dedupeKey = `notice:${id}`
  const dueAt = dueFor(at, urgent, preferences)
  const mailId = uuidv7(at)
  const created = await tx.mailDelivery.createMany({
    data: [
      {
        id: mailId,
        officialId,
        kind: 'NOTICE',
        state: 'WAITING',
        urgent,
        dedupeKey,
        dueAt,
        createdAt: at,
      },
    ],
    skipDuplicates: true,
  })
  if (created.count === 1) return mailId
  // Planned anew after the person chose otherwise: the mail that was given up is taken up again.
  await tx.mailDelivery.updateMany({
    where: { dedupeKey, state: 'SKIPPED', attempts: 0 },
    data: { state: 'WAITING', dueAt, problem: null },
  })
  const mail = await tx.mailDelivery.findUniqueOrThrow({ where: { dedupeKey }, select: { id: true } })
  return mail.id
}

/** The digest of a person that still takes notices in, locked until the end of the transaction. */
async function openDigest(tx: Tx, officialId: string, preferences: Preferences, at: Date): Promise<string> {
  for (;;) {
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "MailDelivery" WHERE "officialId" = ${officialId}::uuid AND state = 'COLLECTING' FOR UPDATE`
    if (open) return open.id
    const id = uuidv7(at)
    const dueAt = await nextDigestOf(tx, officialId, preferences, at)
    const data = {
      id,
      officialId,
      kind: 'DIGEST' as const,
      state: 'COLLECTING' as const,
      dueAt,
      createdAt: at,
    }
    // Another worker may open one at the same moment: then there is one to lock in the next turn.
    await tx.mailDelivery.createMany({ data: [{ ...data, dedupeKey: `digest:${id}` }], skipDuplicates: true })
  }
}

/** When the next digest of a person is due, at most one on a day. */
export async function nextDigestOf(
  tx: Tx,
  officialId: string,
  preferences: Preferences,
  at: Date,
): Promise<Date> {
  const last = await tx.mailDelivery.findFirst({
    where: { officialId, digestDay: { not: null } },
    orderBy: { digestDay: 'desc' },
    select: { digestDay: true },
  })
  const lastDay = last?.digestDay ? civilOfDbDate(last.digestDay) : null
  return nextDigest(at, preferences, lastDay, await getCalendar(tx))
}

/**
 * Plans everything anew that has not been tried yet, after a person chose otherwise: what waited for the end of the
 * quiet hours, and what collected for the digest.
 */
export async function planAgain(tx: Tx, officialId: string, at: Date): Promise<void> {
  const given = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "MailDelivery" SET state = 'SKIPPED', problem = 'planned-anew'
    WHERE "officialId" = ${officialId}::uuid AND attempts = 0
      AND (state = 'COLLECTING' OR (state = 'WAITING' AND kind = 'NOTICE'))
    RETURNING id`
  const notices = await tx.notice.findMany({
    where: { mailId: { in: given.map((mail) => mail.id) } },
    orderBy: { id: 'asc' },
    select: { id: true, officialId: true, kind: true },
  })
  await tx.notice.updateMany({
    where: { id: { in: notices.map((notice) => notice.id) } },
    data: { mailId: null },
  })
  for (const notice of notices) await planMail(tx, notice, at)
}
