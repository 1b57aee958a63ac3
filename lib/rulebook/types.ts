import type { MatterType } from '@/prisma/generated/client/enums'
import type { Limits } from './schema'

/** The policy in force on a day. A record keeps the version it was filed under. */
export interface Rulebook {
  version: number
  effectiveFrom: string
  limits: Limits
  /** Types of matter in which the official takes no part while a request is under review. */
  suspends: readonly MatterType[]
}

/** A version in the list of all. */
export interface PublishedRulebook extends Rulebook {
  note: string
  publishedBy: string | null
}
