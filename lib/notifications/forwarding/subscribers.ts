import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { logger } from '@/lib/platform/log'
import { findMailServer } from '@/lib/platform/mail'
import { planMail } from '../mail/writes'
import { planWebhooks } from '../webhooks/writes'
import { later } from '../writes'

const BATCH = 50
/** Old entries of the logs are looked for this often, and so many removed at a time. */
const TIDY_EVERY_MS = 3_600_000
const TIDY_AT_ONCE = 2000
const DAY_MS = 86_400_000
const HEARTBEAT = 'delivery-logs'

/**
 * Gives notices that lie on a desk to the channels beyond it, each once, in the transaction that marks it: nothing is
 * forgotten when the worker dies, and nothing is planned twice. Answers how many it gave on.
 */
export async function forwardNotices(clock: Clock): Promise<number> {
  const now = clock.now()
  const waiting = await asSystem(now, (tx) =>
    tx.notice.findMany({
      where: { forwardedAt: null },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    }),
  )
  let forwarded = 0
  for (const { id } of waiting) {
    try {
      if (await forward(clock, id)) forwarded += 1
    } catch (error) {
      logger.error({ noticeId: id, err: error }, 'notice was not forwarded')
    }
  }
  await tidy(clock)
  return forwarded
}

function forward(clock: Clock, id: string): Promise<boolean> {
  const now = clock.now()
  return asSystem(now, async (tx) => {
    const mine = await tx.notice.updateMany({ where: { id, forwardedAt: null }, data: { forwardedAt: now } })
    if (mine.count === 0) return false
    const notice = await tx.notice.findUniqueOrThrow({ where: { id } })
    if (findMailServer()) await planMail(tx, notice, now)
    await planWebhooks(tx, notice, now)
    return true
  })
}

/** Removes what the logs of mails and webhooks keep for longer than they should. */
async function tidy(clock: Clock): Promise<void> {
  const now = clock.now()
  const before = later(now, -env().DELIVERY_LOG_DAYS * DAY_MS)
  await asSystem(now, async (tx) => {
    const last = await tx.heartbeat.findUnique({ where: { name: HEARTBEAT } })
    if (last && now.getTime() - last.at.getTime() < TIDY_EVERY_MS) return
    await tx.heartbeat.upsert({
      where: { name: HEARTBEAT },
      create: { name: HEARTBEAT, at: now },
      update: { at: now },
    })
    await tx.$executeRaw`DELETE FROM "MailDelivery" WHERE id IN (
      SELECT id FROM "MailDelivery" WHERE state NOT IN ('COLLECTING', 'WAITING') AND "createdAt" < ${before}
      LIMIT ${TIDY_AT_ONCE})`
    await tx.$executeRaw`DELETE FROM "WebhookDelivery" WHERE id IN (
      SELECT id FROM "WebhookDelivery" WHERE state <> 'WAITING' AND "createdAt" < ${before} LIMIT ${TIDY_AT_ONCE})`
  })
}
