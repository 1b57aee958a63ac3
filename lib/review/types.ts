import type { Urgency } from '@/lib/cases/cases'
import type { CaseKind } from '@/prisma/generated/client/enums'

export interface QueueRow {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  status: string
  subject: { name: string; post: string; organ: string }
  enterprises: string[]
  dueAt: string | null
  urgency: Urgency
  provisional: boolean
  escalated: boolean
  limitName: string | null
  submittedAt: string | null
  mine: boolean
}

export interface Queue {
  rows: QueueRow[]
  next: string | null
  counts: { overdue: number; amber: number; all: number; capped: boolean }
}
