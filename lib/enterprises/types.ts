import type { Ownership } from '@/prisma/generated/client/enums'

/** An enterprise as a list to choose from shows it. */
export interface EnterpriseHit {
  id: string
  name: string
  uscc: string | null
  legalRepresentative: string | null
  city: string | null
  isBranch: boolean
  ownership: Ownership
  formerNames: string[]
  declared: boolean
  /** Open matters of the actor's own unit that concern it. */
  mattersInUnit: number
  persons: { id: string; name: string; post: string }[]
}
