import { asSystem } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { logger } from '@/lib/platform/log'
import { openCopier } from '@/lib/platform/copy'
import type { Refusal } from '@/lib/platform/result'
import { looksAfter } from '@/lib/organs/policy'
import { mayImport } from '../policy'
import { findImporter } from '../planning/queries'
import { chunkRows, planRows } from '../planning/writes'
import { findWork, type WorkBatch } from '../queries'
import { MOST_NOTES } from '../schema'
import { FileGone } from '../source/kept/queries'
import { WorkbookBroken } from '../source/workbook/queries'
import { isNote } from '../types'
import { claiming, endStep, errorOf, Interrupted, report, Stopped, type Work } from '../working/commands'
import { keepProblems, markDuplicates, stageRows } from './writes'

/** Milliseconds: a plan reads thousands of rows. */
const PLAN_MS = 180_000
/** Two million rows are compared with one another. */
const COMPARE_MS = 1_800_000

/**
 * Reads and checks a whole file and forecasts what it would do; nothing is imported. Begun again from the file's first
 * row when a worker died over it. Ends as PENDING, or as FAILED with what is wrong with the file. By the system.
 */
export async function checkImport(work: Work, id: string): Promise<void> {
  const batch = await findWork(id, work.clock.now())
  if (batch?.status !== 'CHECKING') return
  const copier = await openCopier(`import:${id}`)
  if (!copier) throw new Interrupted('another worker checks this file')
  try {
    await claiming(work, async () => {
      await clear(work, id)
      const staged = await stageRows({
        batch,
        file: batch.file,
        sha256: batch.sha256,
        copier,
        today: civilDateOf(work.clock.now()),
        at: work.clock.now(),
        onProgress: (rows) => report(work, id, 'CHECKING', { rowsDone: rows }),
      })
      if (!staged.ok) return fail(work, id, staged.refusal)
      await report(work, id, 'CHECKING', { rowsDone: 0, rowsTotal: staged.value.rows })
      return forecast(work, batch, staged.value)
    })
  } catch (error) {
    if (error instanceof Interrupted) throw error
    if (error instanceof Stopped) return
    const code = codeOf(error)
    if (code === 'check-failed') logger.error({ importId: id, err: error }, 'the check of an import failed')
    await fail(work, id, { module: 'imports', code })
  } finally {
    await copier.close()
  }
}

function codeOf(error: unknown): string {
  if (error instanceof FileGone) return 'file-gone'
  return error instanceof WorkbookBroken ? 'workbook-broken' : 'check-failed'
}

function clear({ clock }: Work, id: string) {
  return asSystem(
    clock.now(),
    async (tx) => {
      await tx.importRow.deleteMany({ where: { batchId: id } })
      await tx.importProblem.deleteMany({ where: { batchId: id } })
    },
    { timeout: COMPARE_MS },
  )
}

async function fail({ clock }: Work, id: string, refusal: Refusal): Promise<void> {
  await endStep(clock, 'imports.fail', id, 'CHECKING', () => ({ status: 'FAILED', error: errorOf(refusal) }))
}

async function forecast(
  work: Work,
  batch: WorkBatch,
  staged: { rows: number; staged: number; problems: number },
): Promise<void> {
  const { clock } = work
  const now = clock.now()
  const importer = await findImporter(now, batch.importedById)
  if (batch.importedById && (!importer || !mayImport(importer)))
    return fail(work, batch.id, { module: 'imports', code: 'not-in-charge' })
  const inCharge = (path: string) => !importer || looksAfter(importer, path)
  let problems = await asSystem(now, (tx) => markDuplicates(tx, batch, staged.problems), {
    timeout: COMPARE_MS,
  })
  let notes = 0
  const counts = { rowsValid: 0, rowsCreated: 0, rowsUpdated: 0 }
  const limit = chunkRows(batch.kind)
  for (let after = 0, done = 0; ;) {
    const read = await asSystem(
      now,
      async (tx) => {
        const plan = await planRows(tx, batch, after, limit, { inCharge, at: now })
        if (plan.rows === 0) return null
        const wrong = plan.problems.filter((one) => !isNote(one))
        const kept = plan.problems.filter(isNote).slice(0, Math.max(0, MOST_NOTES - notes))
        problems = await keepProblems(tx, batch.id, { problems: wrong, notes: kept }, problems)
        notes += kept.length
        counts.rowsValid += plan.valid
        counts.rowsCreated += plan.created
        counts.rowsUpdated += plan.updated
        return { rows: plan.rows, last: plan.last }
      },
      { timeout: PLAN_MS },
    )
    if (!read) break
    after = read.last
    done += read.rows
    await report(work, batch.id, 'CHECKING', { rowsDone: done })
    if (read.rows < limit) break
  }
  const { rowsValid, rowsCreated, rowsUpdated } = counts
  await endStep(clock, 'imports.check', batch.id, 'CHECKING', () => ({
    ...counts,
    status: 'PENDING',
    rowsTotal: staged.rows,
    rowsUnchanged: rowsValid - rowsCreated - rowsUpdated,
    rowsDone: 0,
    rowsApplied: 0,
    position: 0,
    error: null,
  }))
}
