import { DIGITS_LOST } from '../../rules/parse-cell'

/** Digits that a number in a workbook keeps. */
const EXACT = 1e15

/** A cell of a workbook as text: dates as in China, whole numbers without exponent. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n')
  if (typeof value === 'number') {
    const text = value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    return Math.abs(value) >= EXACT ? `${text}${DIGITS_LOST}` : text
  }
  if (value instanceof Date) return dateText(value)
  return typeof value === 'boolean' ? String(value) : ''
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const [day = '', time = ''] = value.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`
}
