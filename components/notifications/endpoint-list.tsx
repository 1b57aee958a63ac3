import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import type { EndpointLine } from '@/lib/notifications/webhooks/types'
import { formatDateTime } from '@/lib/platform/format'
import { EndpointStateTag } from './state-tags'

/** The endpoints, and how each does. */
export async function EndpointList({ rows }: { rows: readonly EndpointLine[] }) {
  const t = await getTranslations('webhooks')
  const locale = await getLocale()
  return (
    <DataTable<EndpointLine>
      caption={t('list')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<Empty title={t('empty')} description={t('emptyText')} />}
      columns={[
        {
          key: 'name',
          header: t('column.name'),
          width: 'rest',
          bare: true,
          cell: (row) => (
            <>
              <Link className="link" href={`/admin/webhooks/${row.id}`}>
                {row.name}
              </Link>
              <span className="block text-xs wrap-anywhere text-ink-3">{row.address}</span>
            </>
          ),
        },
        { key: 'organ', header: t('column.organ'), width: 'w-44', cell: (row) => row.organ },
        {
          key: 'state',
          header: t('column.state'),
          width: 'w-40',
          cell: (row) => (
            <>
              <EndpointStateTag state={row.state} />
              {row.failingSince ? (
                <CellNote>{t('failingSince', { at: formatDateTime(row.failingSince, locale) })}</CellNote>
              ) : null}
            </>
          ),
        },
        {
          key: 'last',
          header: t('column.last'),
          width: 'w-44',
          cell: (row) => (row.lastSuccessAt ? formatDateTime(row.lastSuccessAt, locale) : t('never')),
        },
        {
          key: 'queue',
          header: t('column.queue'),
          width: 'w-40',
          nowrap: true,
          cell: (row) => t('queue', { waiting: row.waiting, dead: row.dead }),
        },
      ]}
    />
  )
}
