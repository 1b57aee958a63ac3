import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Whether the numbers may be read: with METRICS_TOKEN its bearer, from anywhere; without one only somebody on the machine
 * itself, asking for themselves.
 */
export function mayReadMetrics(
  token: string,
  { authorization, isLocal }: { authorization: string | null | undefined; isLocal: boolean },
): boolean {
  if (!token) return isLocal
  const [, given] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}
