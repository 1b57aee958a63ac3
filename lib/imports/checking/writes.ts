import { createHash } from 'node:crypto'
import { copyLine, type Copier } from '@/lib/platform/copy'
import type { CivilDate } from '@/lib/platform/dates'
import type { Tx } from '@/lib/platform/db'
import { uuidv7 } from '@/lib/platform/ids'
import { refuse, type Result } from '@/lib/platform/result'
import { prepareEnterprise } from '../enterprises/enterprises'
import { bindColumns, isOurs } from '../mapping/mapping'
import { mostRows, type Batch } from '../planning/writes'
import { matchName } from '../rules/match-name'
import { readRow } from '../rules/read-row'
import { columnsOf, MOST_NOTES, SHOWN_VALUE_LENGTH } from '../schema'
import { readRecords } from '../source/queries'
import type { SourceFile } from '../source/types'
import type { ImportKind, Problem } from '../types'

/** Rows that go to the database at once. */
const STAGED_AT_ONCE = 5000
/** Enterprises without a code come after all with one, which they may be about. */
const AFTER_ALL = 1_000_000_000
const ROWS = `COPY "ImportRow" ("batchId", seq, line, id, key, name, norm, values) FROM STDIN`
const PROBLEMS = `COPY "ImportProblem" ("batchId", n, stage, line, "column", code, params) FROM STDIN`

export interface Staging {
  batch: Batch
  file: SourceFile
  /** As the file was when it came in. */
  sha256: string
  copier: Copier
  today: CivilDate
  at: Date
  /** Says how far it is, and throws when it is not to go on. */
  onProgress(rows: number): Promise<void>
}

/**
 * Reads a kept file row by row, cell by cell, and puts what holds together by itself into the staging table; never more
 * than a few thousand rows are in memory. Refusals: those of the header, `no-rows`, `too-many-rows`, `file-gone`.
 */
export async function stageRows(
  staging: Staging,
): Promise<Result<{ rows: number; staged: number; problems: number }>> {
  const { batch, file, copier, today, at } = staging
  const bound = bindColumns(batch.headers, batch.mapping, columnsOf(batch.kind))
  if (!bound.ok) return bound
  const named = Object.fromEntries(bound.value.map(({ key, header }) => [key, header]))
  const most = mostRows(batch.kind)
  const hash = createHash('sha256')
  const problems = new ProblemLines(batch.id)
  for (const [nth, header] of batch.headers.entries())
    if (header !== '' && !batch.mapping[nth] && !isOurs(header))
      problems.add('NOTE', { line: 1, column: header.slice(0, 100), code: 'column-ignored' })
  let lines: string[] = []
  let rows = -1
  let staged = 0
  const flush = async () => {
    await copier.copy(ROWS, lines)
    await copier.copy(PROBLEMS, problems.take())
    lines = []
    await staging.onProgress(Math.max(0, rows))
  }
  for await (const record of readRecords(file, (bytes) => hash.update(bytes))) {
    rows += 1
    // The header.
    if (rows === 0) continue
    if (rows > most) return refuse('imports', 'too-many-rows', { params: { limit: most } })
    const { values, wrong } = readRow(record, batch.headers.length, bound.value, today, SHOWN_VALUE_LENGTH)
    if (wrong.length > 0) for (const one of wrong) problems.add('CHECK', one)
    else {
      staged += 1
      const { key, name } = sameBy(batch.kind, values)
      const known = batch.kind === 'enterprises' ? prepareEnterprise(values, record.line, named) : null
      for (const note of known?.notes ?? []) if (problems.notes < MOST_NOTES) problems.add('NOTE', note)
      const said = JSON.stringify(known ? { ...values, facts: known.facts } : values)
      const seq = batch.kind === 'enterprises' && key === null ? AFTER_ALL + rows : rows
      lines.push(
        copyLine([batch.id, seq, record.line, uuidv7(at), key, name, known?.facts.norm ?? null, said]),
      )
    }
    if (lines.length >= STAGED_AT_ONCE || problems.waiting >= STAGED_AT_ONCE) await flush()
  }
  await flush()
  if (rows < 1) return refuse('imports', 'no-rows')
  if (file.format === 'csv' && hash.digest('hex') !== staging.sha256) return refuse('imports', 'file-gone')
  return { ok: true, value: { rows, staged, problems: problems.count } }
}

/** By what rows of one file are the same thing. */
function sameBy(
  kind: ImportKind,
  values: Record<string, unknown>,
): { key: string | null; name: string | null } {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  switch (kind) {
    case 'enterprises':
      return { key: text(values.uscc), name: matchName(text(values.name) ?? '') }
    case 'matters':
      return { key: text(values.number), name: null }
    case 'organs':
      return { key: text(values.code), name: null }
    case 'officials':
      return { key: text(values.staffNo), name: null }
  }
}

