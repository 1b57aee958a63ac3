import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAccessToken, newAccessToken, startOf } from './access-token'

const kinds = fc.constantFrom('person' as const, 'service' as const)

test('a new token has the form, says whose kind it is, and is never the same', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(kinds, (kind) => {
      const token = newAccessToken(kind)
      expect(token).toMatch(kind === 'person' ? /^qq_p[0-9A-Za-z]{38}$/ : /^qq_s[0-9A-Za-z]{38}$/)
      expect(isAccessToken(token)).toBe(true)
      expect(token.startsWith(startOf(token))).toBe(true)
      expect(seen.has(token)).toBe(false)
      seen.add(token)
    }),
  )
})

test('one wrong character anywhere, or two neighbours changed round, is found', () => {
  fc.assert(
    fc.property(kinds, fc.nat(41), fc.constantFrom(...'09AZaz_-. '), (kind, at, sign) => {
      const token = newAccessToken(kind)
      const mistyped = `${token.slice(0, at)}${sign}${token.slice(at + 1)}`
      expect(isAccessToken(mistyped)).toBe(mistyped === token)
      const swapped = `${token.slice(0, at)}${token[at + 1] ?? ''}${token[at] ?? ''}${token.slice(at + 2)}`
      expect(isAccessToken(swapped)).toBe(swapped === token)
    }),
    { numRuns: 2000 },
  )
})

test('what is no token is none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isAccessToken(text)).toBe(false)
    }),
  )
  for (const wrong of [
    '',
    'qq_',
    `qq_p${'0'.repeat(38)}`,
    `qq_x${'a'.repeat(38)}`,
    ` ${newAccessToken('person')}`,
  ])
    expect(isAccessToken(wrong)).toBe(false)
})
