import { getTranslations } from 'next-intl/server'
import type { PreferenceLabels } from './preferences'

/** The words of the display settings. */
export async function preferenceLabels(): Promise<PreferenceLabels> {
  const t = await getTranslations('platform.layout')
  return {
    group: t('preferences'),
    otherLocale: t('otherLocale'),
    largeText: t('largeText'),
    dark: t('dark'),
    theme: t('theme'),
    themeLight: t('themeLight'),
    themeDark: t('themeDark'),
    themeSystem: t('themeSystem'),
    keysHelp: t('keysHelp'),
    singleKeys: t('singleKeys'),
  }
}
