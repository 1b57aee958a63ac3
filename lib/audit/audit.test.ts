import { describe, expect, it } from 'vitest'
import { chainHash, commitment, leafHash, listHash, rowDigest } from '@/lib/platform/hash-chain'
import { canonicalise, type JsonValue } from '@/lib/platform/json'
import { toDate } from '@/lib/platform/clock'
import { GENESIS, isListOf, openDigest, openRow, readEntry, verifyChain, type StoredEntry } from './audit'

const AT = '2026-11-23T02:00:00.000Z'

function entry(index: bigint, prevHash: Uint8Array, said: Record<string, JsonValue> = {}): StoredEntry {
  const content = {
    v: 1,
    at: AT,
    actor: 'system',
    command: 'test',
    case: null,
    policy: null,
    rows: [],
    ...said,
  }
  const canonical = Buffer.from(canonicalise(content))
  const leaf = leafHash(canonical)
  return {
    index,
    formatVersion: 1,
    prevHash,
    leafHash: leaf,
    hash: chainHash(prevHash, index, leaf),
    canonical,
    at: toDate(AT),
    caseId: null,
  }
}

const after = (one: StoredEntry, index = one.index + 1n) => ({ index, prevHash: one.hash })

describe('one step of the chain', () => {
  const first = entry(0n, GENESIS)
  const second = entry(1n, first.hash, { command: 'second' })

  it('is good for entries that follow one another', () => {
    expect(verifyChain(first, second)).toEqual({ whole: true, link: null })
    expect(verifyChain(second, after(second))).toEqual({ whole: true, link: null })
  })

  it('has the hashes that the database computes', () => {
    expect(leafHash(Buffer.from('')).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(first.hash).toHaveLength(32)
    expect(chainHash(GENESIS, 1n, first.leafHash)).not.toEqual(first.hash)
  })

  it.each<[string, Partial<StoredEntry>]>([
    ['bytes', { canonical: Buffer.from('{}') }],
    ['leaf', { leafHash: GENESIS }],
    ['previous hash', { prevHash: second.hash }],
    ['time', { at: toDate('2026-11-23T02:00:00.001Z') }],
    ['case', { caseId: '0193a2c0-0000-7000-8000-000000000000' }],
    ['format', { formatVersion: 2 }],
  ])('finds changed %s', (_what, changed) => {
    expect(verifyChain({ ...first, ...changed }, second)).toEqual({ whole: false, link: null })
  })

  it('finds an entry that was replaced whole, and one that is gone', () => {
    const other = entry(0n, GENESIS, { command: 'other' })
    expect(verifyChain(other, second)).toEqual({ whole: true, link: 'chain' })
    expect(verifyChain(first, after(second))).toEqual({ whole: true, link: 'gap' })
  })
})

describe('what an entry says', () => {
  it('is read with keys in canonical form', () => {
    const key = { number: '1', caseId: 'a' }
    const rows = [
      { table: 'FilingVersion', key, columns: { content: 'x' } },
      { table: 'CaseParty', key: { caseId: 'a' }, removed: true },
    ]
    expect(readEntry(entry(0n, GENESIS, { rows, case: 'a' }).canonical)).toEqual({
      version: 1,
      at: AT,
      actor: 'system',
      command: 'test',
      caseId: 'a',
      lists: [],
      rows: [
        { table: 'FilingVersion', key: '{"caseId":"a","number":"1"}', columns: { content: 'x' } },
        { table: 'CaseParty', key: '{"caseId":"a"}', columns: null },
      ],
    })
  })

  it.each(['', '[]', '{"v":2}', '{"v":1,"at":1}', '{"v":1,"at":"","actor":"","command":"","rows":[1]}'])(
    'is nothing for %j',
    (text) => expect(readEntry(Buffer.from(text))).toBeNull(),
  )
})

describe('a list of rows', () => {
  const keys = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
  const salts = Buffer.alloc(32, 7)
  const text = (n: number) => `["Enterprise", "${keys[n] ?? ''}", "甲"]`
  const digests = Buffer.concat([rowDigest(salts.subarray(0, 16), text(0)), Buffer.alloc(32)])
  const list = {
    table: 'Enterprise',
    count: 2,
    columns: ['name'],
    list: listHash('Enterprise', keys, digests),
  }
  const stored = { keys, salts, digests }

  it('is read from an entry of format 2 only', () => {
    expect(readEntry(entry(0n, GENESIS, { v: 2, bulk: [list] }).canonical)?.lists).toEqual([list])
    expect(readEntry(entry(0n, GENESIS, { bulk: [list] }).canonical)?.lists).toEqual([])
    expect(readEntry(entry(0n, GENESIS, { v: 2, bulk: [{ ...list, count: '2' }] }).canonical)).toBeNull()
    const { whole } = verifyChain(entry(0n, GENESIS, { v: 2, bulk: [list] }), {
      index: 1n,
      prevHash: GENESIS,
    })
    expect(whole).toBe(false)
  })

  it('is the one that the entry committed to, and no other', () => {
    expect(isListOf(list, stored)).toBe(true)
    expect(isListOf(list, undefined)).toBe(false)
    expect(isListOf(list, { ...stored, keys: [...keys].reverse() })).toBe(false)
    expect(isListOf(list, { ...stored, digests: Buffer.concat([digests, Buffer.alloc(32)]) })).toBe(false)
    expect(isListOf({ ...list, table: 'Organ' }, stored)).toBe(false)
  })

  it.each([
    [0, text(0), null],
    [0, text(0).replace('甲', '乙'), 'row-altered'],
    [0, null, 'row-removed'],
    [1, null, null],
    [1, text(1), 'row-again'],
  ] as const)('opens row %i with %j: %j', (at, said, found) => {
    expect(openDigest(stored, at, said)).toBe(found)
  })
})

describe('a row', () => {
  const stored = { id: 'a', title: '云岫路', version: 2, note: null as JsonValue, at: AT }
  const salts = { id: '00', title: '01', version: '02', note: '03', at: '04' }
  const columns = Object.fromEntries(
    Object.entries(stored).map(([column, value]) => {
      const salt = salts[column as keyof typeof salts]
      return [column, commitment(salt, 'Case', '{"id":"a"}', column, canonicalise(value))]
    }),
  )
  const row = { table: 'Case', key: '{"id":"a"}', columns }

  it('opens to what is stored', () => {
    expect(openRow(row, salts, stored)).toEqual([])
  })

  it('names the columns that differ', () => {
    expect(openRow(row, salts, { ...stored, title: '云岫路二期', version: 3 })).toEqual(['title', 'version'])
    expect(openRow(row, salts, { ...stored, note: '' })).toEqual(['note'])
  })

  it('leaves out ignored columns and those that a migration added or took away', () => {
    const { title: _gone, ...less } = stored
    expect(openRow(row, salts, { ...stored, version: 3 }, ['version'])).toEqual([])
    expect(openRow(row, salts, { ...less, added: 1 })).toEqual([])
  })

  it('of another key or table does not open', () => {
    expect(openRow({ ...row, key: '{"id":"b"}' }, salts, stored)).toHaveLength(5)
  })

  it('with an erased salt must be erased itself', () => {
    const { title: _erased, ...rest } = salts
    expect(openRow(row, rest, stored)).toEqual(['title'])
    expect(openRow(row, rest, { ...stored, title: '' })).toEqual([])
    expect(openRow(row, rest, { ...stored, title: {} })).toEqual([])
  })
})
