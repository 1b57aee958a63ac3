import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'

interface Props {
  /** Null when the address asks for one that is not there. */
  search: { name: string; dropped: readonly string[] } | null
  /** What a condition is called, or its own name when it is called nothing any more. */
  nameOf: (filter: string) => string
}

/** Says which conditions of a saved search are no longer understood, and when there is no such search. */
export async function DroppedNotice({ search, nameOf }: Props) {
  const t = await getTranslations('searches')
  const words = await getTranslations('records')
  if (!search) return <Notice tone="warning">{t('gone')}</Notice>
  if (search.dropped.length === 0) return null
  const names = search.dropped.map(nameOf).join(words('separator'))
  return <Notice tone="warning">{t('dropped', { name: search.name, names })}</Notice>
}
