import { createHmac, timingSafeEqual } from 'node:crypto'

export type TokenVerdict = { ok: true; nonce: string } | { ok: false; why: 'forged' | 'too-fast' | 'expired' }

interface TokenSettings {
  secret: string
  leastSeconds: number
  mostHours: number
}

const mark = (secret: string, body: string) =>
  createHmac('sha256', secret).update(`form-token:${body}`).digest('base64url')

/** A token that a form carries: when it was opened and one number of its own, signed. */
export function formToken(secret: string, openedAt: Date, nonce: string): string {
  const body = `${openedAt.getTime().toString(36)}.${nonce}`
  return `${body}.${mark(secret, body)}`
}

/** Whether a form may be sent: our own token, open long enough for a person to write, and not for ever. */
export function checkFormToken(token: string, now: Date, settings: TokenSettings): TokenVerdict {
  const [opened, nonce, given] = token.split('.')
  if (!opened || !nonce || !given) return { ok: false, why: 'forged' }
  const expected = Buffer.from(mark(settings.secret, `${opened}.${nonce}`))
  const actual = Buffer.from(given)
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual))
    return { ok: false, why: 'forged' }
  const open = now.getTime() - Number.parseInt(opened, 36)
  if (open < settings.leastSeconds * 1000) return { ok: false, why: 'too-fast' }
  return open > settings.mostHours * 3_600_000 ? { ok: false, why: 'expired' } : { ok: true, nonce }
}
