import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/identity/types'
import { hasStatistics } from './policy'

const actor = (role: Role | null, leadsSomebody = false) => ({
  roles: role ? [{ role, organId: 'o', organPath: '/A/' }] : [],
  leadsSomebody,
})

describe('hasStatistics', () => {
  it.each<[Role | null, boolean, boolean]>([
    ['SUPERVISOR', false, true],
    ['UNIT_HEAD', false, true],
    ['DISCIPLINE', false, true],
    [null, true, true],
    [null, false, false],
    ['CLERK', false, false],
    ['HR', false, false],
    ['HEAD_CASES_OFFICER', false, false],
    ['SYSTEM_ADMIN', false, false],
    ['SECURITY_ADMIN', false, false],
    ['AUDIT_ADMIN', false, false],
  ])('%s, leads somebody %s: %s', (role, leads, expected) =>
    expect(hasStatistics(actor(role, leads))).toBe(expected),
  )
})
