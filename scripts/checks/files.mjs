// The project's own source files, for the checks beside this one.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SKIPPED = new Set([
  'node_modules',
  '.next',
  '.git',
  'generated',
  '.data',
  'test-results',
  'playwright-report',
])

/** Paths below a folder, relative to the root, with `/`. */
export function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [relative('.', path).replaceAll('\\', '/')]
  })
}

export const read = (path) => readFileSync(join(ROOT, path), 'utf8')

/** Prints what is wrong and ends with 1, or says nothing. */
export function report(problems) {
  for (const problem of problems) console.error(problem)
  process.exit(problems.length > 0 ? 1 : 0)
}
