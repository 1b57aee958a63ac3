import { expect, test } from 'vitest'
import { readYear } from './read-year'

test('a year is read from lines, with or without a header, in either comma', () => {
  const { days, wrong } = readYear(
    2027,
    '\uFEFF日期,类别,名称\n2027-02-07,调休上班,春节\n\n2027-01-01，放假，元旦\r\n',
  )
  expect(wrong).toEqual([])
  expect(days).toEqual([
    { date: '2027-01-01', kind: 'HOLIDAY', name: '元旦' },
    { date: '2027-02-07', kind: 'MAKE_UP_WORKDAY', name: '春节' },
  ])
})

test.each([
  ['another year', '2026-01-01,放假,元旦'],
  ['no date', '2027-02-30,放假,'],
  ['an unknown word', '2027-01-01,也许,元旦'],
  ['a working day that is one already', '2027-02-08,调休上班,春节'],
  ['a name that is too long', `2027-01-01,放假,${'年'.repeat(41)}`],
])('%s is a wrong line', (_, line) => expect(readYear(2027, line).wrong).toEqual([1]))

test('a day that stands twice is wrong the second time', () =>
  expect(readYear(2027, '2027-01-01,放假,元旦\n2027-01-01,放假,元旦').wrong).toEqual([2]))
