import { createHash, createHmac, hkdfSync } from 'node:crypto'

const PREFIX = 'whsec_'
const KEY_BYTES = 32
/** So much of a fingerprint is shown. */
const FINGERPRINT_LENGTH = 12

/**
 * The secret of an endpoint, `whsec_` and base64: derived from the installation's key, the endpoint and the number of
 * the secret, so that the database holds none.
 */
export function endpointSecret(installationKey: string, endpointId: string, generation: number): string {
  if (!installationKey)
    throw new Error('NEXTAUTH_SECRET is not set: webhooks are signed with what it derives')
  const info = `qinqing webhook ${endpointId} ${generation}`
  const key = hkdfSync('sha256', installationKey, 'qinqing webhook secrets', info, KEY_BYTES)
  return PREFIX + Buffer.from(key).toString('base64')
}

/** What both sides may compare without showing the secret. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, FINGERPRINT_LENGTH)
}

interface Signed {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/** The signature of one secret: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
export function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** The headers of a delivery (Standard Webhooks); during a rotation it is signed with both secrets. */
export function signedHeaders(message: Signed, secrets: readonly string[]): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'qinqing-webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': secrets.map((secret) => signatureOf(message, secret)).join(' '),
  }
}
