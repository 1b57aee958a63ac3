// Tokens are stored only as their hash: a copy of the database signs nobody in.
import { createHash } from 'node:crypto'

/** The hash under which a session token or activation code is stored. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
