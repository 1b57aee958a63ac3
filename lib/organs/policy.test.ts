import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/identity/types'
import { denyDeactivation, directoryRoots, hasDirectoryDesk, looksAfter } from './policy'

const DESK: Record<Role, boolean> = {
  CLERK: false,
  SUPERVISOR: false,
  UNIT_HEAD: false,
  HEAD_CASES_OFFICER: false,
  HR: false,
  DISCIPLINE: false,
  SYSTEM_ADMIN: true,
  SECURITY_ADMIN: false,
  AUDIT_ADMIN: false,
}
const holder = (role: Role, organPath = '/A/B/') => ({ roles: [{ role, organId: 'o', organPath }] })

describe('hasDirectoryDesk', () => {
  it.each(Object.entries(DESK) as [Role, boolean][])('%s: %s', (role, has) =>
    expect(hasDirectoryDesk(holder(role))).toBe(has),
  )

  it('is nobody’s without a role', () => expect(hasDirectoryDesk({ roles: [] })).toBe(false))
})

describe('looksAfter', () => {
  it.each([
    ['/A/B/', true],
    ['/A/B/C/', true],
    ['/A/', false],
    ['/A/BC/', false],
    ['/D/', false],
  ])('%s: %s', (path, does) => expect(looksAfter(holder('SYSTEM_ADMIN'), path)).toBe(does))

  it('takes the role, not only the place', () =>
    expect(looksAfter(holder('SECURITY_ADMIN'), '/A/B/')).toBe(false))
})

describe('directoryRoots', () => {
  it('are those of the administrator’s role alone', () => {
    const roles = [...holder('SYSTEM_ADMIN').roles, ...holder('HR', '/D/').roles]
    expect(directoryRoots({ roles })).toEqual(['/A/B/'])
  })
})

describe('denyDeactivation', () => {
  it.each([
    [0, 0, null],
    [1, 0, 'organ-in-use'],
    [0, 1, 'organ-in-use'],
  ])('%i people, %i organs below: %s', (officials, children, denial) =>
    expect(denyDeactivation({ officials, children })).toBe(denial),
  )
})
