import { expect, it } from 'vitest'
import { DigestSet } from './digest-set'

it('a set of digests knows what was added, and nothing else, however many there are', () => {
  const set = new DigestSet()
  for (let n = 0; n < 20_000; n++) expect(set.add(`row ${n}`)).toBe(true)
  for (let n = 0; n < 20_000; n++) expect(set.add(`row ${n}`)).toBe(false)
  expect(set.add('row 20000')).toBe(true)
  expect(set.size).toBe(20_001)
})
