// The import of one CSV file from the command line, as the system: who may run it has the machine and its database.
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { applyImport, previewImport, type Preview } from '@/lib/imports/commands'
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
  const bytes = await readFile(resolve(process.env.CALLER_DIR ?? '.', name)).catch(() => null)
  if (!bytes) {
    say('noFile', { file: name })
    return 2
  }
  const started = performance.now()
  const input = { kind: kind.data, fileName: basename(name), bytes }
  const preview = await previewImport({ actor: null, clock: systemClock, input })
  if (!preview.ok) return refused(preview.refusal)
  tell(name, preview.value)
  if (values['dry-run']) {
    say('dryRun')
    return 0
  }
  const mode = values['valid-only'] ? 'VALID' : 'ALL'
  const done = await applyImport({
    actor: null,
    clock: systemClock,
    input: { batchId: preview.value.id, mode },
  })
  if (!done.ok) return refused(done.refusal)
  const { created, updated, unchanged } = done.value
  say('done', { created, updated, unchanged, seconds: ((performance.now() - started) / 1000).toFixed(1) })
  return 0
}

function refused(refusal: Refusal): number {
  console.error(refusalText(t, refusal))
  return 1
}

function tell(file: string, preview: Preview): void {
  const { encoding, rowsTotal, rowsValid, rowsCreated, rowsUpdated, rowsUnchanged } = preview
  say('preview', {
    file,
    encoding,
    total: rowsTotal,
    valid: rowsValid,
    created: rowsCreated,
    updated: rowsUpdated,
    unchanged: rowsUnchanged,
  })
  for (const problem of preview.problems) console.log(`  ${problemLine(problem)}`)
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
