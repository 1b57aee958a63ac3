import type { CaseKind } from '@/prisma/generated/client/enums'

export type Todo =
  'draft' | 'complete' | 'returned' | 'result' | 'opinion' | 'acknowledge' | 'handOver' | 'accept' | 'answer'

export interface TodoLine {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  todo: Todo
  dueAt: string | null
  href: string
}

export interface RecentLine {
  id: string
  kind: CaseKind
  number: string | null
  title: string
  status: string
  at: string
  href: string
}

export interface Desk {
  todo: TodoLine[]
  recent: RecentLine[]
}
