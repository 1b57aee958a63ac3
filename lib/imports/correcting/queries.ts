import { asActor } from '@/lib/platform/db'
import type { Actor } from '@/lib/identity/types'
import { isUuid } from '@/lib/platform/ids'
import { mayImport } from '../policy'
import { problemOf, sourceOf } from '../queries'
import { readRecords } from '../source/queries'
import type { ImportFormat, Problem } from '../types'

/** Problems that one statement reads. */
const READ_AT_ONCE = 2000

export interface ProblemSheet {
  fileName: string
  format: ImportFormat
  headers: string[]
  /** Rows of the file that were not imported, with what is wrong with each. */
  rows(): AsyncGenerator<{ line: number; cells: string[]; problems: Problem[] }>
}

/** The rows of a kept file that have problems, in their order; null when there are none or the actor may not import. */
export async function findProblemSheet(actor: Actor, id: string, now: Date): Promise<ProblemSheet | null> {
  if (!mayImport(actor) || !isUuid(id)) return null
  const row = await asActor(actor, now, async (tx) => {
    const problems = await tx.importProblem.count({ where: { batchId: id, stage: 'CHECK' } })
    const batch = await tx.importBatch.findUnique({ where: { id } })
    return problems > 0 && batch && batch.status !== 'CANCELLED' ? batch : null
  })
  if (!row) return null
  const file = sourceOf(row)
  return {
    fileName: row.fileName,
    format: file.format,
    headers: row.headers,
    async *rows() {
      const problems = problemsByLine(actor, id, now)
      let next = await problems.next()
      for await (const { line, cells } of readRecords(file)) {
        while (!next.done && next.value.line < line) next = await problems.next()
        if (next.done) return
        if (next.value.line === line && line > 1) yield { line, cells, problems: next.value.problems }
      }
    },
  }
}

/** The problems of each line, lines in their order. */
async function* problemsByLine(
  actor: Actor,
  batchId: string,
  now: Date,
): AsyncGenerator<{ line: number; problems: Problem[] }> {
  let waiting: Problem[] = []
  let after = { line: -1, n: -1 }
  for (;;) {
    const rows = await asActor(actor, now, (tx) =>
      tx.importProblem.findMany({
        where: {
          batchId,
          stage: 'CHECK',
          OR: [{ line: { gt: after.line } }, { line: after.line, n: { gt: after.n } }],
        },
        orderBy: [{ line: 'asc' }, { n: 'asc' }],
        take: READ_AT_ONCE,
      }),
    )
    for (const row of rows) {
      const [first] = waiting
      if (first && first.line !== row.line) {
        yield { line: first.line, problems: waiting }
        waiting = []
      }
      waiting.push(problemOf(row))
      after = row
    }
    if (rows.length < READ_AT_ONCE) break
  }
  const [first] = waiting
  if (first) yield { line: first.line, problems: waiting }
}
