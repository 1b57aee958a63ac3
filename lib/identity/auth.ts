import type { AuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { headers } from 'next/headers'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { logger } from '@/lib/platform/log'
import { listed } from '@/lib/platform/oidc-settings'
import { signInByProvider } from './links/commands'
import { readClaims } from './links/schema'
import { signIn } from './sign-in/commands'
import { signInSchema } from './schema'

/** The cookie may live as long as any session may; the Session row ends it earlier. */
const LONGEST_HOURS = 24

declare module 'next-auth' {
  interface Session {
    token?: string
  }
  interface User {
    token?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    token?: string
  }
}

type Claims = Record<string, unknown>

const password = Credentials({
  name: 'password',
  credentials: { identifier: {}, password: {} },
  async authorize(credentials, request) {
    const parsed = signInSchema.safeParse(credentials)
    if (!parsed.success) return null
    const header = (name: string) =>
      String((request.headers as Record<string, unknown> | undefined)?.[name] ?? '')
    const result = await signIn({ ...parsed.data, clock: systemClock, ...deviceOf(header) })
    return result.ok ? { id: 'session', token: result.value.token } : null
  },
})

/** The organ's own provider: code flow with PKCE, state and nonce, and an ID token signed as the settings say. */
function provider(): OAuthConfig<Claims> {
  const settings = env()
  const acr = listed(settings.OIDC_REQUIRED_ACR).join(' ')
  return {
    id: 'oidc',
    name: settings.OIDC_NAME_ZH,
    type: 'oauth',
    wellKnown: `${settings.OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: settings.OIDC_CLIENT_ID,
    clientSecret: settings.OIDC_CLIENT_SECRET,
    client: {
      token_endpoint_auth_method: settings.OIDC_CLIENT_AUTH,
      id_token_signed_response_alg: settings.OIDC_ID_TOKEN_ALG,
    },
    httpOptions: { timeout: settings.OIDC_TIMEOUT_MS },
    authorization: {
      params: { scope: listed(settings.OIDC_SCOPES).join(' '), ...(acr ? { acr_values: acr } : {}) },
    },
    userinfo: {
      // Many providers keep claims of scopes out of the ID token; what the token says goes before.
      async request({ tokens, client }) {
        // The whole token set, though next-auth names less: so userinfo must be of the subject that the ID token names.
        const set = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const claims: Claims = { ...set.claims() }
        if (claims[settings.OIDC_STAFF_NO_CLAIM] !== undefined || !client.issuer.metadata.userinfo_endpoint)
          return claims
        return { ...(await client.userinfo(set)), ...claims }
      },
    },
    profile: (claims) => ({ id: String(claims.sub) }),
  }
}

const deviceOf = (header: (name: string) => string) => ({
  userAgent: header('user-agent'),
  address: header('x-forwarded-for').split(',')[0] ?? '',
})

/** Signs whoever the provider names in, or answers the address of the page that says why not. */
async function enterByProvider(user: User, claims: Claims): Promise<true | string> {
  try {
    const identity = readClaims(claims, env().OIDC_STAFF_NO_CLAIM)
    if (!identity) return '/sign-in/refused?reason=provider-failed'
    const sent = await headers()
    const device = deviceOf((name) => sent.get(name) ?? '')
    const result = await signInByProvider({ identity, clock: systemClock, ...device })
    if (result.ok) {
      user.token = result.value.token
      return true
    }
    const { code, params } = result.refusal
    return `/sign-in/refused?${new URLSearchParams({ reason: code, id: String(params?.id ?? '') })}`
  } catch (error) {
    // next-auth would put the message into the address.
    logger.error({ err: error }, 'sign-on failed')
    return '/sign-in/refused?reason=provider-failed'
  }
}

/**
 * next-auth carries a random token in its encrypted cookie and nothing else; the Session row decides each request. Asked
 * for at each request, because the build has no settings.
 */
export function authOptions(): AuthOptions {
  return {
    session: { strategy: 'jwt', maxAge: LONGEST_HOURS * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: env().OIDC_ISSUER ? [password, provider()] : [password],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.provider === 'oidc' ? enterByProvider(user, (profile ?? {}) as Claims) : true,
      jwt: ({ token, user }) => (user?.token ? { token: user.token } : { token: token.token }),
      session: ({ session, token }) => ({ expires: session.expires, token: token.token }),
    },
    logger: {
      error: (code, metadata) => logger.warn({ code, kind: kindOf(metadata) }, 'next-auth'),
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}

/** The class or code of what went wrong; messages may quote what was sent. */
function kindOf(metadata: unknown): string | undefined {
  const error: unknown =
    metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  if (!(error instanceof Error)) return undefined
  return String((error as { code?: unknown }).code ?? error.name)
}
