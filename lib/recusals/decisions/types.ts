/** One event the page offers, or why not. */
export interface EventOffer {
  event: string
  allowed: boolean
  denial: string | null
}

export interface PersonChoice {
  id: string
  name: string
  staffNo: string
  post: string
  organ: string
}

export interface ServiceLine {
  id: string
  method: string
  succeeded: boolean
  servedAt: string
  receivedBy: string
  note: string
  witnesses: string
  trackingNumber: string
  proofAttachmentId: string | null
  server: string
}

export interface HandoverLine {
  id: string
  text: string
  /** Why the substitute gave it back. */
  note: string
  handedOverAt: string | null
  acceptedAt: string | null
}

/** What a decision says and how far it has come. */
export interface DecisionFacts {
  isPost: boolean
  postToLeave: string
  items: HandoverLine[]
  substituteClearedAt: string | null
  basis: 'ON_APPLICATION' | 'DIRECT'
  documentNumber: string | null
  organ: string
  drafter: string
  signatory: string | null
  whyDue: string
  dueSince: string | null
  notFiled: string
  facts: string
  evidence: string
  actsDone: string
  scope: string[]
  termFrom: string | null
  termTo: string | null
  handoverItems: string
  urgent: boolean
  hearingSkippedBecause: string
  hearingOpinion: string | null
  contentHash: string | null
  servedAt: string | null
  announcedUntil: string | null
  /** Calendar days of an announcement under the policy of the case. */
  announcementDays: number
  unitServedAt: string | null
  unitReceivedBy: string | null
  acknowledgeDueAt: string | null
  acknowledgedAt: string | null
  handoverDueAt: string | null
  handedOverAt: string | null
  substituteAcceptedAt: string | null
  complianceEvidence: string | null
  endedBecause: string | null
  substitute: PersonChoice | null
  electronicConsent: boolean
  services: ServiceLine[]
  events: EventOffer[]
}

export interface MyDecisionRow {
  id: string
  documentNumber: string | null
  title: string
  status: string
  role: 'subject' | 'substitute'
  due: 'acknowledge' | 'handOver' | 'opinion' | 'accept' | 'none'
  dueAt: string | null
}
