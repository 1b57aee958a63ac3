import { describe, expect, it } from 'vitest'
import { diffParts } from './diff-parts'

describe('diffParts', () => {
  it('marks only what differs between a common beginning and end', () => {
    expect(diffParts('企业承担；不用餐', '本单位承担；不用餐')).toEqual({
      start: '',
      before: '企业',
      after: '本单位',
      end: '承担；不用餐',
    })
  })

  it('does not let the beginning and the end overlap', () => {
    expect(diffParts('aa', 'aaa')).toEqual({ start: 'aa', before: '', after: 'a', end: '' })
    expect(diffParts('abab', 'ab')).toEqual({ start: 'ab', before: 'ab', after: '', end: '' })
  })

  it('keeps a character outside the basic plane whole', () => {
    // These two share their first UTF-16 unit.
    expect(diffParts('𠮷田', '𠮶田')).toEqual({ start: '', before: '𠮷', after: '𠮶', end: '田' })
  })

  it('finds nothing in equal texts', () => {
    expect(diffParts('同样', '同样')).toEqual({ start: '同样', before: '', after: '', end: '' })
  })
})
