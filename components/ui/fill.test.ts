import { expect, it } from 'vitest'
import { fill } from './fill'

it('fills named places and leaves unknown ones and inherited names alone', () => {
  expect(fill('{n} / {total}', { n: 3, total: '10,000+' })).toBe('3 / 10,000+')
  expect(fill('{missing} {toString}', { n: 1 })).toBe('{missing} {toString}')
})

it('does not fill places that arrive inside a value', () => {
  expect(fill('{name}: {n}', { name: '{n}', n: 2 })).toBe('{n}: 2')
})
