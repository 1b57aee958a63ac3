import { write } from '@/lib/audit/writes'
import { lockDirectory } from '@/lib/organs/writes'
import { openCopier } from '@/lib/platform/copy'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { logger } from '@/lib/platform/log'
import { ok, refuse } from '@/lib/platform/result'
import { mayImport } from '../policy'
import { findImporter } from '../planning/queries'
import { findWork } from '../queries'
import type { Changes, Problem } from '../types'
import { claiming, endStep, errorOf, Interrupted, report, type Work } from '../working/commands'
import { lockImports } from '../writes'
import { findBlockers, MOST_BLOCKERS } from './queries'
import { takeBack } from './writes'

/** Milliseconds that one chunk may take. */
const CHUNK_MS = 180_000

/**
 * Takes an import back, the last chunk first, each in one transaction with its log entry. Before anything is touched all
 * chunks are looked at: one row that somebody changed or used since keeps the whole import as it is, and is named. Ends
 * as UNDONE, or in the state before with the reasons.
 */
export async function takeBackImport(work: Work, id: string): Promise<void> {
  const lock = await openCopier(`import:${id}`)
  if (!lock) throw new Interrupted('another worker takes this import back')
  try {
    await claiming(work, async () => {
      const { clock } = work
      const before = await lookThrough(work, id)
      if (before.length > 0) return await keep(clock, id, before)
      for (;;) {
        if (work.signal.aborted) throw new Interrupted('the worker stops')
        const chunk = await undoChunk(clock, id).catch((error: unknown) => {
          // Somebody referred to a row between the look and the removal: the database does not let it go.
          logger.warn({ importId: id, err: error }, 'a chunk of an import was not taken back')
          return refuse('imports', 'undo-refused')
        })
        if (!chunk.ok && chunk.refusal.code === 'not-running') return
        if (!chunk.ok) return await keep(clock, id, await lookThrough(work, id), chunk.refusal)
        if (chunk.value.done) return
      }
    })
  } finally {
    await lock.close()
  }
}

async function lookThrough(work: Work, id: string): Promise<Problem[]> {
  const { clock } = work
  const found: Problem[] = []
  const open = await asSystem(clock.now(), (tx) =>
    tx.importChunk.findMany({
      where: { batchId: id, undoneAt: null },
      orderBy: { n: 'desc' },
      select: { n: true },
    }),
  )
  for (const { n } of open) {
    found.push(...(await blockersOf(clock, id, n)))
    if (found.length >= MOST_BLOCKERS) break
    await report(work, id, 'UNDOING', { rowsDone: 0 })
  }
  return found.slice(0, MOST_BLOCKERS)
}

function blockersOf(clock: Clock, id: string, n: number): Promise<Problem[]> {
  return asSystem(
    clock.now(),
    async (tx) => {
      const chunk = await tx.importChunk.findUniqueOrThrow({ where: { batchId_n: { batchId: id, n } } })
      // Written by the chunk's own transaction only.
      return findBlockers(tx, chunk.changes as Changes)
    },
    { timeout: CHUNK_MS },
  )
}

async function undoChunk(clock: Clock, id: string) {
  const found = await findWork(id, clock.now())
  if (found?.status !== 'UNDOING') return refuse('imports', 'not-running')
  const importer = await findImporter(clock.now(), found.undoneById)
  if (found.undoneById && (!importer || !mayImport(importer))) return refuse('imports', 'not-in-charge')
  return write<{ done: boolean }>(
    { who: importer, clock, command: 'imports.undo-chunk', timeout: CHUNK_MS },
    async (w) => {
      await lockImports(w.tx)
      if (found.kind === 'organs' || found.kind === 'officials') await lockDirectory(w)
      const chunk = await w.tx.importChunk.findFirst({
        where: { batchId: id, undoneAt: null },
        orderBy: { n: 'desc' },
      })
      if (chunk) {
        const taken = await takeBack(w, id, chunk.n, chunk.changes as Changes)
        if (!taken) return refuse('imports', 'undo-refused')
        const marked = await w.tx.importChunk.updateMany({
          where: { batchId: id, n: chunk.n, undoneAt: null },
          data: { undoneAt: w.at },
        })
        if (marked.count === 0) return refuse('imports', 'not-running')
      }
      const done = !chunk || chunk.n === 1
      const moved = await w.tx.importBatch.updateMany({
        where: { id, status: 'UNDOING' },
        data: {
          rowsApplied: { decrement: chunk?.rows ?? 0 },
          ...(done ? { status: 'UNDONE', undoneAt: w.at, error: null } : {}),
        },
      })
      if (moved.count === 0) return refuse('imports', 'not-running')
      w.touch('ImportBatch', { id })
      return ok({ done })
    },
  )
}

/** The import stays, with the reasons; what was already taken back stays taken back, and is said. */
async function keep(
  clock: Clock,
  id: string,
  blockers: readonly Problem[],
  refusal: Parameters<typeof errorOf>[0] = { module: 'imports', code: 'undo-refused' },
): Promise<void> {
  const partly = await asSystem(clock.now(), async (tx) => {
    await tx.importProblem.deleteMany({ where: { batchId: id, stage: 'UNDO' } })
    const last = await tx.importProblem.aggregate({ where: { batchId: id }, _max: { n: true } })
    await tx.importProblem.createMany({
      data: blockers.map(({ params, ...one }, at) => ({
        ...one,
        batchId: id,
        n: (last._max.n ?? 0) + at + 1,
        stage: 'UNDO',
        ...(params ? { params } : {}),
      })),
    })
    return tx.importChunk.count({ where: { batchId: id, undoneAt: { not: null } } })
  })
  await endStep(clock, 'imports.undo-stop', id, 'UNDOING', () => ({
    status: partly > 0 ? 'STOPPED' : 'DONE',
    error: errorOf(partly > 0 ? { module: 'imports', code: 'undo-stopped' } : refusal),
  }))
}
