// Small rules of our own: where time, 'use client' and long files may be, and what never stays in the source.
import { readdirSync } from 'node:fs'
import { ROOT, filesBelow, read, report } from './files.mjs'

const LONGEST = 500
/** The one place where Next.js itself wants the directive outside components/. */
const CLIENT_BOUNDARIES = new Set(['app/error.tsx', 'app/global-error.tsx'])
const CLOCK = 'lib/platform/clock.ts'
const THIS = 'scripts/checks/source.mjs'
const SILENCED = /eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck|prettier-ignore|\bTODO\b|\bFIXME\b/
const NOT_RUN =
  /\b(it|test|describe|suite|bench)(\.\w+)*\.(only|skip|todo|fixme|skipIf|runIf|fails|fail)\b|\bx(it|describe)\(|\b(fit|fdescribe)\(/

const problems = []
const atRoot = readdirSync(ROOT, { withFileTypes: true }).filter(
  (one) => one.isFile() && !one.name.startsWith('.'),
)
const below = ['app', 'components', 'lib', 'prisma', 'e2e', 'scripts'].flatMap(filesBelow)
for (const path of [...atRoot.map((one) => one.name), ...below]) {
  if (!/\.(tsx?|mjs|cjs|js)$/.test(path) || path === THIS) continue
  const text = read(path)
  const wrong = (what) => problems.push(`${path}: ${what}`)
  const lines = text.split('\n').length
  const isTest = path.includes('.test.') || path.startsWith('e2e/')
  const isProduct = /^(app|components|lib)\/|^(proxy|instrumentation)\.ts$/.test(path)
  if (lines > LONGEST) wrong(`${lines} lines; split it`)
  if (SILENCED.test(text)) wrong('unfinished or silenced')
  if (isTest && NOT_RUN.test(text)) wrong('a test that does not run')
  if (!isProduct || isTest) continue
  if (/^\s*['"]use client['"]/m.test(text) && !path.startsWith('components/') && !CLIENT_BOUNDARIES.has(path))
    wrong("'use client' belongs in components/")
  if (path !== CLOCK && /\bnew Date\b|\bDate\.now\b|\bDate\(\)/.test(text))
    wrong(`the time comes as an argument; new Date is in ${CLOCK} only`)
}
report(problems)
