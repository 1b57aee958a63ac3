/** Byte order mark: without it spreadsheets read UTF-8 as the machine's code page. */
export const BOM = '\uFEFF'

/** One record of RFC 4180 with its CRLF: fields with a comma, quote or line break are quoted, quotes doubled. */
export function csvLine(values: readonly (string | null)[]): string {
  return `${values.map(field).join(',')}\r\n`
}

function field(value: string | null): string {
  if (value === null) return ''
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
