// Both languages have the same keys and the same placeholders; refusals and statuses have words.
import { filesBelow, read, report } from './files.mjs'

const problems = []
let cached

function flat(value, path = '') {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
}

const holders = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort().join()

for (const path of filesBelow('lib').filter((one) => one.endsWith('messages.zh.json'))) {
  const zh = new Map(flat(JSON.parse(read(path))))
  const en = new Map(flat(JSON.parse(read(path.replace('.zh.', '.en.')))))
  for (const [key, text] of zh) {
    const other = en.get(key)
    if (other === undefined) problems.push(`${path}: ${key} has no English`)
    else if (holders(text) !== holders(other))
      problems.push(`${path}: ${key} has other placeholders in English`)
  }
  for (const key of en.keys()) if (!zh.has(key)) problems.push(`${path}: ${key} has no Chinese`)
}

/** Codes that commands refuse with, as they are written. */
for (const path of filesBelow('lib').filter((one) => one.endsWith('.ts') && !one.includes('.test.'))) {
  const known = catalogues()
  for (const [, module, code] of read(path).matchAll(/refuse\(\s*'(\w+)',\s*'([\w-]+)'/g))
    if (!known.has(`${module}.refusal.${code}`))
      problems.push(`${path}: refusal ${module}.${code} has no words`)
}

function catalogues() {
  if (cached) return cached
  cached = new Set()
  const i18n = read('lib/platform/i18n.ts')
  for (const [, name, file] of i18n.matchAll(/import (\w+)Zh from '@\/(lib\/[\w/-]+\/messages\.zh\.json)'/g))
    for (const [key] of flat(JSON.parse(read(file)))) cached.add(`${name}.${key}`)
  return cached
}
report(problems)
