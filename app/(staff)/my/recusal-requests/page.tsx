import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { listMyRequests } from '@/lib/recusals/requests/queries'
import type { RequestRow } from '@/lib/recusals/requests/types'

type Search = Promise<{ after?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalRequests'))('list.title') }
}

export default async function MyRequestsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { after } = await searchParams
  const t = await getTranslations('recusalRequests')
  const words = await getTranslations('review')
  const locale = await getLocale()
  const { rows, next } = await listMyRequests(actor, { after }, systemClock.now())
  const start = (
    <LinkButton href="/my/recusal-requests/new" variant="primary">
      {t('list.new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={t('list.title')}
        description={t('list.description')}
        actions={rows.length > 0 ? start : undefined}
      />
      <Card>
        <CardBody flush>
          <DataTable<RequestRow>
            caption={t('list.title')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Empty title={t('list.empty')} description={t('list.emptyText')} action={start} />}
            columns={[
              {
                key: 'case',
                header: t('list.column.case'),
                width: 'w-52',
                bare: true,
                cell: (row) => (
                  <Link
                    href={
                      row.status === 'DRAFT'
                        ? `/my/recusal-requests/${row.id}/edit`
                        : `/my/recusal-requests/${row.id}`
                    }
                  >
                    {row.number ?? t('status.DRAFT')}
                  </Link>
                ),
              },
              {
                key: 'matter',
                header: t('list.column.matter'),
                width: 'rest',
                cell: (row) => row.title || '—',
              },
              {
                key: 'status',
                header: t('list.column.status'),
                width: 'w-36',
                cell: (row) => <Tag>{t(`status.${row.status}`)}</Tag>,
              },
              {
                key: 'filed',
                header: t('list.column.filed'),
                width: 'w-44',
                nowrap: true,
                cell: (row) => formatDateTime(row.submittedAt ?? row.createdAt, locale),
              },
            ]}
          />
        </CardBody>
      </Card>
      <Pagination
        previousHref={after ? '/my/recusal-requests' : undefined}
        nextHref={next ? `/my/recusal-requests?after=${encodeURIComponent(next)}` : undefined}
        labels={{ nav: words('nav'), previous: words('first'), next: words('next') }}
      />
    </>
  )
}
