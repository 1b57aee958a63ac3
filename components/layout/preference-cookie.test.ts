import { describe, expect, it } from 'vitest'
import { htmlAttributes, preferenceCookie, readPreferences } from './preference-cookie'

const read = (cookies: Record<string, string>) => readPreferences((name) => cookies[name])

describe('preferences', () => {
  it('are Chinese, normal and as the system without cookies or with nonsense in them', () => {
    const plain = { theme: 'system', text: 'normal', locale: 'zh' }
    expect(read({})).toEqual(plain)
    expect(read({ theme: '"><script>', text: 'huge', locale: 'fr' })).toEqual(plain)
  })

  it('are read from the three cookies', () => {
    expect(read({ theme: 'dark', text: 'large', locale: 'en' })).toEqual({
      theme: 'dark',
      text: 'large',
      locale: 'en',
    })
  })

  it('leave the theme to the style sheet unless chosen', () => {
    expect(htmlAttributes({ theme: 'system', text: 'normal', locale: 'zh' })).toEqual({ lang: 'zh-CN' })
    expect(htmlAttributes({ theme: 'light', text: 'large', locale: 'en' })).toEqual({
      lang: 'en',
      'data-theme': 'light',
      'data-text': 'large',
    })
  })

  it('last a year, for the whole site, and are secure where the page is', () => {
    expect(preferenceCookie('theme', 'dark', true)).toBe(
      'theme=dark; path=/; max-age=31536000; samesite=lax; secure',
    )
    expect(preferenceCookie('text', 'large', false)).not.toContain('secure')
  })
})
