import { describe, expect, it } from 'vitest'
import { currentHref, type NavGroup } from './navigation'

const groups: readonly NavGroup[] = [
  {
    items: [
      { href: '/my', label: 'Mine' },
      { href: '/my/gifts?kind=all', label: 'Gifts' },
    ],
  },
  { label: 'Review', items: [{ href: '/review', label: 'Queue' }] },
]

describe('currentHref', () => {
  it('takes the longest entry that fits at a slash', () => {
    expect(currentHref('/my', groups)).toBe('/my')
    expect(currentHref('/my/reports/7', groups)).toBe('/my')
    expect(currentHref('/my/gifts/3', groups)).toBe('/my/gifts?kind=all')
  })

  it('does not take a name that only begins alike', () => {
    expect(currentHref('/myself', groups)).toBeUndefined()
    expect(currentHref('/reviewers', groups)).toBeUndefined()
    expect(currentHref(null, groups)).toBeUndefined()
  })
})
