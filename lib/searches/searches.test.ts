import { describe, expect, it } from 'vitest'
import { askedSearch, openQueue, openRecords } from './searches'

describe('a search of the records', () => {
  it('is read as it was kept', () => {
    const kept = {
      q: '清禾',
      kind: 'REFUSAL',
      status: ['SUSPECTED', 'CLOSED'],
      from: '2026-01-01',
      overdue: '1',
    }
    expect(openRecords(kept)).toEqual({ filters: kept, dropped: [] })
  })

  it.each([
    ['a kind that is gone', { kind: 'GIFT', q: '清禾' }, ['kind'], { q: '清禾' }],
    ['one status of two', { status: ['SUSPECTED', 'LOST'] }, ['status'], { status: ['SUSPECTED'] }],
    ['a day that is none', { from: '2026-02-30' }, ['from'], {}],
    ['a condition that nobody knows', { colour: 'red', q: 'a' }, ['colour'], { q: 'a' }],
    ['what is no text', { q: 7, kind: 'REFUSAL' }, ['q'], { kind: 'REFUSAL' }],
    ['no object at all', null, [], {}],
  ])('names %s', (_, kept, dropped, filters) => expect(openRecords(kept)).toEqual({ filters, dropped }))
})

describe('a filter of the desk', () => {
  it('is read as it was kept', () => {
    const kept = { kind: 'REFUSAL', urgency: 'overdue', scope: 'all' }
    expect(openQueue(kept)).toEqual({ filters: kept, dropped: [] })
  })

  it('names what is no longer understood, and never carries a place in the list', () =>
    expect(openQueue({ urgency: 'soon', desk: 'hr', after: 'x' })).toEqual({
      filters: { desk: 'hr' },
      dropped: ['urgency', 'after'],
    }))
})

describe('which one an address asks for', () => {
  it.each([
    [{}, 'default'],
    [{ q: undefined }, 'default'],
    [{ q: '' }, null],
    [{ saved: 'none' }, null],
    [{ saved: ['a', 'b'] }, null],
    [{ saved: 'abc', after: 'x' }, 'abc'],
  ])('%j', (raw, expected) => expect(askedSearch(raw)).toBe(expected))
})
