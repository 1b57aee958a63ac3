import type { CaseKind } from '@/prisma/generated/client/enums'

/** The namespace of messages in which a kind of case has its statuses, events and refusals. */
export const NAMESPACE: Readonly<
  Record<CaseKind, 'advanceReports' | 'recusalRequests' | 'recusalDecisions' | 'refusals' | 'objections'>
> = {
  ADVANCE_REPORT: 'advanceReports',
  RECUSAL_REQUEST: 'recusalRequests',
  RECUSAL_DECISION: 'recusalDecisions',
  REFUSAL: 'refusals',
  OBJECTION: 'objections',
}
