import type { ObjectionResult } from '@/prisma/generated/client/enums'
import type { EventOffer } from '@/lib/recusals/decisions/types'

/** An objection with what it asks and what came of it. */
export interface ObjectionFacts {
  decisionId: string
  objector: string
  reasons: string
  result: ObjectionResult | null
  resultReason: string | null
  events: EventOffer[]
}

/** Whether the actor may object to a decision, until when, and their objection if there is one. */
export interface ObjectionOffer {
  may: boolean
  dueAt: string | null
  own: { id: string; number: string | null; status: string } | null
}
