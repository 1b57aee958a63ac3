import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor'
import { entityTag, isKnown, versionIn } from './entity-tag'
import { matchPath } from './match-path'
import { preferredLocale } from './preferred-locale'

const key = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0'))

test('a cursor comes back as it went, in its own list only', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (keys) => {
      const cursor = encodeCursor('organs', keys)
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(decodeCursor('organs', keys.length, cursor)).toEqual(keys)
      expect(decodeCursor('officials', keys.length, cursor)).toBeNull()
      expect(decodeCursor('organs', keys.length + 1, cursor)).toBeNull()
    }),
  )
})

test('what was not given out as a cursor is none, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (text) => {
      const read = decodeCursor('organs', 1, text)
      if (read) expect(encodeCursor('organs', read)).toBe(text)
    }),
  )
  const cursor = encodeCursor('organs', ['YX'])
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'AZaz09-_'), (at, sign) => {
      const changed = `${cursor.slice(0, at)}${sign}${cursor.slice(at + 1)}`
      const read = decodeCursor('organs', 1, changed)
      if (read) expect(encodeCursor('organs', read)).toBe(changed)
    }),
  )
  for (const wrong of ['', '!', Buffer.from('["organs",1]').toString('base64url'), 'a'.repeat(2000)])
    expect(decodeCursor('organs', 1, wrong)).toBeNull()
})

test('an entity tag carries its version and changes with the bytes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.string(), (version, body) => {
      const tag = entityTag(body, version)
      expect(versionIn(tag)).toBe(version)
      expect(versionIn(`W/${tag}`)).toBe(version)
      expect(versionIn(`"${version}"`)).toBe(version)
      expect(isKnown(`"other", W/${tag}`, tag)).toBe(true)
      expect(isKnown(entityTag(`${body}.`, version), tag)).toBe(false)
      expect(versionIn(entityTag(body))).toBeNull()
    }),
  )
  for (const wrong of [
    '',
    '*',
    '7',
    '"v7"',
    '"v7-zz"',
    '"-1"',
    '"v1-0123456789abcdef", "v2-0123456789abcdef"',
  ])
    expect(versionIn(wrong)).toBeNull()
})

test.each([
  [null, 'zh'],
  ['', 'zh'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.5, zh;q=0.7', 'zh'],
  ['fr-FR, en;q=0.3', 'en'],
  ['en;q=0', 'zh'],
  ['*', 'zh'],
  ['english', 'zh'],
])('Accept-Language %s is %s', (header, locale) => expect(preferredLocale(header)).toBe(locale))

test('a path takes its segments decoded', () => {
  expect(matchPath('/organs/{code}', '/organs/YX')).toEqual({ code: 'YX' })
  expect(matchPath('/organs/{code}/matters/{number}', '/organs/YX/matters/%E6%96%BD%2F1')).toEqual({
    code: 'YX',
    number: '施/1',
  })
  for (const other of ['/organs', '/organs/', '/organs/YX/', '/organ/YX', '/organs/%', '/organs/%00'])
    expect(matchPath('/organs/{code}', other)).toBeNull()
})
