/** What a spreadsheet would run as a formula when a cell starts with it; full-width forms are folded by some of them. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/u

/** A cell that a spreadsheet shows instead of running: text that could start a formula gets an apostrophe in front. */
export function neutraliseFormula(cell: string): string {
  return FORMULA_START.test(cell) ? `'${cell}` : cell
}

/** Controls but tab and newline, bidi controls, and characters without width. ZWJ is looked at on its own. */
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu
/** A zero-width joiner that joins no two emoji. */
const LONE_JOINER =
  /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu

/** What somebody typed, as it is stored: NFC, newlines as `\n`, without characters that nobody sees. Nothing else changes. */
export function cleanText(input: string): string {
  return input.normalize('NFC').replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(LONE_JOINER, '')
}

/** `cleanText` on every string of an entered value, keys left alone. */
export function cleanInput(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanInput)
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanInput(inner)]))
  return value
}

/** A file's name without folders, controls or characters that nobody sees, cut to a length that file systems take. */
export function cleanFileName(name: string, longest: number): string {
  const base =
    cleanText(name)
      .replace(/[\n\t]/g, ' ')
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? ''
  return [...base].slice(0, longest).join('') || 'file'
}
