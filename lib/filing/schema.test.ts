import { describe, expect, test } from 'vitest'
import { draftSchema, reportSchema, TEXT_LIMIT } from '@/lib/advance-reports/schema'
import { requestDraftSchema, requestSchema } from '@/lib/recusals/requests/schema'
import { KEPT_LIMIT } from './schema'

const LONG = '长'.repeat(TEXT_LIMIT.paragraph + 1)

describe('a draft keeps what a filing may not hold', () => {
  test.each([
    ['report', draftSchema, reportSchema, 'situation'],
    ['request', requestDraftSchema, requestSchema, 'facts'],
  ] as const)('%s', (_, draft, filing, field) => {
    expect(draft.safeParse({ [field]: LONG }).data).toEqual({ [field]: LONG })
    const problems = filing.safeParse({ [field]: LONG }).error?.issues ?? []
    expect(problems.find((one) => one.path[0] === field)?.message).toBe('platform.field.tooLong')
    expect(draft.safeParse({ [field]: 'x'.repeat(KEPT_LIMIT + 1) }).success).toBe(false)
  })
})
