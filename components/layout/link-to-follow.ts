type Click = Pick<MouseEvent, 'defaultPrevented' | 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>
type Anchor = { href: string; target: string; hasAttribute(name: string): boolean }
type Place = Pick<Location, 'origin' | 'pathname' | 'search'>

/** Where a click leads within the product; null when the browser should do what it does: another window, a file, a place on the page. */
export function linkToFollow(click: Click, anchor: Anchor, here: Place): string | null {
  if (click.defaultPrevented || click.button !== 0) return null
  if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return null
  if (!anchor.href || anchor.hasAttribute('download') || (anchor.target && anchor.target !== '_self'))
    return null
  const to = new URL(anchor.href)
  // Answers of /api/ are files and data, not pages.
  if (to.origin !== here.origin || to.pathname.startsWith('/api/')) return null
  if (to.hash && to.pathname === here.pathname && to.search === here.search) return null
  return `${to.pathname}${to.search}${to.hash}`
}
