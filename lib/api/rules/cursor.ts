// A cursor names the last line of a page. It is opaque to clients, belongs to one list, and gives nothing away.
const LONGEST = 1000

/** The cursor after a line with these keys in the list of this name. */
export function encodeCursor(list: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...keys]), 'utf8').toString('base64url')
}

/** The keys of a cursor; null unless it is one of this list, with so many keys, exactly as it was given out. */
export function decodeCursor(list: string, count: number, text: string): string[] | null {
  if (text.length > LONGEST || !/^[\w-]+$/.test(text)) return null
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  if (!Array.isArray(read) || read.length !== count + 1 || read[0] !== list) return null
  const keys = read.slice(1) as unknown[]
  if (!keys.every((key): key is string => typeof key === 'string' && !key.includes('\0'))) return null
  return encodeCursor(list, keys) === text ? keys : null
}
