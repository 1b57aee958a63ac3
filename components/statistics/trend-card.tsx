import { getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/ui/table'
import type { Line } from '@/lib/statistics/types'
import { ColumnChart, type ChartColumn } from './column-chart'
import { FigureCard } from './figure-card'
import { FigureLink } from './figure-link'

interface Props {
  lines: readonly Line[]
  byQuarter: boolean
  list: string
  csv: string
}

/** Cases by month or quarter, with the mean of three beside them. */
export async function TrendCard({ lines, byQuarter, list, csv }: Props) {
  const t = await getTranslations('statistics')
  return (
    <FigureCard
      part="trend"
      csv={csv}
      hint={t(byQuarter ? 'hint.trendQuarters' : 'hint.trendMonths')}
      chart={
        <ColumnChart
          id="chart-trend"
          title={t('chart', { name: t('part.trend') })}
          columns={columnsOf(lines)}
        />
      }
      table={
        <div
          className="max-h-96 overflow-y-auto phone:max-h-none print:max-h-none"
          tabIndex={0}
          role="group"
          aria-label={t('part.trend')}
        >
          <DataTable
            caption={t('part.trend')}
            rows={[...lines].reverse()}
            rowKey={(line) => line.key}
            columns={[
              {
                key: 'period',
                header: t(byQuarter ? 'column.quarter' : 'column.month'),
                nowrap: true,
                cell: (line) => (
                  <>
                    {line.key}
                    {line.partial ? <span className="ml-2 text-xs text-ink-3">{t('partial')}</span> : null}
                  </>
                ),
              },
              {
                key: 'cases',
                header: t('column.cases'),
                align: 'end',
                cell: (line) => <FigureLink figure={line} list={list} name={line.key} />,
              },
              {
                key: 'trend',
                header: t('column.trend'),
                align: 'end',
                cell: (line) => (typeof line.trend === 'number' ? line.trend : t('none')),
              },
            ]}
          />
        </div>
      }
    />
  )
}

function columnsOf(lines: readonly Line[]): ChartColumn[] {
  return lines.map((line, at) => {
    const [year = '', part = ''] = line.key.split('-')
    const before = lines[at - 1]?.key.slice(0, 4)
    return {
      key: line.key,
      label: part.replace(/^0/, ''),
      ...(before === year ? {} : { year }),
      value: line.cases,
      partial: line.partial === true,
      trend: line.trend ?? null,
    }
  })
}
