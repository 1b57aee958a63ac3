import { z } from 'zod'

/** Whose scopes and claims a name may be: no space, no quote, nothing that ends an address. */
const NAME = /^[\w.:/-]+$/
/** The algorithms that sign an ID token; `none` and shared secrets are no choice. */
const SIGNATURES = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Sign-on by an organ's own OpenID Connect provider; off unless issuer, client and secret are set. */
export const oidcShape = {
  OIDC_ISSUER: z.string().trim().default(''),
  OIDC_CLIENT_ID: z.string().trim().default(''),
  OIDC_CLIENT_SECRET: z.string().default(''),
  /** What the provider is called on the button and in sentences. */
  OIDC_NAME_ZH: z.string().trim().min(1).max(30).default('统一身份认证'),
  OIDC_NAME_EN: z.string().trim().min(1).max(40).default('single sign-on'),
  OIDC_STAFF_NO_CLAIM: z.string().regex(NAME, 'must be the name of one claim').default('staff_no'),
  OIDC_SCOPES: z.string().trim().default('openid profile'),
  /** Values of `acr`, one of which the provider must have reached; empty for any. */
  OIDC_REQUIRED_ACR: z.string().trim().default(''),
  OIDC_CLIENT_AUTH: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  OIDC_ID_TOKEN_ALG: z.enum(SIGNATURES).default('RS256'),
  OIDC_TIMEOUT_MS: z.coerce.number().int().min(500).max(30_000).default(5000),
  /** `0`: passwords only for the three administrators (三员). */
  OIDC_PASSWORD_SIGN_IN: z.enum(['0', '1']).default('1'),
} as const

type OidcSettings = z.output<z.ZodObject<typeof oidcShape>>

/** The words of a setting that lists several, separated by spaces or commas. */
export function listed(value: string): string[] {
  return value.split(/[\s,]+/).filter(Boolean)
}

/** What is wrong with the settings taken together: half of them, an address that is none, or one that anybody can read. */
export function oidcProblems(
  settings: OidcSettings & { DEMO: '0' | '1' },
): { path: keyof OidcSettings; message: string }[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings
  const parts = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }
  const names = Object.keys(parts) as (keyof typeof parts)[]
  const missing = names.filter((name) => !parts[name])
  if (missing.length === names.length)
    return settings.OIDC_PASSWORD_SIGN_IN === '0'
      ? [{ path: 'OIDC_PASSWORD_SIGN_IN', message: '0 needs OIDC_ISSUER, or nobody can sign in' }]
      : []
  if (missing.length > 0)
    return missing.map((path) => ({
      path,
      message: `needed together with ${names.filter((name) => name !== path).join(' and ')}`,
    }))
  const issuer = issuerProblem(OIDC_ISSUER, settings.DEMO === '1')
  const scopes = listed(settings.OIDC_SCOPES)
  return [
    ...(issuer ? [{ path: 'OIDC_ISSUER' as const, message: issuer }] : []),
    ...(scopes.includes('openid') && scopes.every((scope) => NAME.test(scope))
      ? []
      : [{ path: 'OIDC_SCOPES' as const, message: 'must list scopes and openid among them' }]),
  ]
}

function issuerProblem(issuer: string, isDemo: boolean): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'must be an https:// address'
  if (url.search || url.hash || url.username || url.password)
    return 'must be the address only: no query, fragment or user'
  if (url.protocol === 'https:') return null
  return isDemo && LOOPBACK.has(url.hostname)
    ? null
    : 'must be https:// (http:// is taken only in demo mode, for an address of this machine)'
}
