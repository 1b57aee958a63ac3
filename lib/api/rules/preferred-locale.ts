// Machines say their language in Accept-Language; Chinese first.
import type { Locale } from '@/lib/platform/i18n'

/** The better of the two languages for an Accept-Language header; Chinese without one, and for others. */
export function preferredLocale(header: string | null): Locale {
  const wishes = (header ?? '').split(',').map((part, place) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean)
    return { tag: tag.trim(), weight: quality === undefined ? 1 : Number(quality), place }
  })
  const [best] = wishes
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)(-|$)/.test(tag))
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
  return best?.tag.startsWith('en') ? 'en' : 'zh'
}