class ProblemLines {
  private lines: string[] = []
  count = 0
  notes = 0
  constructor(private readonly batchId: string) {}
  get waiting(): number {
    return this.lines.length
  }
  add(stage: 'CHECK' | 'NOTE', { line, column, code, params }: Problem): void {
    this.count += 1
    if (stage === 'NOTE') this.notes += 1
    const said = params ? JSON.stringify(params) : null
    this.lines.push(copyLine([this.batchId, this.count, stage, line, column, code, said]))
  }
  take(): string[] {
    return this.lines.splice(0)
  }
}

/**
 * Marks rows of a file that are about what an earlier one is about, and says so. Enterprises: the same code; without a
 * code the same name as any row with one, or as an earlier row without. Answers how many problems there are now.
 */
export async function markDuplicates(tx: Tx, batch: Batch, problems: number): Promise<number> {
  if (batch.kind !== 'enterprises' && batch.kind !== 'matters') return problems
  const header = (field: string) =>
    batch.headers[batch.mapping.indexOf(field)] ?? columnsOf(batch.kind)[field]?.header ?? ''
  const byKey = header(batch.kind === 'enterprises' ? 'uscc' : 'number')
  let count = problems
  count += await tx.$executeRaw`
    WITH same AS (
      SELECT seq, line, key, first_value(line) OVER w AS first, row_number() OVER w AS nth
      FROM "ImportRow" WHERE "batchId" = ${batch.id}::uuid AND key IS NOT NULL
      WINDOW w AS (PARTITION BY key ORDER BY seq)
    ), marked AS (
      UPDATE "ImportRow" r SET wrong = true FROM same s
      WHERE r."batchId" = ${batch.id}::uuid AND r.seq = s.seq AND s.nth > 1
      RETURNING s.line, s.key, s.first
    )
    INSERT INTO "ImportProblem" ("batchId", n, stage, line, "column", code, params)
    SELECT ${batch.id}::uuid, ${count}::int + row_number() OVER (), 'CHECK', line, ${byKey}, 'duplicate',
      json_build_object('value', key, 'first', first) FROM marked`
  const unnamed = await tx.importRow.count({ where: { batchId: batch.id, seq: { gt: AFTER_ALL } } })
  if (batch.kind !== 'enterprises' || unnamed === 0) return count
  count += await tx.$executeRaw`
    WITH same AS (
      SELECT seq, line, key, values->>'name' AS said, first_value(line) OVER w AS first, row_number() OVER w AS nth
      FROM "ImportRow" WHERE "batchId" = ${batch.id}::uuid AND NOT wrong
      WINDOW w AS (PARTITION BY name ORDER BY seq)
    ), marked AS (
      UPDATE "ImportRow" r SET wrong = true FROM same s
      WHERE r."batchId" = ${batch.id}::uuid AND r.seq = s.seq AND s.key IS NULL AND s.nth > 1
      RETURNING s.line, s.said, s.first
    )
    INSERT INTO "ImportProblem" ("batchId", n, stage, line, "column", code, params)
    SELECT ${batch.id}::uuid, ${count}::int + row_number() OVER (), 'CHECK', line, ${header('name')}, 'duplicate',
      json_build_object('value', said, 'first', first) FROM marked`
  return count
}

/** Keeps what a plan found, and takes the rows with problems out of what is written. Answers how many problems there are now. */
export async function keepProblems(
  tx: Tx,
  batchId: string,
  found: { problems: readonly Problem[]; notes: readonly Problem[] },
  count: number,
): Promise<number> {
  const all = [
    ...found.problems.map((one) => ({ ...one, stage: 'CHECK' })),
    ...found.notes.map((one) => ({ ...one, stage: 'NOTE' })),
  ]
  if (all.length > 0)
    await tx.$executeRaw`
      INSERT INTO "ImportProblem" ("batchId", n, stage, line, "column", code, params)
      SELECT ${batchId}::uuid, ${count}::int + row_number() OVER (), stage, line, "column", code, params
      FROM json_to_recordset(${JSON.stringify(all)}::json)
        AS r(stage text, line integer, "column" text, code text, params json)`
  const lines = [...new Set(found.problems.map(({ line }) => line))]
  if (lines.length > 0)
    await tx.$executeRaw`
      UPDATE "ImportRow" SET wrong = true WHERE "batchId" = ${batchId}::uuid AND line = ANY (${lines}::int[])`
  return count + all.length
}
