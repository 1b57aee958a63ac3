import type {
  FindingOffice,
  ReferralTarget,
  RefusalCause,
  RefusalFinding,
  RefusalOutcome,
} from '@/prisma/generated/client/enums'
import type { EventOffer } from '@/lib/recusals/decisions/types'
import type { Remedies } from './rules/remedies'

/** A refusal as those who handle it read it. */
export interface RefusalFacts {
  cause: RefusalCause
  reported: string
  demand: string | null
  demandOverAt: string | null
  reasons: string | null
  reviewStarted: boolean
  finding: {
    result: RefusalFinding
    office: FindingOffice
    reason: string
    by: string
    agreedBy: string | null
  } | null
  referral: { to: ReferralTarget; reason: string; first: string; second: string | null } | null
  packetHash: string | null
  outcome: {
    kind: RefusalOutcome
    text: string
    number: string
    knownOn: string
    remedies: Remedies | null
  } | null
  actsOpen: number
  events: EventOffer[]
}

/** A refusal as the person it is about reads it: what they are asked, and what was found in the end. */
export interface OwnRefusal {
  caseId: string
  version: number
  number: string | null
  title: string
  status: string
  decisionId: string
  cause: RefusalCause
  demand: string
  demandOverAt: string | null
  reasons: string | null
  reasonsAt: string | null
  mayGiveReasons: boolean
  outcome: RefusalFacts['outcome']
}
