import { describe, expect, it } from 'vitest'
import { RECORD_STATUSES } from '@/lib/records/schema'
import { statusOptions } from './status-options'

const words = (key: string) => key.split('.')[0] ?? ''

describe('statusOptions', () => {
  it('offers the statuses of the chosen kind only', () =>
    expect(statusOptions({ kind: 'REFUSAL' }, words, '/').map((option) => option.value)).toEqual(
      RECORD_STATUSES.REFUSAL,
    ))

  it('offers a shared status once, with the words of each kind', () => {
    const options = statusOptions({}, words, '/')
    expect(options.filter((option) => option.value === 'WITHDRAWN')).toEqual([
      { value: 'WITHDRAWN', label: 'advanceReports/recusalRequests' },
    ])
  })

  it('keeps a chosen status of another kind, so that it can be unticked', () =>
    expect(statusOptions({ kind: 'REFUSAL', status: ['LIFTED'] }, words, '/')).toContainEqual({
      value: 'LIFTED',
      label: 'recusalDecisions',
    }))
})
