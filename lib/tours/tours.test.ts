import { describe, expect, it } from 'vitest'
import { CATALOGUES } from '@/lib/platform/i18n'
import type { Role } from '@/lib/identity/types'
import { STEPS, tourMark, tourOf, TOURS, type TourName } from './tours'

const actor = (roles: Role[], leadsSomebody = false) => ({
  leadsSomebody,
  roles: roles.map((role) => ({ role, organId: 'o', organPath: '/A/' })),
})

describe('tourOf', () => {
  it.each<[Role[], boolean, TourName]>([
    [[], false, 'OFFICIAL'],
    [['HR'], false, 'OFFICIAL'],
    [['CLERK'], false, 'CLERK'],
    [['CLERK'], true, 'SUPERVISOR'],
    [['SUPERVISOR'], true, 'SUPERVISOR'],
    [['UNIT_HEAD'], false, 'SUPERVISOR'],
    [['HEAD_CASES_OFFICER'], false, 'SUPERVISOR'],
    [['DISCIPLINE'], true, 'DISCIPLINE'],
    [['SYSTEM_ADMIN'], false, 'SYSTEM_ADMIN'],
    [['SECURITY_ADMIN'], false, 'SECURITY_ADMIN'],
    [['AUDIT_ADMIN'], false, 'AUDIT_ADMIN'],
  ])('%j, leads somebody %s: %s', (roles, leads, tour) => expect(tourOf(actor(roles, leads))).toBe(tour))
})

describe('the steps', () => {
  it('have words, each once in a tour, and the words have a step', () => {
    const words = Object.keys((CATALOGUES.zh.tours as { step: Record<string, unknown> }).step)
    const used = TOURS.flatMap((tour) => STEPS[tour].map((step) => step.key))
    expect([...new Set(used)].sort()).toEqual(words.sort())
    for (const tour of TOURS)
      expect(new Set(STEPS[tour].map((step) => step.key)).size).toBe(STEPS[tour].length)
  })
  it('end where the introduction is found again', () => {
    for (const tour of TOURS) expect(STEPS[tour].at(-1)?.key).toBe('account')
  })
})

describe('tourMark', () => {
  it('is another for another person and another tour, and fits a cookie', () => {
    const id = '01a20621-ad00-7cea-807d-5d8a21ebc81b'
    expect(tourMark(id, 'CLERK')).toMatch(/^[\w.]+$/)
    expect(tourMark(id, 'CLERK')).not.toBe(tourMark(id, 'OFFICIAL'))
    expect(tourMark(id, 'CLERK')).not.toBe(tourMark(id.replace('1b', '1c'), 'CLERK'))
  })
})
