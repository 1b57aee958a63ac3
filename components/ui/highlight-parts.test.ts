import { describe, expect, it } from 'vitest'
import { highlightParts } from './highlight-parts'

describe('highlightParts', () => {
  it('marks every occurrence', () => {
    expect(highlightParts('岚岳建设岚岳', '岚岳')).toEqual([
      { text: '岚岳', hit: true },
      { text: '建设', hit: false },
      { text: '岚岳', hit: true },
    ])
  })

  it('ignores case and outer spaces, and keeps the text as written', () => {
    expect(highlightParts('91350100m000', ' M0 ')).toEqual([
      { text: '91350100', hit: false },
      { text: 'm0', hit: true },
      { text: '00', hit: false },
    ])
  })

  it('leaves the text whole when nothing matches, nothing is asked, or lower case changes the length', () => {
    expect(highlightParts('岚岳', 'ly')).toEqual([{ text: '岚岳', hit: false }])
    expect(highlightParts('岚岳', '  ')).toEqual([{ text: '岚岳', hit: false }])
    expect(highlightParts('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', hit: false }])
  })
})
