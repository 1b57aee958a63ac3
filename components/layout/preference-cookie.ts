export type Theme = 'light' | 'dark' | 'system'
export type TextSize = 'normal' | 'large'
export type Locale = 'zh' | 'en'
/** Keys without Ctrl or Alt: speech input and tremor may press them by mistake (WCAG 2.1.4). */
export type SingleKeys = 'on' | 'off'

/** The choices that live in cookies, so that the server draws the page right at once. */
export type Preferences = { theme: Theme; text: TextSize; locale: Locale; keys: SingleKeys }

type Read = (name: string) => string | undefined

/** Reads the choices; anything unknown counts as not chosen. */
export function readPreferences(read: Read): Preferences {
  const theme = read('theme')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    text: read('text') === 'large' ? 'large' : 'normal',
    locale: read('locale') === 'en' ? 'en' : 'zh',
    keys: read('keys') === 'off' ? 'off' : 'on',
  }
}

/** Attributes for `<html>`; without an explicit theme the style sheet follows the system. */
export function htmlAttributes({ theme, text, locale, keys }: Preferences) {
  return {
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    ...(theme === 'system' ? {} : { 'data-theme': theme }),
    ...(text === 'large' ? { 'data-text': text } : {}),
    ...(keys === 'off' ? { 'data-keys': keys } : {}),
  }
}

/** The cookie of one choice: a year, whole site, sent with top-level navigation only. */
export function preferenceCookie(name: keyof Preferences, value: string, secure: boolean): string {
  return preferenceCookieOf(name, value, secure)
}

/** The same for what the device remembers beside the choices. */
export function preferenceCookieOf(name: string, value: string, secure: boolean): string {
  return `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure ? '; secure' : ''}`
}
