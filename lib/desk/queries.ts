import type { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { newestOf } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { asActor } from '@/lib/platform/db'
import { listMyDecisions } from '@/lib/recusals/decisions/queries'
import type { Desk, RecentLine, Todo, TodoLine } from './types'

/** How many lines each list of the desk shows. */
const MOST_WAITING = 50
const MOST_RECENT = 10

const WHAT_TO_DO: Readonly<Record<string, Todo>> = {
  DRAFT: 'draft',
  NOTICE_GIVEN: 'complete',
  RETURNED: 'returned',
  RESULT_DUE: 'result',
}

function hrefOf(kind: CaseKind, id: string, todo: Todo | null): string {
  const base =
    kind === 'ADVANCE_REPORT'
      ? '/my/advance-reports'
      : kind === 'RECUSAL_REQUEST'
        ? '/my/recusal-requests'
        : kind === 'REFUSAL'
          ? '/my/refusals'
          : '/my/decisions'
  if (todo === 'result') return `${base}/${id}/result`
  return todo && todo !== 'answer' && kind !== 'RECUSAL_DECISION' ? `${base}/${id}/edit` : `${base}/${id}`
}

/** What waits for the actor as an official, most urgent first, and the newest cases of their own. */
export async function getDesk(actor: Actor, now: Date): Promise<Desk> {
  const me = actor.officialId
  const own = await asActor(actor, now, async (tx) => {
    const select = {
      id: true,
      kind: true,
      number: true,
      documentNumber: true,
      title: true,
      status: true,
      dueAt: true,
      createdAt: true,
    }
    const todo = await tx.case.findMany({
      where: {
        filedById: me,
        kind: { in: ['ADVANCE_REPORT', 'RECUSAL_REQUEST'] },
        status: { in: Object.keys(WHAT_TO_DO) },
      },
      orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'desc' }],
      take: MOST_WAITING,
      select,
    })
    const newest = (where: Prisma.CaseWhereInput) => () =>
      tx.case.findMany({
        where: { ...where, status: { not: 'DRAFT' } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_RECENT,
        select,
      })
    const recent = await newestOf(
      MOST_RECENT,
      newest({ filedById: me, kind: { in: ['ADVANCE_REPORT', 'RECUSAL_REQUEST'] } }),
      newest({ subjectId: me, kind: 'RECUSAL_DECISION' }),
      newest({ substituteId: me, kind: 'RECUSAL_DECISION' }),
    )
    const demands = await tx.case.findMany({
      where: { subjectId: me, kind: 'REFUSAL', status: 'DEMANDED', refusal: { reasonsAt: null } },
      orderBy: { dueAt: 'asc' },
      take: MOST_WAITING,
      select,
    })
    return { todo, recent, demands }
  })
  const decisions = await listMyDecisions(actor, now)
  const todo: TodoLine[] = [
    ...own.demands.map((row) => ({
      id: row.id,
      kind: row.kind,
      number: row.number,
      title: row.title,
      todo: 'answer' as const,
      dueAt: row.dueAt?.toISOString() ?? null,
      href: hrefOf(row.kind, row.id, 'answer'),
    })),
    ...decisions
      .filter((row) => row.due !== 'none')
      .map((row) => ({
        id: row.id,
        kind: 'RECUSAL_DECISION' as const,
        number: row.documentNumber,
        title: row.title,
        todo: row.due as Todo,
        dueAt: row.dueAt,
        href: hrefOf('RECUSAL_DECISION', row.id, null),
      })),
    ...own.todo.flatMap((row) => {
      const what = WHAT_TO_DO[row.status]
      return what
        ? [
            {
              id: row.id,
              kind: row.kind,
              number: row.number,
              title: row.title,
              todo: what,
              dueAt: row.dueAt?.toISOString() ?? null,
              href: hrefOf(row.kind, row.id, what),
            },
          ]
        : []
    }),
  ]
  const recent: RecentLine[] = own.recent.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.documentNumber ?? row.number,
    title: row.title,
    status: row.status,
    at: row.createdAt.toISOString(),
    href: hrefOf(row.kind, row.id, null),
  }))
  return { todo, recent }
}
