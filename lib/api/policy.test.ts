import { describe, expect, test } from 'vitest'
import { CATALOGUES, type Messages } from '@/lib/platform/i18n'
import { SCOPES } from '@/lib/identity/tokens/schema'
import { denyBearer, statusOf, STATUS_OF } from './policy'

describe('the status of a refusal', () => {
  test.each([
    ['not-in-charge', {}, 403],
    ['own-case', {}, 403],
    ['not-possible-in-status', {}, 409],
    ['dealing-already-began', {}, 409],
    ['handover-not-accepted', {}, 409],
    ['changed-meanwhile', {}, 412],
    ['draft-changed-elsewhere', {}, 412],
    ['request-key-reused', {}, 422],
    ['incomplete', { title: 'x' }, 422],
    ['anything else', {}, 422],
    ['too-many', {}, 429],
    // What names a field is about what was sent.
    ['too-many', { days: 'x' }, 422],
    ['code-taken', { code: 'x' }, 409],
    ['not-in-charge', { organId: 'x' }, 403],
    ['unexpected', {}, 500],
  ])('%s with %o is %i', (code, fields, status) =>
    expect(statusOf({ code, fields: Object.keys(fields).length > 0 ? fields : undefined })).toBe(status),
  )

  test('every status has words in both languages', () => {
    for (const catalogue of Object.values(CATALOGUES)) {
      const words = (catalogue.api as Messages).status as Messages
      for (const status of [...new Set(Object.values(STATUS_OF)), 200, 201, 304, 422])
        expect(words[String(status)], String(status)).toBeTruthy()
    }
  })

  test('every code of the table is the code of a refusal', () => {
    const known = new Set<string>()
    const collect = (messages: Messages) => {
      for (const [key, inner] of Object.entries(messages)) {
        if (typeof inner === 'string') continue
        if (key === 'refusal') for (const code of Object.keys(inner)) known.add(code)
        collect(inner)
      }
    }
    collect(CATALOGUES.zh)
    // One guard is met by the system alone, which is told nothing.
    expect(Object.keys(STATUS_OF).filter((code) => !known.has(code))).toEqual(['announcement-not-over'])
  })
})

test('a token reaches what its scopes name, for its own kind of bearer', () => {
  const person = { kind: 'person' as const, scopes: ['reports:read' as const] }
  const service = { kind: 'service' as const, scopes: ['matters:write' as const] }
  for (const scope of SCOPES) {
    expect(denyBearer(person, { callers: 'both', scope })).toBe(
      scope === 'reports:read' ? null : 'scope-missing',
    )
    expect(denyBearer(service, { callers: 'both', scope })).toBe(
      scope === 'matters:write' ? null : 'scope-missing',
    )
    expect(denyBearer(service, { callers: 'person', scope })).toBe('service-unsuited')
    expect(denyBearer(person, { callers: 'service', scope })).toBe('person-unsuited')
  }
  expect(denyBearer(service, { callers: 'both', scope: 'any' })).toBeNull()
})
