import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RecordFilters } from '@/components/records/record-filters'
import { RecordTable } from '@/components/records/record-table'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { listSearchUnits, searchRecords } from '@/lib/records/queries'
import { parseSearch, searchParams as toAddress } from '@/lib/records/records'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('records'))('title') }
}

/** Everything within the jurisdiction; the search is the address, so it can be sent on and exported. */
export default async function RecordsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const t = await getTranslations('records')
  const locale = await getLocale()
  const { filters, after, dropped } = parseSearch(await searchParams)
  const [page, units, [enterprise]] = await Promise.all([
    searchRecords(actor, { filters, after }, systemClock.now()),
    listSearchUnits(actor),
    filters.enterprise ? getEnterprises(actor, [filters.enterprise]) : [],
  ])
  const address = (cursor?: string | null) => `/records?${toAddress(filters, cursor)}`
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          page.count > 0 ? (
            <LinkButton href={`/records/exports?${toAddress(filters)}`}>{t('export')}</LinkButton>
          ) : null
        }
      />
      <div className="grid gap-5">
        {dropped.length > 0 ? (
          <Notice tone="warning" title={t('droppedTitle')}>
            {t('dropped', { names: dropped.map((name) => t(`filter.${name}`)).join(t('separator')) })}
          </Notice>
        ) : null}
        <RecordFilters
          key={toAddress(filters)}
          filters={filters}
          units={units}
          enterprise={enterprise?.name}
        />
        <Card>
          <CardBody flush>
            <RecordTable
              rows={page.rows}
              locale={locale}
              caption={t('title')}
              empty={<Empty title={t('empty.title')} description={t('empty.description')} />}
            />
            <Pagination
              previousHref={after ? address() : null}
              nextHref={page.next ? address(page.next) : null}
              summary={t(page.capped ? 'countCapped' : 'count', { count: page.count })}
              labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
            />
          </CardBody>
        </Card>
      </div>
    </>
  )
}
