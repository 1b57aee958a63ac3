import { asActor, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { logger } from '@/lib/platform/log'
import { mayAdminister } from '../policy'
import type { Actor } from '../types'
import type { LinkView } from './types'

/** So much of an identity's name at the provider tells two of one person apart. */
const SUBJECT_END = 6

/** The open links of an official, for the system administrator of the organ; others find none. */
export async function listLinks(actor: Actor, officialId: string, now: Date): Promise<LinkView[]> {
  if (!mayAdminister(actor, 'accounts')) return []
  const rows = await asActor(actor, now, (tx) =>
    tx.identityLink.findMany({
      where: { officialId, removedAt: null },
      orderBy: { linkedAt: 'desc' },
      select: { id: true, issuer: true, subject: true, linkedAt: true, lastSignInAt: true },
    }),
  )
  return rows.map(({ subject, linkedAt, lastSignInAt, ...row }) => ({
    ...row,
    subjectEnd: subject.slice(-SUBJECT_END),
    linkedAt: linkedAt.toISOString(),
    lastSignInAt: lastSignInAt.toISOString(),
  }))
}

/** Whether this very session was opened by the organ's provider. */
export async function cameByProvider(actor: Actor): Promise<boolean> {
  const session = await db().session.findUnique({
    where: { id: actor.sessionId },
    select: { identityLinkId: true },
  })
  return Boolean(session?.identityLinkId)
}

/** The provider as the pages name it; null where there is none. */
export function findProvider(locale: string): { name: string } | null {
  const { OIDC_ISSUER, OIDC_NAME_EN, OIDC_NAME_ZH } = env()
  return OIDC_ISSUER ? { name: locale === 'en' ? OIDC_NAME_EN : OIDC_NAME_ZH } : null
}

/**
 * Where the provider ends its own session and leads back to the sign-in page; null when it offers that nowhere or does not
 * answer. Whoever is at a shared computer is signed on again by one click otherwise.
 */
export async function findSignOffAddress(): Promise<string | null> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_TIMEOUT_MS, NEXTAUTH_URL } = env()
  if (!OIDC_ISSUER) return null
  try {
    const answer = await fetch(`${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(OIDC_TIMEOUT_MS),
      cache: 'no-store',
    })
    const { end_session_endpoint: endpoint } = (await answer.json()) as { end_session_endpoint?: unknown }
    if (typeof endpoint !== 'string' || !/^https?:\/\//.test(endpoint)) return null
    const address = new URL(endpoint)
    address.searchParams.set('client_id', OIDC_CLIENT_ID)
    address.searchParams.set('post_logout_redirect_uri', new URL('/sign-in', NEXTAUTH_URL).href)
    return address.href
  } catch (error) {
    logger.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'provider not reached')
    return null
  }
}
