import { normaliseUscc, usccProblem } from '@/lib/enterprises/rules/uscc-check-character'
import { isCivilDate, type CivilDate } from '@/lib/platform/dates'
import { cleanText } from '@/lib/platform/text'
import type { Parsed } from '../types'

/** What people and registers write into a cell when they have nothing to write. */
const NOTHING = /^(n\/?a|#n\/a|null|nil|none|\\n|[-–—─/\\.·*?]+|无|暂无|没有|空|不详|未知|未提供|未公示)$/iu

/** After a number of a workbook that has more digits than numbers keep there. */
export const DIGITS_LOST = '\uE000'

/** The apostrophe that our own files put before what a spreadsheet would run. */
const NEUTRALISED = /^'(?=[=+\-@＝＋－＠])/u

/** A cell as it is read: what nobody sees is left out, and a word for "nothing" is nothing. */
export function cellText(raw: string): string {
  const text = cleanText(raw)
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '')
    .replace(NEUTRALISED, '')
  return NOTHING.test(text.normalize('NFKC')) ? '' : text
}

export function text(cell: string): Parsed<string> {
  return { value: cell }
}

/** A text on one line. */
export function line(cell: string): Parsed<string> {
  return { value: cell.replace(/\s*\n\s*/g, ' ') }
}

/** Codes of organs and staff numbers: parts of a path, so they hold nothing that a path could mistake. */
export function code(cell: string): Parsed<string> {
  const value = cell.normalize('NFKC').toUpperCase()
  return /^[A-Z0-9-]+$/.test(value) ? { value } : { wrong: 'code-characters' }
}

/** Letters of a document number, without brackets or digits. */
export function mark(cell: string): Parsed<string> {
  return /^[^\d〔〕[\]()（）]+$/.test(cell) ? { value: cell } : { wrong: 'mark' }
}

/** GB/T 2260 */
export function district(cell: string): Parsed<string> {
  const value = cell.normalize('NFKC')
  return /^\d{6}$/.test(value) ? { value } : { wrong: 'district' }
}

export function email(cell: string): Parsed<string> {
  const value = cell.normalize('NFKC').toLowerCase()
  return /^[^\s@,;"<>]+@[^\s@,;"<>]+\.[^\s@.,;"<>]+$/.test(value) ? { value } : { wrong: 'email' }
}

const YES = new Set(['是', 'y', 'yes', 'true', '1', '√', '✓', '对', '有', '同意'])
const NO = new Set(['否', 'n', 'no', 'false', '0', '×', 'x', '不是', '不同意'])

export function yesOrNo(cell: string): Parsed<boolean> {
  const word = cell.normalize('NFKC').toLowerCase()
  if (YES.has(word)) return { value: true }
  return NO.has(word) ? { value: false } : { wrong: 'not-yes-or-no' }
}

/** One of the choices, by its code or one of its words. */
export function choice<V extends string>(words: Readonly<Record<V, readonly string[]>>) {
  const known = new Map<string, V>()
  for (const value of Object.keys(words) as V[]) {
    known.set(value.toLowerCase(), value)
    for (const word of words[value]) known.set(word, value)
  }
  const allowed = (Object.values(words) as (readonly string[])[]).map((some) => some[0] ?? '').join('、')
  return (cell: string): Parsed<V> => {
    const value = known.get(cell.normalize('NFKC').toLowerCase().replace(/\s/g, ''))
    return value ? { value } : { wrong: 'not-a-choice', params: { allowed } }
  }
}

/** `2002-01-03`, `2002/1/3`, `2002.1.3`, `20020103`, `2002年1月3日`, each with or without a time after it. */
export function pastDay(cell: string, today: CivilDate): Parsed<CivilDate> {
  const plain = cell.normalize('NFKC').replace(/[T\s]\d{1,2}:\d{2}.*$/, '')
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return { wrong: 'date' }
  const [, year = '', month = '', date = ''] = parts
  const value = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isCivilDate(value)) return { wrong: 'date' }
  return value > today ? { wrong: 'future-date' } : { value }
}

const USCC_WRONG = {
  length: 'uscc-length',
  characters: 'uscc-characters',
  check: 'uscc-check',
  'organisation-check': 'uscc-organisation-check',
} as const

export function uscc(cell: string): Parsed<string> {
  const value = normaliseUscc(cell)
  const problem = usccProblem(value)
  return problem ? { wrong: USCC_WRONG[problem], params: { length: [...value].length } } : { value }
}

/** Several names in one cell. */
export function names(cell: string): Parsed<string[]> {
  return { value: parts(cell, /[;；、\n|]/) }
}

/** Several codes in one cell. */
export const codes = listOf(code)

/** Several credit codes in one cell. */
export const usccs = listOf(uscc)

function listOf<V>(parse: (cell: string) => Parsed<V>): (cell: string) => Parsed<V[]> {
  return (cell) => {
    const read = parts(cell, /[;；,，、\s|]+/).map(parse)
    const wrong = read.find((one) => 'wrong' in one)
    return wrong ?? { value: [...new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))] }
  }
}

function parts(cell: string, between: RegExp): string[] {
  const some = cell
    .split(between)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return [...new Set(some)]
}
