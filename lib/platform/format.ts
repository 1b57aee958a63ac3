import { toDate } from './clock'

const TIME_ZONE = 'Asia/Shanghai'
const TAG = (locale: string) => (locale === 'en' ? 'en-GB' : 'zh-CN')

type Moment = Date | string

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs forty times what using it does: one of each kind is kept. */
function formatter(tag: string, kind: 'long' | 'short' | 'time', options: Intl.DateTimeFormatOptions) {
  const key = `${tag} ${kind}`
  let known = formatters.get(key)
  if (!known) formatters.set(key, (known = new Intl.DateTimeFormat(tag, { timeZone: TIME_ZONE, ...options })))
  return known
}

/** 2026年11月23日 / 23 November 2026, in Chinese time. */
export function formatDate(moment: Moment, locale: string): string {
  const options = { year: 'numeric', month: 'long', day: 'numeric' } as const
  return formatter(TAG(locale), 'long', options).format(toDate(moment))
}

/** 11月23日 / 23 Nov. */
export function formatDateShort(moment: Moment, locale: string): string {
  const options = { month: locale === 'en' ? 'short' : 'long', day: 'numeric' } as const
  return formatter(TAG(locale), 'short', options).format(toDate(moment))
}

/** 2026年11月23日 14:30 / 23 November 2026, 14:30. */
export function formatDateTime(moment: Moment, locale: string): string {
  return `${formatDate(moment, locale)}${locale === 'en' ? ', ' : ' '}${formatTime(moment, locale)}`
}

/** The document number with the brackets of GB/T 9704 (U+3014, U+3015): 云住建回避决〔2026〕1号. */
export function documentNumber(mark: string, year: number, sequence: number): string {
  return `${mark}\u3014${year}\u3015${sequence}号`
}

/** 14:30 in Chinese time. */
export function formatTime(moment: Moment, _locale: string): string {
  return formatter('en-GB', 'time', { hour: '2-digit', minute: '2-digit' }).format(toDate(moment))
}
