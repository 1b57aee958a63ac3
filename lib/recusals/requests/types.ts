import type { RequestDraft } from './schema'

/** One event the page offers, or why not. */
export interface EventOffer {
  event: string
  allowed: boolean
  denial: string | null
}

/** What the desk of a request needs beside the case itself. */
export interface RequestDeskFacts {
  events: EventOffer[]
  kinship: string | null
  urgent: boolean
  statutory: boolean
  groundConfirmed: boolean
  suspended: boolean
  hearingOpinion: string | null
  substitute: { id: string; name: string; staffNo: string; post: string; organ: string } | null
  handover: string
}

export interface RequestForEdit {
  caseId: string
  version: number
  status: string
  number: string | null
  revision: number
  content: RequestDraft
  defects: string[]
  substitute: RequestDeskFacts['substitute']
}

export interface RequestRow {
  id: string
  number: string | null
  title: string
  status: string
  createdAt: string
  submittedAt: string | null
}
