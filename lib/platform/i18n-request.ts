import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { CATALOGUES, isLocale } from './i18n'

/** next-intl's settings of a request: the language is a cookie, Chinese first. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get('locale')?.value
  const locale = isLocale(chosen) ? chosen : 'zh'
  return { locale, messages: CATALOGUES[locale], timeZone: 'Asia/Shanghai' }
})
