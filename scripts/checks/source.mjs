// Small rules of our own: where time, 'use client' and long files may be, and what never stays in the source.
import { filesBelow, read, report } from './files.mjs'

const LONGEST = 500
/** The one place where Next.js itself wants the directive outside components/. */
const CLIENT_BOUNDARIES = new Set(['app/error.tsx', 'app/global-error.tsx'])

const problems = []
const sources = ['app', 'components', 'lib', 'prisma', 'e2e', 'scripts'].flatMap(filesBelow)
for (const path of sources.filter((one) => /\.(tsx?|mjs|cjs)$/.test(one))) {
  const text = read(path)
  const lines = text.split('\n').length
  if (lines > LONGEST) problems.push(`${path}: ${lines} lines; split it`)
  const isTest = path.includes('.test.') || path.startsWith('e2e/')
  const isSource = /^(app|components|lib)\//.test(path)
  if (
    isSource &&
    /^['"]use client['"]/m.test(text) &&
    !path.startsWith('components/') &&
    !CLIENT_BOUNDARIES.has(path)
  )
    problems.push(`${path}: 'use client' belongs in components/`)
  if (
    isSource &&
    !isTest &&
    path !== 'lib/platform/clock.ts' &&
    !path.startsWith('components/') &&
    /\bnew Date\(|\bDate\.now\(/.test(text)
  )
    problems.push(`${path}: the time comes as an argument; new Date is in lib/platform/clock.ts only`)
  if (path === 'scripts/checks/source.mjs') continue
  if (/eslint-disable|@ts-ignore|@ts-expect-error|\bTODO\b|\bFIXME\b/.test(text))
    problems.push(`${path}: unfinished or silenced`)
  if (isTest && /\b(it|test|describe)\.(only|skip|todo|fixme)\(/.test(text))
    problems.push(`${path}: a test that does not run`)
}
report(problems)
