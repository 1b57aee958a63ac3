export type HighlightPart = { text: string; hit: boolean }

/** Cuts a text at every occurrence of the query, ignoring case; an empty query leaves it whole. */
export function highlightParts(text: string, query: string): readonly HighlightPart[] {
  const needle = query.trim().toLowerCase()
  const hay = text.toLowerCase()
  // Lower case may change a text's length in rare scripts; then positions no longer fit, so nothing is marked.
  if (needle === '' || hay.length !== text.length) return [{ text, hit: false }]
  const parts: HighlightPart[] = []
  let from = 0
  for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false })
    parts.push({ text: text.slice(at, at + needle.length), hit: true })
    from = at + needle.length
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), hit: false })
  return parts
}
