import { describe, expect, it } from 'vitest'
import { cleanText, neutraliseFormula } from './text'

describe('neutraliseFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 10', "'+86 10"],
    ['-3', "'-3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
  ])('makes %j harmless', (cell, shown) => expect(neutraliseFormula(cell)).toBe(shown))

  it.each(['', '清河公司', 'a=b', ' =1', '2026-11-23', '1-2', '—', "'x"])('leaves %j alone', (cell) =>
    expect(neutraliseFormula(cell)).toBe(cell),
  )
})

describe('cleanText', () => {
  it.each([
    ['composes', 'e\u0301', '\u00e9'],
    ['drops bidi controls', 'abc\u202Etxt.exe\u202C', 'abctxt.exe'],
    ['drops isolates', '\u2066x\u2069', 'x'],
    ['drops zero-width characters', '清\u200B河\uFEFF', '清河'],
    ['drops soft hyphens', 'a\u00ADb', 'ab'],
    ['drops controls', 'a\u0000b\u0007c\u007Fd\u0085', 'abcd'],
    ['keeps newline and tab', 'a\n\tb', 'a\n\tb'],
    ['turns CRLF and CR into newlines', 'a\r\nb\rc', 'a\nb\nc'],
    ['keeps joined emoji', '👩‍💻', '👩‍💻'],
    ['keeps joined emoji with skin tone', '👩🏽‍🚀', '👩🏽‍🚀'],
    ['keeps joined emoji with a variation selector', '🏳️‍🌈', '🏳️‍🌈'],
    ['drops a joiner between letters', 'a\u200Db', 'ab'],
    ['drops a joiner at the end of an emoji', '👩\u200D', '👩'],
    ['keeps full-width and rare characters', '（𠮷）＝', '（𠮷）＝'],
    ['keeps surrounding spaces', ' x ', ' x '],
  ])('%s', (_what, input, output) => expect(cleanText(input)).toBe(output))

  it('is idempotent', () => {
    const once = cleanText('a\u200D\u202E\r\n👩‍💻\u200B')
    expect(cleanText(once)).toBe(once)
  })
})
