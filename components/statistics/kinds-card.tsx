import { getTranslations } from 'next-intl/server'
import { NAMESPACE } from '@/lib/review/labels'
import { RECORD_KINDS } from '@/lib/records/schema'
import type { Line, StatusLine } from '@/lib/statistics/types'
import { BarChart } from './bar-chart'
import { FigureCard } from './figure-card'
import { FigureLink } from './figure-link'
import { FigureTable } from './figure-table'

interface Props {
  kinds: readonly Line[]
  statuses: readonly StatusLine[]
  list: string
  csv: string
}

/** Cases by kind, and each kind by how far its cases are. */
export async function KindsCard({ kinds, statuses, list, csv }: Props) {
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  const kindName = (kind: string) => words(`review.kind.${kind}`)
  const statusName = (kind: (typeof RECORD_KINDS)[number], status: string) =>
    words(`${NAMESPACE[kind]}.status.${status}`)
  const linesOf = (kind: string) => statuses.filter((line) => line.kind === kind)
  return (
    <FigureCard
      part="kinds"
      csv={csv}
      chart={
        <BarChart
          id="chart-kinds"
          title={t('chart', { name: t('part.kinds') })}
          bars={kinds.map((line) => ({
            key: line.key,
            label: kindName(line.key),
            note: line.cases.toLocaleString('en'),
            parts: [{ tone: 'kept', value: line.cases }],
          }))}
        />
      }
      table={
        <FigureTable
          caption={t('part.kinds')}
          rows={kinds}
          rowKey={(line) => line.key}
          head={{ key: 'kind', header: t('column.kind'), cell: (line) => kindName(line.key), nowrap: true }}
          columns={[
            {
              key: 'cases',
              header: t('column.cases'),
              nowrap: true,
              cell: (line) => <FigureLink figure={line} list={list} name={kindName(line.key)} />,
            },
            {
              key: 'status',
              header: t('column.status'),
              text: true,
              cell: (line) => (
                <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
                  {RECORD_KINDS.filter((kind) => kind === line.key).flatMap((kind) =>
                    linesOf(kind).map((one) => (
                      <li key={one.status} className="whitespace-nowrap">
                        <span className="text-ink-2">{statusName(kind, one.status)}</span>{' '}
                        <FigureLink
                          figure={one}
                          list={list}
                          name={`${kindName(kind)} ${statusName(kind, one.status)}`}
                        />
                      </li>
                    )),
                  )}
                </ul>
              ),
            },
          ]}
        />
      }
    />
  )
}
