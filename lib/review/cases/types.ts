import type { CaseKind } from '@/prisma/generated/client/enums'
import type { DayCount } from '@/lib/calendar/calendar'
import type { Urgency } from '@/lib/cases/cases'
import type { JsonValue } from '@/lib/platform/json'

export interface PersonLine {
  officialId: string
  name: string
  post: string
}

export interface LinkedCase {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  status: string
}

export interface EventLine {
  seq: number
  event: string
  to: string
  actorName: string | null
  actorPost: string | null
  at: string
  reason: string | null
  article: string | null
  data: JsonValue
}

export interface VersionLine {
  number: number
  submittedAt: string
  contentHash: string
  content: JsonValue
}

/** What every case page shows, whatever the kind. */
export interface ReviewCase {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  status: string
  version: number
  /** Nothing more can happen to it. */
  closed: boolean
  policyVersion: number
  subject: PersonLine & { rank: string; organ: string; isLeadingCadre: boolean; personnelCategory: string }
  filedBy: PersonLine
  decider: (PersonLine & { why: string | null; isMe: boolean }) | null
  next: (PersonLine & { why: string }) | null
  conflicts: { name: string }[]
  matter: { id: string; number: string; title: string } | null
  enterprises: { id: string; name: string; uscc: string | null; ownership: string }[]
  ground: { code: string; article: string | null } | null
  limit: {
    name: string | null
    days: number | null
    from: string | null
    dueAt: string | null
    urgency: Urgency
    provisional: boolean
    escalated: boolean
    paused: boolean
    /** Every day after the start, and whether it counts. */
    counted: { day: string; as: DayCount }[]
    /** The article that gives the step its time; null for a default of the organ. */
    capped: boolean
  }
  versions: VersionLine[]
  events: EventLine[]
  attachments: { id: string; fileName: string; size: number }[]
  parent: LinkedCase | null
  children: LinkedCase[]
  earlier: LinkedCase[]
}

/** One step the page offers or explains. */
export interface OfferedStep {
  event: string
  allowed: boolean
  denial: { module: string; code: string } | null
}
