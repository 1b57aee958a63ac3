// Both languages have the same keys and placeholders, every message can be read, and every refusal has words.
import { createTranslator } from 'use-intl/core'
import { parse } from 'yaml'
import { filesBelow, read, report } from './files.mjs'

const MERGED_IN = 'lib/platform/i18n.ts'
const problems = []
const files = filesBelow('lib')

/** Every message of a catalogue with its path. */
function flat(value, path = '') {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
}

const namesIn = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort()
const placeholders = (text) => namesIn(text, /\{(\w+)/g)
const tags = (text) => namesIn(text, /<(\w+)>/g)

/** Formats a message with something in every placeholder; answers what is wrong with it. */
function unreadable(locale, text) {
  let wrong
  const t = createTranslator({
    locale,
    messages: { text },
    timeZone: 'Asia/Shanghai',
    onError: (error) => (wrong = error.message),
  })
  const values = [
    ...placeholders(text).map((name) => [name, 1]),
    ...tags(text).map((name) => [name, () => '']),
  ]
  t.rich('text', Object.fromEntries(values))
  return wrong
}

function catalogue(path, locale) {
  if (!files.includes(path)) {
    problems.push(`${path}: is missing`)
    return new Map()
  }
  // JSON takes the last of two messages with one name without a word; YAML, which reads JSON too, refuses.
  let messages
  try {
    messages = new Map(flat(parse(read(path))))
  } catch (error) {
    problems.push(`${path}: ${error.message}`)
    return new Map()
  }
  for (const [key, text] of messages) {
    const wrong = text.trim() ? unreadable(locale, text) : 'is empty'
    if (wrong) problems.push(`${path}: ${key}: ${wrong}`)
  }
  return messages
}

function compare(path, zh, en) {
  for (const [key, text] of zh) {
    const other = en.get(key)
    if (other === undefined) problems.push(`${path}: ${key} has no English`)
    else if (
      placeholders(text).join() !== placeholders(other).join() ||
      tags(text).join() !== tags(other).join()
    )
      problems.push(`${path}: ${key} has other placeholders in English`)
  }
  for (const key of en.keys()) if (!zh.has(key)) problems.push(`${path}: ${key} has no Chinese`)
}

const known = new Set()
const merged = read(MERGED_IN)
const stems = new Set(files.flatMap((path) => /^(.*)messages\.(?:zh|en)\.json$/.exec(path)?.[1] ?? []))
for (const stem of stems) {
  const path = `${stem}messages.zh.json`
  const zh = catalogue(path, 'zh')
  compare(path, zh, catalogue(`${stem}messages.en.json`, 'en'))
  const [, namespace] = new RegExp(`import (\\w+)Zh from '@/${path}'`).exec(merged) ?? []
  if (!namespace) problems.push(`${path}: is not merged in ${MERGED_IN}`)
  for (const key of zh.keys()) known.add(`${namespace}.${key}`)
}

const USES = [
  [/\brefuse\(\s*'(\w+)',\s*'([\w-]+)'/g, (module, code) => `${module}.refusal.${code}`],
  [/'(\w+)\.((?:field|refusal)\.[\w.-]+)'/g, (module, key) => `${module}.${key}`],
]
for (const path of [...files, ...filesBelow('components'), ...filesBelow('app')]) {
  if (!/\.tsx?$/.test(path) || path.includes('.test.')) continue
  const text = read(path)
  for (const [pattern, keyOf] of USES)
    for (const [, module, rest] of text.matchAll(pattern)) {
      const key = keyOf(module, rest)
      if (!known.has(key)) problems.push(`${path}: ${key} has no words`)
    }
}
report(problems)
