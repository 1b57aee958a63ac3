import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@/lib/platform/dates'
import { remediesOf } from './remedies'

const KNOWN = '2026-12-10' as CivilDate

describe('the statutory remedies of an outcome', () => {
  it.each(['REMOVAL', 'DISCIPLINARY_ACTION'] as const)('has clocks for %s', (outcome) =>
    expect(remediesOf(outcome, KNOWN)).toEqual({
      reviewBy: '2027-01-09',
      appealBy: '2027-01-09',
      appealDaysAfterReview: 15,
    }),
  )

  it.each(['ADMONITION', 'NO_ACTION'] as const)('has none for %s', (outcome) =>
    expect(remediesOf(outcome, KNOWN)).toBeNull(),
  )
})
