import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { lineName, shareOf } from '@/lib/statistics/labels'
import type { Line, Part } from '@/lib/statistics/types'
import { BarChart } from './bar-chart'
import { FigureCard } from './figure-card'
import { FigureLink } from './figure-link'
import { FigureTable } from './figure-table'

interface Props {
  part: 'scenarios' | 'matters' | 'organs' | 'enterprises'
  lines: readonly Line[]
  all: number
  list: string
  csv: string
  hint?: string
  foot?: ReactNode
  /** The page for a unit with others below it. */
  within?: (id: string) => string
}

const HEADER: Readonly<Record<Props['part'], string>> = {
  scenarios: 'scenario',
  matters: 'matter',
  organs: 'unit',
  enterprises: 'enterprise',
}

/** Bars and a table of what has the most cases. */
export async function LineCard({ part, lines, all, list, csv, hint, foot, within }: Props) {
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  if (lines.length === 0) return null
  const name = (line: Line) => lineName(part as Part, line, (key, values) => words(key, values))
  const share = (line: Line) => t('percent', { value: shareOf(line.cases, all) })
  return (
    <FigureCard
      part={part}
      csv={csv}
      hint={hint}
      foot={foot}
      chart={
        <BarChart
          id={`chart-${part}`}
          title={t('chart', { name: t(`part.${part}`) })}
          bars={lines.map((line) => ({
            key: line.key,
            label: name(line),
            note: line.cases.toLocaleString('en'),
            parts: [{ tone: 'kept', value: line.cases }],
          }))}
        />
      }
      table={
        <FigureTable
          caption={t(`part.${part}`)}
          rows={lines}
          rowKey={(line) => line.key}
          head={{
            key: 'name',
            header: t(`column.${HEADER[part]}`),
            cell: (line) =>
              line.within && within ? (
                <Link
                  className="link"
                  href={within(line.within)}
                  aria-label={`${name(line)}，${t('within')}`}
                >
                  {name(line)}
                </Link>
              ) : (
                name(line)
              ),
          }}
          columns={[
            {
              key: 'cases',
              header: t('column.cases'),
              cell: (line) => <FigureLink figure={line} list={list} name={name(line)} />,
            },
            { key: 'share', header: t('column.share'), cell: share },
          ]}
        />
      }
    />
  )
}
