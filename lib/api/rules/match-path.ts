// Paths with `{name}` for one segment; a segment is decoded, so a number with a slash may stand in one.

/** The parameters of an address that a path describes; null when it describes another. */
export function matchPath(path: string, address: string): Record<string, string> | null {
  const wanted = path.split('/')
  const given = address.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [place, part] of wanted.entries()) {
    const said = given[place] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) {
      if (part !== said) return null
      continue
    }
    const value = decoded(said)
    if (!value) return null
    params[name] = value
  }
  return params
}

function decoded(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
