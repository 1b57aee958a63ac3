import type { Limits } from './schema'

/** The policy in force on a day. A record keeps the version it was filed under. */
export interface Rulebook {
  version: number
  effectiveFrom: string
  limits: Limits
}
