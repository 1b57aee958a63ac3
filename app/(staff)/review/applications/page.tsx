import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { hasApplicationDesk } from '@/lib/recusals/applications/policy'
import { listApplications } from '@/lib/recusals/applications/queries'
import type { ApplicationRow } from '@/lib/recusals/applications/types'

type Search = Promise<{ page?: string }>

const PATH = '/review/applications'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('applications'))('desk.title') }
}

/** What came in from outside for the actor's office, the most pressing first. */
export default async function ApplicationsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasApplicationDesk(actor)) notFound()
  const page = Math.max(1, Math.min(10_000, Number.parseInt((await searchParams).page ?? '1', 10) || 1))
  const now = systemClock.now()
  const t = await getTranslations('applications')
  const locale = await getLocale()
  const { rows, more } = await listApplications(actor, page, now)
  const tone = (row: ApplicationRow) => {
    if (row.status !== 'RECEIVED') return 'neutral'
    if (row.dueAt < now.toISOString()) return 'red'
    return row.amberAt < now.toISOString() ? 'amber' : 'accent'
  }
  return (
    <>
      <PageHeader title={t('desk.title')} description={t('desk.description')} />
      <Card>
        <CardBody flush>
          <DataTable<ApplicationRow>
            caption={t('desk.title')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Empty title={t('desk.empty')} description={t('desk.emptyText')} />}
            columns={[
              {
                key: 'number',
                header: t('label.number'),
                width: 'w-44',
                bare: true,
                nowrap: true,
                cell: (row) => <Link href={`${PATH}/${row.id}`}>{row.number}</Link>,
              },
              {
                key: 'official',
                header: t('label.officialText'),
                width: 'w-44',
                cell: (row) => row.officialText,
              },
              { key: 'matter', header: t('label.matterText'), width: 'rest', cell: (row) => row.matterText },
              {
                key: 'initiator',
                header: t('staff.initiator'),
                width: 'w-32',
                cell: (row) => t(row.anonymous ? 'initiator.anonymous' : `initiator.${row.initiator}`),
              },
              {
                key: 'status',
                header: t('label.status'),
                width: 'w-32',
                cell: (row) => <Tag tone={tone(row)}>{t(`status.${row.status}`)}</Tag>,
              },
              {
                key: 'due',
                header: t('label.answerBy'),
                width: 'w-44',
                nowrap: true,
                cell: (row) => (row.status === 'RECEIVED' ? formatDateTime(row.dueAt, locale) : '—'),
              },
            ]}
          />
          <Pagination
            previousHref={page > 1 ? `${PATH}?page=${page - 1}` : null}
            nextHref={more ? `${PATH}?page=${page + 1}` : null}
            summary={page > 1 || more ? t('desk.page', { page }) : undefined}
            labels={{ nav: t('desk.nav'), previous: t('desk.previous'), next: t('desk.next') }}
          />
        </CardBody>
      </Card>
    </>
  )
}
