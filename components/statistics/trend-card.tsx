import { getTranslations } from 'next-intl/server'
import type { Line } from '@/lib/statistics/types'
import { ColumnChart, type ChartColumn } from './column-chart'
import { FigureCard } from './figure-card'
import { FigureLink } from './figure-link'
import { FigureTable } from './figure-table'

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
          className="max-h-80 overflow-y-auto phone:max-h-none print:max-h-none"
          tabIndex={0}
          role="group"
          aria-label={t('part.trend')}
        >
          <FigureTable
            caption={t('part.trend')}
            rows={[...lines].reverse()}
            rowKey={(line) => line.key}
            head={{
              key: 'period',
              header: t(byQuarter ? 'column.quarter' : 'column.month'),
              cell: (line) => (
                <>
                  {line.key}
                  {line.partial ? <span className="ml-2 text-xs text-ink-3">{t('partial')}</span> : null}
                </>
              ),
            }}
            columns={[
              {
                key: 'cases',
                header: t('column.cases'),
                cell: (line) => <FigureLink figure={line} list={list} name={line.key} />,
              },
              {
                key: 'trend',
                header: t('column.trend'),
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
    const yearAt = (place: number) => lines[place]?.key.slice(0, 4)
    const begins = yearAt(at - 1) !== year
    // The words of two years side by side would run into each other.
    const soonOver = at === 0 && [yearAt(1), yearAt(2)].some((next) => next !== undefined && next !== year)
    return {
      key: line.key,
      label: part.replace(/^0/, ''),
      ...(begins && !soonOver ? { year } : {}),
      value: line.cases,
      partial: line.partial === true,
      trend: line.trend ?? null,
    }
  })
}
