export type JsonValue =
  string | number | boolean | null | undefined | JsonValue[] | { [key: string]: JsonValue }

/** RFC 8785 canonical JSON. Throws on NaN, infinities and lone surrogates; undefined members are left out. */
export function canonicalise(value: JsonValue): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text holds half a character (lone surrogate)')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a JSON number')
    return JSON.stringify(value)
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(',')}]`
  // Array.prototype.sort compares UTF-16 code units, as the RFC wants.
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalise(key)}:${canonicalise(value[key])}`)
  return `{${members.join(',')}}`
}
