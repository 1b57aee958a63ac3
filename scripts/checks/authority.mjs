// Every export of a 'use server' file is made by defineAction; every route handler says who may call it.
import { filesBelow, read, report } from './files.mjs'

const problems = []
for (const path of [...filesBelow('lib'), ...filesBelow('app'), ...filesBelow('components')]) {
  if (!/\.tsx?$/.test(path)) continue
  const text = read(path)
  if (/^['"]use server['"]/m.test(text)) {
    if (!path.endsWith('/actions.ts')) problems.push(`${path}: 'use server' belongs in actions.ts`)
    for (const [, name, made] of text.matchAll(
      /^export (?:const|async function|function) (\w+)(?: = (\w+))?/gm,
    ))
      if (made !== 'defineAction' && made !== 'defineSignOut')
        problems.push(`${path}: ${name} is not made by defineAction`)
  }
  if (
    path.startsWith('app/api/') &&
    path.endsWith('/route.ts') &&
    !/^export const authority = '(public|signed-in)'$/m.test(text)
  )
    problems.push(`${path}: says no authority (export const authority = 'public' | 'signed-in')`)
}
report(problems)
