import { describe, expect, it } from 'vitest'
import { htmlAttributes, preferenceCookie, readPreferences } from './preference-cookie'

const read = (cookies: Record<string, string>) => readPreferences((name) => cookies[name])

describe('preferences', () => {
  it('are Chinese, normal and as the system without cookies or with nonsense in them', () => {
    const plain = { theme: 'system', text: 'normal', locale: 'zh', keys: 'on' }
    expect(read({})).toEqual(plain)
    expect(read({ theme: '"><script>', text: 'huge', locale: 'fr', keys: 'no' })).toEqual(plain)
  })

  it('are read from their cookies', () => {
    expect(read({ theme: 'dark', text: 'large', locale: 'en', keys: 'off' })).toEqual({
      theme: 'dark',
      text: 'large',
      locale: 'en',
      keys: 'off',
    })
  })

  it('leave the theme to the style sheet unless chosen', () => {
    expect(htmlAttributes({ theme: 'system', text: 'normal', locale: 'zh', keys: 'on' })).toEqual({
      lang: 'zh-CN',
    })
    expect(htmlAttributes({ theme: 'light', text: 'large', locale: 'en', keys: 'off' })).toEqual({
      lang: 'en',
      'data-theme': 'light',
      'data-text': 'large',
      'data-keys': 'off',
    })
  })

  it('last a year, for the whole site, and are secure where the page is', () => {
    expect(preferenceCookie('theme', 'dark', true)).toBe(
      'theme=dark; path=/; max-age=31536000; samesite=lax; secure',
    )
    expect(preferenceCookie('text', 'large', false)).not.toContain('secure')
  })
})
