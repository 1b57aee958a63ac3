import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFormToken, formToken } from './form-token'
import { codeHash, queryCode } from './query-code'

test('a code is four groups that are found again however they are typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, nonce) => {
      const code = queryCode(secret, nonce)
      expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/)
      expect(codeHash(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(codeHash(code))
    }),
  )
  expect(queryCode('a', 'n')).not.toBe(queryCode('b', 'n'))
  for (const wrong of ['', 'AAAA', 'AAAA-BBBB-CCCC-DDD0', 'AAAA-BBBB-CCCC-DDDDD', '查询码'])
    expect(codeHash(wrong)).toBeNull()
})

test('only our own token passes, not too soon and not too late', () => {
  const settings = { secret: 's', leastSeconds: 3, mostHours: 24 }
  const opened = new Date('2026-11-23T02:00:00Z')
  const token = formToken('s', opened, 'n1')
  const at = (seconds: number) => checkFormToken(token, new Date(opened.getTime() + seconds * 1000), settings)
  expect(at(2)).toEqual({ ok: false, why: 'too-fast' })
  expect(at(3)).toEqual({ ok: true, nonce: 'n1' })
  expect(at(24 * 3600)).toEqual({ ok: true, nonce: 'n1' })
  expect(at(24 * 3600 + 1)).toEqual({ ok: false, why: 'expired' })
  const later = new Date(opened.getTime() + 60_000)
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(text !== token)
      expect(checkFormToken(text, later, settings)).toEqual({ ok: false, why: 'forged' })
    }),
  )
  const [time = '', , mark = ''] = token.split('.')
  expect(checkFormToken(`${time}.n2.${mark}`, later, settings)).toEqual({ ok: false, why: 'forged' })
})
