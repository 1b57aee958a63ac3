import { describe, expect, it } from 'vitest'
import { BOM, csvLine } from './csv'

describe('csvLine', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a', null, ''], 'a,,\r\n'],
    [['a,b'], '"a,b"\r\n'],
    [['说“好”', 'say "x"'], '说“好”,"say ""x"""\r\n'],
    [['one\ntwo', 'three\r\nfour'], '"one\ntwo","three\r\nfour"\r\n'],
    [[' x '], '" x "\r\n'],
  ])('writes %j', (values, line) => expect(csvLine(values)).toBe(line))

  it('has the mark of UTF-8', () => expect(Buffer.from(BOM).toString('hex')).toBe('efbbbf'))
})
