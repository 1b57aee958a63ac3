/** One line of a mail: what happened and where to look. */
export interface MailLine {
  kind: string
  /** The number of the case; empty where there is none. */
  number: string
  /** Path on the desk. */
  href: string
  at: Date
}

export interface Composed {
  subject: string
  text: string
  html: string
}

/** A mail as the system administrator's list shows it: to whom and what became of it, never about which case. */
export interface MailRow {
  id: string
  kind: 'NOTICE' | 'DIGEST' | 'TEST'
  state: 'COLLECTING' | 'WAITING' | 'SENT' | 'SKIPPED' | 'REFUSED' | 'DEAD'
  name: string
  staffNo: string
  createdAt: string
  dueAt: string
  sentAt: string | null
  attempts: number
  code: number | null
  problem: string | null
  said: string | null
}

/** A person whom no mail reaches. */
export interface Unreachable {
  officialId: string
  name: string
  staffNo: string
  organ: string
  because: 'no-address' | 'refused'
  at: string
  code: number | null
}

/** How the mail server has been doing. */
export interface MailHealth {
  configured: boolean
  /** Host and port, without credentials. */
  server: string | null
  from: string | null
  lastSentAt: string | null
  failing: { since: string; problem: string; said: string } | null
  waiting: number
  dead: number
}
