import { Prisma } from '@/prisma/generated/client/client'
import type { CaseKind } from '@/prisma/generated/client/enums'
import { newestOf } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { readAs } from '@/lib/platform/db'
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

interface Line {
  list: 'todo' | 'demand' | 'filed' | 'subject' | 'substitute'
  id: string
  kind: CaseKind
  number: string | null
  documentNumber: string | null
  title: string
  status: string
  dueAt: Date | null
  createdAt: Date
}

/** The lists of the actor's own cases in one statement; each reads an index of its own. */
function ownLines(me: string): Prisma.Sql {
  const list = (name: Line['list'], where: Prisma.Sql, order: Prisma.Sql, most: number) => Prisma.sql`
    (SELECT ${name} AS list, c.id, c.kind, c.number, c."documentNumber", c.title, c.status, c."dueAt", c."createdAt"
     FROM "Case" c WHERE ${where} ORDER BY ${order} LIMIT ${most})`
  const filed = Prisma.sql`c."filedById" = ${me}::uuid AND c.kind IN ('ADVANCE_REPORT', 'RECUSAL_REQUEST')`
  const decision = Prisma.sql`c.kind = 'RECUSAL_DECISION' AND c.status <> 'DRAFT'`
  const newest = Prisma.sql`c."createdAt" DESC, c.id DESC`
  return Prisma.join(
    [
      list(
        'todo',
        Prisma.sql`${filed} AND c.status = ANY (${Object.keys(WHAT_TO_DO)}::text[])`,
        Prisma.sql`c."dueAt" NULLS LAST, c."createdAt" DESC`,
        MOST_WAITING,
      ),
      list(
        'demand',
        Prisma.sql`c."subjectId" = ${me}::uuid AND c.kind = 'REFUSAL' AND c.status = 'DEMANDED'
          AND EXISTS (SELECT 1 FROM "Refusal" r WHERE r."caseId" = c.id AND r."reasonsAt" IS NULL)`,
        Prisma.sql`c."dueAt"`,
        MOST_WAITING,
      ),
      list('filed', Prisma.sql`${filed} AND c.status <> 'DRAFT'`, newest, MOST_RECENT),
      list('subject', Prisma.sql`c."subjectId" = ${me}::uuid AND ${decision}`, newest, MOST_RECENT),
      list('substitute', Prisma.sql`c."substituteId" = ${me}::uuid AND ${decision}`, newest, MOST_RECENT),
    ],
    ' UNION ALL ',
  )
}

/** What waits for the actor as an official, most urgent first, and the newest cases of their own. */
export async function getDesk(actor: Actor, now: Date): Promise<Desk> {
  const [lines, decisions] = await Promise.all([
    readAs<Line>(actor, now, ownLines(actor.officialId)),
    listMyDecisions(actor, now),
  ])
  const linesOf = (list: Line['list']) => lines.filter((line) => line.list === list)
  const newest = (list: Line['list']) => () => Promise.resolve(linesOf(list))
  const own = {
    todo: linesOf('todo'),
    demands: linesOf('demand'),
    recent: await newestOf(MOST_RECENT, newest('filed'), newest('subject'), newest('substitute')),
  }
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
