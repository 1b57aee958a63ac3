import { toDate } from './clock'

const TIME_ZONE = 'Asia/Shanghai'
const TAG = (locale: string) => (locale === 'en' ? 'en-GB' : 'zh-CN')

type Moment = Date | string

/** 2026年11月23日 / 23 November 2026, in Chinese time. */
export function formatDate(moment: Moment, locale: string): string {
  return new Intl.DateTimeFormat(TAG(locale), {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(toDate(moment))
}

/** 11月23日 / 23 Nov. */
export function formatDateShort(moment: Moment, locale: string): string {
  return new Intl.DateTimeFormat(TAG(locale), {
    timeZone: TIME_ZONE,
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
  }).format(toDate(moment))
}

/** 2026年11月23日 14:30 / 23 November 2026, 14:30. */
export function formatDateTime(moment: Moment, locale: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
  }).format(toDate(moment))
  return `${formatDate(moment, locale)}${locale === 'en' ? ', ' : ' '}${time}`
}

/** The document number with the brackets of GB/T 9704 (U+3014, U+3015): 云住建回避决〔2026〕1号. */
export function documentNumber(mark: string, year: number, sequence: number): string {
  return `${mark}\u3014${year}\u3015${sequence}号`
}

/** 14:30 in Chinese time. */
export function formatTime(moment: Moment, _locale: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(
    toDate(moment),
  )
}
