import type { Actor } from '../types'
import type { Scope } from './schema'

declare const serviceBrand: unique symbol

/**
 * Another system with a token that was checked for this very request. It writes under its own id, which is no official's:
 * row-level security shows it no case, no notice and no export. Only `loadBearer` makes one.
 */
export interface Service {
  readonly [serviceBrand]: true
  /** The service's id, where the log and row-level security look for who acts. */
  officialId: string
  name: string
  post: string
  /** The token, for the log. */
  via: string
  organId: string
  organPath: string
}

/** How many requests are left, and until when; the tighter of the two spans comes first. */
export interface Allowance {
  span: 'minute' | 'hour'
  most: number
  used: number
  /** Seconds until it starts anew. */
  resetIn: number
}

export type Bearer = { tokenId: string; scopes: readonly Scope[]; allowances: readonly Allowance[] } & (
  { kind: 'person'; actor: Actor } | { kind: 'service'; service: Service }
)

/** Why a token is not accepted; the first three look alike from outside. */
export type BearerProblem = 'token-unknown' | 'token-expired' | 'token-revoked' | 'account-closed'

export type TokenState = 'active' | 'expired' | 'revoked'

/** A token as lists show it. */
export interface TokenLine {
  id: string
  name: string
  start: string
  scopes: string[]
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  state: TokenState
}

/** Another system with its tokens. */
export interface ServiceLine {
  id: string
  name: string
  organ: string
  scopes: string[]
  basis: string
  grantedBy: string
  createdAt: string
  endedAt: string | null
  mayEnd: boolean
  tokens: TokenLine[]
}
