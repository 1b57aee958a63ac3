// A module has only files of the vocabulary (ARCHITECTURE.md): schema, types, workflow, policy, rules/, queries …
import { filesBelow, report } from './files.mjs'

const WORDS = [
  'schema',
  'types',
  'workflow',
  'policy',
  'labels',
  'queries',
  'commands',
  'writes',
  'actions',
  'operations',
  'subscribers',
  'testing',
]
/** Entry points that a library or Next.js names, each with its one place. */
const NAMED = new Set([
  'lib/identity/auth.ts',
  'lib/identity/define-action.ts',
  'lib/api/define-operation.ts',
])
const BANNED = /(^|\/)(index|utils?|helpers?|services?|managers?|constants?|misc|hooks)(\.|\/)/

const problems = []
for (const path of filesBelow('lib')) {
  if (BANNED.test(path)) problems.push(`${path}: this name says nothing; see ARCHITECTURE.md`)
  const [, module, ...rest] = path.split('/')
  if (module === 'platform' || NAMED.has(path)) continue
  const name = rest.at(-1) ?? ''
  const folders = rest.slice(0, -1)
  if (name === 'README.md' || /^messages\.(zh|en)\.json$/.test(name)) continue
  const stem = name.replace(/(\.db)?(\.test)?\.tsx?$/, '')
  const ownName = stem === module || stem === folders.at(-1)
  if (folders.at(-1) === 'rules' || WORDS.includes(stem) || ownName) continue
  problems.push(`${path}: not in the vocabulary of module files`)
}
report(problems)
