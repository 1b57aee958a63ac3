export type NavItem = {
  href: string
  label: string
  /** A number, or a capped one as text. */
  count?: number | string
  /** What the count counts, for screen readers. */
  countLabel?: string
  /** Something in it is overdue: the one reason for red. */
  urgent?: boolean
  /** Pressed after G it leads here. */
  shortcut?: string
}

export type NavGroup = { label?: string; items: readonly NavItem[] }

/** The entry whose address is the longest beginning of the path, at a slash; none when nothing fits. */
export function currentHref(path: string | null, groups: readonly NavGroup[]): string | undefined {
  if (!path) return undefined
  let best: string | undefined
  for (const { href } of groups.flatMap((group) => group.items)) {
    const at = href.split('?')[0] ?? href
    const fits = path === at || path.startsWith(at.endsWith('/') ? at : `${at}/`)
    if (fits && at.length > (best?.split('?')[0]?.length ?? -1)) best = href
  }
  return best
}
