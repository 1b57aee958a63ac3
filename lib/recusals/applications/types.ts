import type { ApplicationFile } from './files/types'
import type { Status } from './workflow'

/** What the holder of a query code is told. */
export interface PublicProgress {
  number: string
  organ: string
  receivedAt: string
  /** Where it stands, in public words (messages `applications.progress`). */
  stage:
    'RECEIVED' | 'NOT_ACCEPTED' | 'UNDER_REVIEW' | 'GRANTED' | 'DENIED' | 'OBJECTED' | 'UPHELD' | 'HANDLED'
  answerBy: string | null
  answer: string | null
  /** Until when a denial may be contested; null when it may not. */
  mayObjectUntil: string | null
}

export interface ApplicationRow {
  id: string
  number: string
  initiator: 'INTERESTED_PARTY' | 'THIRD_PARTY_INFO' | 'SELF'
  anonymous: boolean
  officialText: string
  matterText: string
  organ: string
  status: Status
  receivedAt: string
  amberAt: string
  dueAt: string
}

export interface ApplicationView extends ApplicationRow {
  version: number
  applicant: { name: string; contact: string; capacity: string } | null
  organId: string
  desk: 'CLERK' | 'DISCIPLINE'
  aboutHead: boolean
  groundCode: string
  facts: string
  evidence: string
  files: ApplicationFile[]
  answer: string | null
  answeredBy: string | null
  answeredAt: string | null
  /** The request it became, when the actor may read that. */
  caseId: string | null
}
