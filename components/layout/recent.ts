/** Something opened from the palette before. Names of people and titles of cases are never among them. */
export interface Recent {
  href: string
  label: string
}

const MOST = 6
const keyOf = (person: string) => `recent:${person}`

/** What this person opened on this device, newest first; nothing when the device keeps nothing. */
export function readRecent(person: string): Recent[] {
  try {
    return recentFrom(localStorage.getItem(keyOf(person)))
  } catch {
    return []
  }
}

/** Puts something in front; a device that keeps nothing is no error. */
export function rememberRecent(person: string, one: Recent): void {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(withRecent(readRecent(person), one)))
  } catch {
    return
  }
}

/** Reads what a device kept; anything else than paths of this site with words is left out. */
export function recentFrom(kept: string | null): Recent[] {
  const list: unknown = JSON.parse(kept ?? '[]')
  if (!Array.isArray(list)) return []
  return list
    .filter(
      (one: unknown): one is Recent =>
        typeof one === 'object' &&
        one !== null &&
        'href' in one &&
        'label' in one &&
        typeof one.href === 'string' &&
        typeof one.label === 'string' &&
        /^\/(?!\/)/.test(one.href),
    )
    .map(({ href, label }) => ({ href, label }))
    .slice(0, MOST)
}

/** The list with one more in front, each address once. */
export function withRecent(list: readonly Recent[], one: Recent): Recent[] {
  return [one, ...list.filter((other) => other.href !== one.href)].slice(0, MOST)
}
