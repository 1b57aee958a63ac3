import { getTranslations } from 'next-intl/server'
import { LIMIT_STATES } from '@/lib/records/schema'
import type { LimitLine } from '@/lib/statistics/types'
import { BarChart } from './bar-chart'
import { Legend } from './chart-tones'
import { FigureCard } from './figure-card'
import { FigureLink } from './figure-link'
import { FigureTable } from './figure-table'

/** Whether limits were kept, by kind of case. */
export async function LimitsCard({
  lines,
  list,
  csv,
}: {
  lines: readonly LimitLine[]
  list: string
  csv: string
}) {
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  const kindOf = (line: LimitLine) => words(`review.kind.${line.kind}`)
  const rate = (line: LimitLine) =>
    line.rate === null ? t('none') : t('percent', { value: String(line.rate) })
  return (
    <FigureCard
      part="limits"
      csv={csv}
      hint={t('hint.limits')}
      foot={t('limits.meaning')}
      chart={
        <div className="grid gap-4">
          <Legend id="limits" items={LIMIT_STATES.map((tone) => ({ tone, label: t(`limits.${tone}`) }))} />
          <BarChart
            id="chart-limits"
            title={t('chart', { name: t('part.limits') })}
            bars={lines.map((line) => ({
              key: line.kind,
              label: kindOf(line),
              note: rate(line),
              parts: LIMIT_STATES.map((tone) => ({ tone, value: line[tone].cases })),
            }))}
          />
        </div>
      }
      table={
        <FigureTable
          caption={t('part.limits')}
          rows={lines}
          rowKey={(line) => line.kind}
          head={{ key: 'kind', header: t('column.kind'), cell: kindOf }}
          columns={[
            ...LIMIT_STATES.map((state) => ({
              key: state,
              header: t(`limits.${state}`),
              cell: (line: LimitLine) => (
                <FigureLink
                  figure={line[state]}
                  list={list}
                  name={`${kindOf(line)} ${t(`limits.${state}`)}`}
                />
              ),
            })),
            { key: 'rate', header: t('column.rate'), cell: rate },
          ]}
        />
      }
    />
  )
}
