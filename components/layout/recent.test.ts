import { describe, expect, it } from 'vitest'
import { recentFrom, withRecent } from './recent'

const one = (n: number) => ({ href: `/${String(n)}`, label: String(n) })

describe('recentFrom', () => {
  it('reads what was kept', () => expect(recentFrom(JSON.stringify([one(1)]))).toEqual([one(1)]))
  it('leaves out what leads elsewhere or is no entry', () =>
    expect(
      recentFrom(
        JSON.stringify([
          { href: '//evil.example', label: 'x' },
          { href: 'javascript:alert(1)', label: 'x' },
          { href: '/ok' },
          null,
          7,
          { href: '/ok', label: 'ok', more: 1 },
        ]),
      ),
    ).toEqual([{ href: '/ok', label: 'ok' }]))
  it.each([null, '{}', '"x"'])('has nothing in %j', (kept) => expect(recentFrom(kept)).toEqual([]))
})

describe('withRecent', () => {
  it('has each once, the newest first, six at most', () => {
    const six = [1, 2, 3, 4, 5, 6].map(one)
    expect(withRecent(six, one(3)).map(({ label }) => label)).toEqual(['3', '1', '2', '4', '5', '6'])
    expect(withRecent(six, one(7)).map(({ label }) => label)).toEqual(['7', '1', '2', '3', '4', '5'])
  })
})
