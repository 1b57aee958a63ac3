import { describe, expect, it } from 'vitest'
import { toDate } from '@/lib/platform/clock'
import { notMadeLate } from './not-made-late'

const end = (day: string) => toDate(`${day}T15:59:59.999Z`)
const now = toDate('2026-11-25T02:00:00.000Z')

describe('the end of a limit that is counted anew', () => {
  it.each([
    ['later than now', '2026-11-27', '2026-11-26', '2026-11-27'],
    ['today', '2026-11-25', '2026-11-26', '2026-11-25'],
    ['passed, while the old one had not', '2026-11-24', '2026-11-26', '2026-11-25'],
    ['passed, as the old one had', '2026-11-23', '2026-11-24', '2026-11-24'],
  ])('%s', (_, counted, before, expected) =>
    expect(notMadeLate(end(counted), end(before), now)).toEqual(end(expected)),
  )
})
