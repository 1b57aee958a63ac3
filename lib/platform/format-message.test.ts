import type { ReactNode } from 'react'
import { _createCache, _createIntlFormatters, createTranslator, type Messages } from 'use-intl/core'
import { expect, test } from 'vitest'
import { compileMessages } from './compile-message'
import formatAnyMessage from './format-any-message'
import formatMessage from './format-message'
import { CATALOGUES } from './i18n'

type Values = Record<string, unknown>

const options = (locale: string) => {
  const cache = _createCache()
  return { locale, cache, formatters: _createIntlFormatters(cache), timeZone: 'Asia/Shanghai' }
}

/** As next-intl says them without ours; a message is asked for by its place. */
function theirs(locale: string, messages: readonly string[]): (place: number, values: Values) => ReactNode {
  const t = createTranslator({
    locale,
    messages: Object.fromEntries(messages.entries()) as unknown as Messages,
    timeZone: 'Asia/Shanghai',
  })
  return (place, values) => (t.rich as (key: string, values: Values) => ReactNode)(String(place), values)
}

/** As the server says it. */
const onServer = (locale: string, message: string, values: Values) =>
  formatAnyMessage('message', message, values as never, options(locale))

/** As a browser says what the server has read. */
const inBrowser = (locale: string, message: string, values: Values) =>
  formatMessage('message', compileMessages(message) as string, values as never, options(locale))

/** Every message of a catalogue. */
const every = (part: unknown): string[] =>
  typeof part === 'string' ? [part] : Object.values(part as object).flatMap(every)

/** Something for every place and tag; `count` decides what plurals say. */
function valuesFor(message: string, count: number): Values {
  const places = [...message.matchAll(/\{(\w+)/g)].map(([, name]) => [name, count])
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([, name]) => [
    name,
    (inside: unknown) => `[${String(inside)}]`,
  ])
  return Object.fromEntries([...places, ...tags]) as Values
}

test.each(['zh', 'en'] as const)(
  'every message of %s reads as with the library’s own formatter',
  (locale) => {
    const messages = every(CATALOGUES[locale]).filter((message) => /[{<']/.test(message))
    const wanted = theirs(locale, messages)
    for (const [place, message] of messages.entries())
      for (const count of [0, 1, 12_345]) {
        const values = valuesFor(message, count)
        expect(onServer(locale, message, values), message).toEqual(wanted(place, values))
        expect(inBrowser(locale, message, values), message).toEqual(wanted(place, values))
      }
  },
)

test('quotes and braces in words are words in a browser too', () => {
  expect(inBrowser('en', "one's '{own}' word", {})).toBe("one's {own} word")
  expect(inBrowser('en', "'{'", {})).toBe('{')
})

test('a value that is not given is said, not shown as a place', () => {
  expect(() => onServer('en', 'by {name}', {})).toThrow('{name}')
  expect(() => inBrowser('en', 'by {name}', {})).toThrow('{name}')
})

test('a message that nobody can read is said', () => {
  expect(() => compileMessages('{count, plural,')).toThrow()
})

test('a value with a place of its own is not filled again', () => {
  expect(inBrowser('zh', '{name}：{n}', { name: '{n}', n: 2 })).toBe('{n}：2')
})

test.each(['zh', 'en'] as const)('what a browser gets of %s is plain', (locale) => {
  const ready = compileMessages(CATALOGUES[locale])
  const plain = (value: unknown): boolean =>
    typeof value !== 'object' ||
    Array.isArray(value) ||
    (value !== null && Object.getPrototypeOf(value) === Object.prototype)
  const odd: unknown[] = []
  JSON.stringify(ready, (_, value: unknown) => (plain(value) ? value : void odd.push(value)))
  expect(odd).toEqual([])
  expect(JSON.stringify(ready)).toContain('"other"')
})
