import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '@/lib/platform/dates'
import { denyDelegation, LONGEST_ABSENCE, type Absence } from './may-delegate'

const TODAY = '2026-11-24' as CivilDate
const absence = (fromId: string, toId: string, from = 0, days = 3): Absence => ({
  fromId,
  toId,
  validFrom: addDays(TODAY, from),
  validTo: addDays(TODAY, from + days - 1),
})

test.each<[string | null, Absence, Absence[]]>([
  [null, absence('a', 'b'), []],
  [null, absence('a', 'b'), [absence('a', 'c', 3), absence('c', 'b')]],
  [null, absence('a', 'b', 0, LONGEST_ABSENCE), []],
  ['delegate-is-oneself', absence('a', 'a'), []],
  ['ends-before-it-starts', absence('a', 'b', 0, 0), []],
  ['starts-in-the-past', absence('a', 'b', -1), []],
  ['absence-too-long', absence('a', 'b', 0, LONGEST_ABSENCE + 1), []],
  ['delegation-overlaps', absence('a', 'b'), [absence('a', 'c', 2)]],
  ['delegate-is-away', absence('a', 'b'), [absence('b', 'c', 2)]],
  ['stands-in-for-somebody', absence('a', 'b'), [absence('c', 'a', -2)]],
])('%s', (denial, wanted, running) => expect(denyDelegation(wanted, running, TODAY)).toBe(denial))
