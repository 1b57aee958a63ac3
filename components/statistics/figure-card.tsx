import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { Part } from '@/lib/statistics/types'

interface Props {
  part: Part
  /** Where its CSV is. */
  csv: string
  hint?: string
  chart: ReactNode
  /** The numbers, for everybody. */
  table: ReactNode
  /** Beneath both: what the words mean, what is not in it. */
  foot?: ReactNode
}

/** One picture with the table behind it. */
export async function FigureCard({ part, csv, hint, chart, table, foot }: Props) {
  const t = await getTranslations('statistics')
  const name = t(`part.${part}`)
  return (
    <Card aria-labelledby={`part-${part}`}>
      <CardHeader
        id={`part-${part}`}
        title={name}
        description={hint}
        aside={
          <a className="link" href={csv} download="" aria-label={t('csvOf', { name })} data-no-print="">
            {t('csv')}
          </a>
        }
      />
      <CardBody flush>
        <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] phone:block print:block">
          <figure className="min-w-0 px-5 pt-9 pb-4 phone:px-4 phone:pt-4 print:pt-3">{chart}</figure>
          <div className="min-w-0 overflow-x-auto border-l border-line-2 phone:border-t phone:border-l-0 print:overflow-visible print:border-0">
            {table}
          </div>
        </div>
        {foot ? (
          <p className="border-t border-line-2 px-5 py-3 text-sm text-ink-3 phone:px-4">{foot}</p>
        ) : null}
      </CardBody>
    </Card>
  )
}
