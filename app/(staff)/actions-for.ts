import { getTranslations } from 'next-intl/server'

/** What a person can begin, for the palette: pages that make something new and are no entry of the navigation. */
export async function beginningsFor(): Promise<{ href: string; label: string }[]> {
  const t = await getTranslations('platform.begin')
  return [
    { href: '/my/advance-reports/new', label: t('report') },
    { href: '/my/recusal-requests/new', label: t('request') },
    { href: '/my/advance-reports/emergency', label: t('emergency') },
    { href: '/my/sessions', label: t('sessions') },
  ]
}
