import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { mayAdminister } from '@/lib/identity/policy'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { findMailServer } from '@/lib/platform/mail'
import { ok, refuse } from '@/lib/platform/result'
import { later } from '../writes'
import type { addresseeSchema, mailIdSchema, noInputSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

const HOUR_MS = 3_600_000

/**
 * Sends a test to the actor's own address, also to one that was refused: whoever asks says that it is well again.
 * Refusals: `mail-off`, `no-address`, `too-many-tests` in an hour.
 */
export function sendTestMail({ actor, clock, requestKey }: Command<typeof noInputSchema>) {
  return write({ who: actor, clock, command: 'mail.send-test', requestKey }, async (w) => {
    const { officialId } = actor
    if (!findMailServer()) return refuse('mail', 'mail-off')
    const { email } = await w.tx.official.findUniqueOrThrow({
      where: { id: officialId },
      select: { email: true },
    })
    if (!email) return refuse('mail', 'no-address')
    const recent = await w.tx.mailDelivery.count({
      where: { officialId, kind: 'TEST', createdAt: { gt: later(w.at, -HOUR_MS) } },
    })
    if (recent >= env().MAIL_TESTS_PER_HOUR)
      return refuse('mail', 'too-many-tests', { params: { count: recent } })
    await w.tx.mailAddressProblem.updateMany({
      where: { officialId, clearedAt: null },
      data: { clearedAt: w.at },
    })
    const id = uuidv7(w.at)
    await w.tx.mailDelivery.createMany({
      data: [
        {
          id,
          officialId,
          kind: 'TEST',
          state: 'WAITING',
          dedupeKey: `test:${id}`,
          dueAt: w.at,
          createdAt: w.at,
        },
      ],
    })
    return ok({ id })
  })
}

/** Has a mail tried again that was given up. By the system administrator. Refusals: `not-allowed`, `not-given-up`. */
export function resendMail({ actor, clock, input, requestKey }: Command<typeof mailIdSchema>) {
  return write({ who: actor, clock, command: 'mail.resend', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'mail')) return refuse('mail', 'not-allowed')
    const again = await w.tx.mailDelivery.updateMany({
      where: { id: input.id, state: { in: ['DEAD', 'REFUSED'] } },
      data: { state: 'WAITING', attempts: 0, dueAt: w.at, claimedUntil: null },
    })
    return again.count === 1 ? ok(undefined) : refuse('mail', 'not-given-up')
  })
}

/** Has all mails tried again that were given up, after the server is mended. By the system administrator. Refusals: as above. */
export function resendDeadMails({ actor, clock, requestKey }: Command<typeof noInputSchema>) {
  return write({ who: actor, clock, command: 'mail.resend-dead', requestKey }, async (w) => {
    if (!mayAdminister(actor, 'mail')) return refuse('mail', 'not-allowed')
    const again = await w.tx.mailDelivery.updateMany({
      where: { state: 'DEAD' },
      data: { state: 'WAITING', attempts: 0, dueAt: w.at, claimedUntil: null },
    })
    return again.count > 0 ? ok({ count: again.count }) : refuse('mail', 'not-given-up')
  })
}

/**
 * Says that an address that was refused is well again; later notices are mailed to it. By the system administrator.
 * Refusals: `not-allowed`, `not-refused`.
 */
export function clearAddress({ actor, clock, input, requestKey }: Command<typeof addresseeSchema>) {
  return write({ who: actor, clock, command: 'mail.clear-address', requestKey, input }, async (w) => {
    if (!mayAdminister(actor, 'mail')) return refuse('mail', 'not-allowed')
    const cleared = await w.tx.mailAddressProblem.updateMany({
      where: { officialId: input.officialId, clearedAt: null },
      data: { clearedAt: w.at },
    })
    return cleared.count === 1 ? ok(undefined) : refuse('mail', 'not-refused')
  })
}
