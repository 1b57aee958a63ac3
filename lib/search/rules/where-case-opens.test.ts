import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/identity/types'
import type { CaseFacts } from '../types'
import { whereCaseOpens } from './where-case-opens'

const actor = (roles: Role[] = [], leadsSomebody = false) => ({
  officialId: 'me',
  leadsSomebody,
  roles: roles.map((role) => ({ role, organId: 'o', organPath: '/A/' })),
})
const one = (kind: CaseFacts['kind'], more: Partial<CaseFacts> = {}): CaseFacts => ({
  id: '1',
  kind,
  filedById: 'other',
  subjectId: 'somebody',
  substituteId: null,
  ...more,
})

describe('whereCaseOpens', () => {
  it.each<[string, ReturnType<typeof actor>, CaseFacts, string]>([
    [
      'an own report',
      actor(),
      one('ADVANCE_REPORT', { filedById: 'me', subjectId: 'me' }),
      '/my/advance-reports/1',
    ],
    [
      'an own request of a head',
      actor(['UNIT_HEAD']),
      one('RECUSAL_REQUEST', { filedById: 'me' }),
      '/my/recusal-requests/1',
    ],
    ['an own objection', actor(), one('OBJECTION', { filedById: 'me' }), '/my/objections/1'],
    ['a decision about oneself', actor(), one('RECUSAL_DECISION', { subjectId: 'me' }), '/my/decisions/1'],
    [
      'a decision that names one as substitute',
      actor([], true),
      one('RECUSAL_DECISION', { substituteId: 'me' }),
      '/my/decisions/1',
    ],
    ['a refusal that is held against one', actor(), one('REFUSAL', { subjectId: 'me' }), '/my/refusals/1'],
    [
      'a decision one drafted',
      actor(['SUPERVISOR'], true),
      one('RECUSAL_DECISION', { filedById: 'me' }),
      '/review/1',
    ],
    ['a report to decide', actor([], true), one('ADVANCE_REPORT'), '/review/1'],
    ['a clerk’s', actor(['CLERK']), one('RECUSAL_REQUEST'), '/review/1'],
    ['the discipline office’s', actor(['DISCIPLINE']), one('ADVANCE_REPORT'), '/records/1'],
    ['HR’s', actor(['HR']), one('REFUSAL'), '/records/1'],
    ['a head’s who is HR too', actor(['HR', 'UNIT_HEAD']), one('REFUSAL'), '/review/1'],
    ['one that somebody stands in for', actor(), one('ADVANCE_REPORT'), '/review/1'],
  ])('%s', (_what, who, facts, address) => expect(whereCaseOpens(who, facts)).toBe(address))
})
