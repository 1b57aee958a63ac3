import { write } from '@/lib/audit/writes'
import { looksAfter } from '@/lib/organs/policy'
import { lockDirectory } from '@/lib/organs/writes'
import { toDate, type Clock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { logger } from '@/lib/platform/log'
import { ok, refuse } from '@/lib/platform/result'
import { keepProblems } from '../checking/writes'
import { mayImport } from '../policy'
import { findImporter } from '../planning/queries'
import { chunkRows, planRows } from '../planning/writes'
import { findWork } from '../queries'
import { isNote } from '../types'
import { openCopier } from '@/lib/platform/copy'
import { claiming, endStep, errorOf, Interrupted, type Work } from '../working/commands'
import { lockImports } from '../writes'

/** Milliseconds that one chunk may take. */
const CHUNK_MS = 180_000
const DAY_MS = 86_400_000
/** Somebody may enter the same enterprise at the same moment: the next try sees it. */
const MOST_TRIES = 3

/**
 * Writes the staged rows of an import chunk by chunk. Each is one transaction: its rows, the place up to which the import
 * is done, what takes it back, and the log entry; so a worker that dies between two chunks, or in one, leaves nothing
 * half done and nothing is done twice. Ends as DONE, or as STOPPED with the reason.
 */
export async function carryOutImport(work: Work, id: string): Promise<void> {
  const lock = await openCopier(`import:${id}`)
  if (!lock) throw new Interrupted('another worker writes this import')
  try {
    await claiming(work, async () => {
      for (let tries = 0; ;) {
        if (work.signal.aborted) throw new Interrupted('the worker stops')
        try {
          const chunk = await writeChunk(work.clock, id)
          if (!chunk.ok) return await stop(work.clock, id, chunk.refusal)
          if (chunk.value.done) return
          tries = 0
        } catch (error) {
          tries += 1
          if (isTaken(error) && tries < MOST_TRIES) continue
          logger.error({ importId: id, err: error }, 'a chunk of an import failed')
          return await stop(work.clock, id, { module: 'imports', code: 'chunk-failed' })
        }
      }
    })
  } finally {
    await lock.close()
  }
}

/** One chunk. Refusals: `not-running`, `not-in-charge`, `has-problems` (mode ALL: something stored has changed meanwhile). */
async function writeChunk(clock: Clock, id: string) {
  const now = clock.now()
  const found = await findWork(id, now)
  if (found?.status !== 'RUNNING') return refuse('imports', 'not-running')
  const importer = await findImporter(now, found.importedById)
  if (found.importedById && (!importer || !mayImport(importer))) return refuse('imports', 'not-in-charge')
  const inCharge = (path: string) => !importer || looksAfter(importer, path)
  return write<{ done: boolean }>(
    { who: importer, clock, command: 'imports.write', timeout: CHUNK_MS },
    async (w) => {
      // GIN lists of search tokens are worked off in large parts.
      await w.tx.$executeRaw`SELECT set_config('gin_pending_list_limit', '32MB', true)`
      await lockImports(w.tx)
      if (found.kind === 'organs' || found.kind === 'officials') await lockDirectory(w)
      const batch = await w.tx.importBatch.findUniqueOrThrow({
        where: { id },
        select: { position: true, chunks: true, mode: true },
      })
      const limit = chunkRows(found.kind)
      const plan = await planRows(w.tx, found, batch.position, limit, { inCharge, at: w.at })
      const wrong = plan.problems.filter((one) => !isNote(one))
      if (wrong.length > 0 && batch.mode === 'ALL')
        return refuse('imports', 'has-problems', { params: { count: wrong.length } })
      if (wrong.length > 0) {
        const before = await w.tx.importProblem.aggregate({ where: { batchId: id }, _max: { n: true } })
        await keepProblems(w.tx, id, { problems: wrong, notes: [] }, before._max.n ?? 0)
      }
      const changes = plan.valid > 0 ? await plan.write(w) : {}
      const isLast = plan.rows < limit
      const moved = await w.tx.importBatch.updateMany({
        where: { id, status: 'RUNNING', position: batch.position },
        data: {
          position: plan.last,
          chunks: { increment: plan.valid > 0 ? 1 : 0 },
          rowsApplied: { increment: plan.valid },
          rowsCreated: { increment: plan.created },
          rowsUpdated: { increment: plan.updated },
          rowsUnchanged: { increment: plan.valid - plan.created - plan.updated },
          appliedAt: w.at,
          ...(isLast ? { status: 'DONE', undoUntil: undoUntil(w.at) } : {}),
        },
      })
      if (moved.count === 0) return refuse('imports', 'not-running')
      if (plan.valid > 0)
        // By hand: the client keeps plans of its own statements, with all that is in them.
        await w.tx.$executeRaw`
          INSERT INTO "ImportChunk" ("batchId", n, rows, changes, "appliedAt")
          VALUES (${id}::uuid, ${batch.chunks + 1}::int, ${plan.valid}::int, ${JSON.stringify(changes)}::jsonb,
            ${w.at}::timestamptz)`
      w.touch('ImportBatch', { id })
      if (isLast)
        await w.enqueue(
          'import-clean',
          { id },
          { dedupeKey: `import-clean:${id}:${uuidv7(w.at)}`, availableAt: undoUntil(w.at) },
        )
      return ok({ done: isLast })
    },
  )
}

export function undoUntil(at: Date): Date {
  return toDate(at.getTime() + env().IMPORT_UNDO_DAYS * DAY_MS)
}

async function stop(clock: Clock, id: string, refusal: Parameters<typeof errorOf>[0]): Promise<void> {
  if (refusal.code === 'not-running') return
  await endStep(clock, 'imports.stop', id, 'RUNNING', (w) => ({
    status: 'STOPPED',
    error: errorOf(refusal),
    undoUntil: undoUntil(w.at),
  }))
}

/** Somebody took a code or a number between the look and the write. */
function isTaken(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${'code' in error ? String(error.code) : ''}` : ''
  return /23505|P2002|40001|40P01|P2034/.test(text)
}
