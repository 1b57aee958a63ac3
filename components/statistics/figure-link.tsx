import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { searchParams } from '@/lib/records/records'
import type { Figure } from '@/lib/statistics/types'

interface Props {
  figure: Figure
  /** The list that the number opens. */
  list: string
  /** What the number counts, for screen readers. */
  name: string
}

/** A number that opens the cases it counts; nought opens nothing. */
export async function FigureLink({ figure, list, name }: Props) {
  const t = await getTranslations('statistics')
  if (figure.cases === 0) return <span className="text-ink-3">0</span>
  return (
    <Link className="link" href={`${list}?${searchParams(figure.search)}`}>
      {figure.cases.toLocaleString('en')}
      <span className="sr-only">{t('open', { name })}</span>
    </Link>
  )
}
