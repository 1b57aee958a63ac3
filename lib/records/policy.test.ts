import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/identity/types'
import { hasRecordsDesk } from './policy'

const DESK: Record<Role, boolean> = {
  CLERK: false,
  SUPERVISOR: false,
  UNIT_HEAD: true,
  HEAD_CASES_OFFICER: false,
  HR: true,
  DISCIPLINE: true,
  SYSTEM_ADMIN: false,
  SECURITY_ADMIN: false,
  AUDIT_ADMIN: false,
}

describe('hasRecordsDesk', () => {
  it.each(Object.entries(DESK) as [Role, boolean][])('%s: %s', (role, has) =>
    expect(hasRecordsDesk({ roles: [{ role, organId: 'o', organPath: '/A/' }] })).toBe(has),
  )

  it('is nobody’s without a role', () => expect(hasRecordsDesk({ roles: [] })).toBe(false))
})
