import { describe, expect, it } from 'vitest'
import { readClaims } from './schema'

const CLAIMS = { iss: 'https://id.example.org', sub: 'a-1' }

describe('claims of a provider', () => {
  it.each([
    ['ZJ0102', 'ZJ0102'],
    [' zj0102 ', 'ZJ0102'],
    ['ＺＪ０１０２', 'ZJ0102'],
    [20481, '20481'],
    ['', null],
    ['  ', null],
    [undefined, null],
    [null, null],
    [['ZJ0102'], null],
    [{ value: 'ZJ0102' }, null],
    [1.5, null],
    ['9'.repeat(200), null],
  ])('read staff number %j as %j', (given, staffNo) => {
    expect(readClaims({ ...CLAIMS, staff_no: given }, 'staff_no')?.staffNo).toBe(staffNo)
  })

  it('look for the number only where they are told to', () => {
    const claims = { ...CLAIMS, staff_no: 'ZJ0102', employee: 'SJ0101' }
    expect(readClaims(claims, 'employee')?.staffNo).toBe('SJ0101')
    expect(readClaims(claims, 'toString')?.staffNo).toBeNull()
  })

  it.each([{ iss: 'https://id.example.org' }, { sub: 'a' }, { ...CLAIMS, sub: '' }, { ...CLAIMS, sub: 7 }])(
    'are nobody’s: %j',
    (claims) => {
      expect(readClaims(claims, 'staff_no')).toBeNull()
    },
  )

  it('keep the strength only as one word', () => {
    expect(readClaims({ ...CLAIMS, acr: 'two' }, 'staff_no')?.acr).toBe('two')
    expect(readClaims({ ...CLAIMS, acr: ['two'] }, 'staff_no')?.acr).toBeNull()
  })
})
