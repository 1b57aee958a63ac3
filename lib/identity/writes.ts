import { randomBytes } from 'node:crypto'
import type { Write } from '@/lib/audit/writes'
import { toDate } from '@/lib/platform/clock'
import { tokenHash } from './rules/token-hash'

/** An activation code is good for this many days. */
const ACTIVATION_DAYS = 7

/** Gives an account a new activation code, in place of an earlier one; only its hash is kept. */
export async function newActivation(w: Write, officialId: string): Promise<string> {
  const code = randomBytes(15).toString('base64url')
  const activation = {
    activationHash: tokenHash(code),
    activationExpiresAt: toDate(w.at.getTime() + ACTIVATION_DAYS * 86_400_000),
  }
  await w.tx.account.upsert({
    where: { officialId },
    create: { officialId, ...activation, createdAt: w.at },
    update: activation,
  })
  w.touch('Account', { officialId })
  return code
}
