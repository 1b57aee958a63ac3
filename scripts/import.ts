// The import of one file from the command line, as the system: who may run it has the machine and its database.
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { carryOutImport } from '@/lib/imports/applying/commands'
import { checkImport } from '@/lib/imports/checking/commands'
import { applyImport, mapImport, receiveImport } from '@/lib/imports/commands'
import { findReport, readLocalFile, type ImportReport } from '@/lib/imports/queries'
import { importKindSchema } from '@/lib/imports/schema'
import type { Problem } from '@/lib/imports/types'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { getTranslator, refusalText, type Locale } from '@/lib/platform/i18n'
import type { Refusal } from '@/lib/platform/result'

const locale: Locale = /^(C|POSIX|en)/.test(process.env.LC_ALL || process.env.LANG || 'zh') ? 'en' : 'zh'
const translate = getTranslator(locale)
const t = (key: string, params?: Record<string, string | number>) => translate(key as never, params as never)
const say = (key: string, params?: Record<string, string | number>) =>
  console.log(t(`imports.cli.${key}`, params))
const stop = new AbortController()
process.on('SIGINT', () => stop.abort())

/** Ends: 0 imported, 1 refused, 2 wrong use. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { 'valid-only': { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  })
  const kind = importKindSchema.safeParse(positionals[0])
  const name = positionals[1]
  const known = Object.keys(values).every((option) => option === 'valid-only' || option === 'dry-run')
  if (!kind.success || !name || positionals.length > 2 || !known) {
    say('usage')
    return 2
  }
  const bytes = await readLocalFile(resolve(process.env.CALLER_DIR ?? '.', name))
  if (!bytes) {
    say('noFile', { file: name })
    return 2
  }
  const started = performance.now()
  const machine = { actor: null, clock: systemClock }
  const work = (claim: string) => ({ clock: systemClock, signal: stop.signal, claim })
  const received = await receiveImport({
    ...machine,
    input: { kind: kind.data, fileName: basename(name), bytes },
  })
  if (!received.ok) return refused(received.refusal)
  const batchId = received.value.id
  let { claim } = received.value
  if (received.value.status === 'UPLOADED') {
    // Nobody is there to say which column is which: those that are known are read.
    const { mapping } = await findReport(batchId, systemClock.now())
    const mapped = await mapImport({ ...machine, input: { batchId, mapping } })
    if (!mapped.ok) return refused(mapped.refusal)
    claim = mapped.value.claim
  }
  await checkImport(work(claim), batchId)
  const checked = await findReport(batchId, systemClock.now())
  if (checked.error) return refused(checked.error)
  tell(name, checked)
  if (values['dry-run']) {
    say('dryRun')
    return 0
  }
  const mode = values['valid-only'] ? 'VALID' : 'ALL'
  const begun = await applyImport({ ...machine, input: { batchId, mode } })
  if (!begun.ok) return refused(begun.refusal)
  const meter = process.stdout.isTTY ? setInterval(() => void progress(batchId), 2000) : undefined
  await carryOutImport(work(begun.value.claim), batchId)
  clearInterval(meter)
  const done = await findReport(batchId, systemClock.now())
  if (done.status !== 'DONE') return refused(done.error ?? { module: 'imports', code: 'not-running' })
  const { rowsCreated: created, rowsUpdated: updated, rowsUnchanged: unchanged } = done
  say('done', { created, updated, unchanged, seconds: ((performance.now() - started) / 1000).toFixed(1) })
  return 0
}

async function progress(id: string): Promise<void> {
  const { rowsApplied, rowsTotal } = await findReport(id, systemClock.now())
  process.stdout.write(`\r${rowsApplied} / ${rowsTotal} `)
}

function refused(refusal: Refusal): number {
  console.error(refusalText(t, refusal))
  return 1
}

function tell(file: string, report: ImportReport): void {
  const { encoding, rowsTotal, rowsValid, rowsCreated, rowsUpdated, rowsUnchanged } = report
  say('preview', {
    file,
    encoding,
    total: rowsTotal,
    valid: rowsValid,
    created: rowsCreated,
    updated: rowsUpdated,
    unchanged: rowsUnchanged,
  })
  for (const problem of report.problems) console.log(`  ${problemLine(problem)}`)
  if (report.more > 0) say('more', { count: report.more })
}

function problemLine({ line, column, code, params }: Problem): string {
  const value = params?.value ? t('imports.cli.value', { value: params.value }) : ''
  const text = `${t(`imports.problem.${code}`, params)}${value}`
  return t('imports.cli.problem', { line, column: column ?? t('imports.problems.row'), text })
}

main()
  .then(async (code) => {
    await closeDb()
    process.exit(code)
  })
  .catch(async (error: unknown) => {
    console.error(error)
    await closeDb()
    process.exit(1)
  })
