// After sign-in only paths of this site are followed, never another address.

/** A path of our own, or the root. */
export function ownPath(path: string | undefined | null): string {
  if (!path || !path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/'
  const base = 'http://own.invalid'
  const url = new URL(path, base)
  return url.origin === base && !url.pathname.startsWith('/sign-in') ? `${url.pathname}${url.search}` : '/'
}
