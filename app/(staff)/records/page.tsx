import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { RecordFilters } from '@/components/records/record-filters'
import { RecordTable } from '@/components/records/record-table'
import { ClientMessages } from '@/components/layout/client-messages'
import { DroppedNotice } from '@/components/searches/dropped-notice'
import { SavedBar } from '@/components/searches/saved-bar'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { findSearchUnit, listSearchUnits, searchRecords } from '@/lib/records/queries'
import { parseSearch, searchParams as toAddress } from '@/lib/records/records'
import { removeSearch, renameSearch, saveSearch, setDefaultSearch } from '@/lib/searches/actions'
import { findRecordsSearch, listSearches } from '@/lib/searches/queries'
import { askedSearch } from '@/lib/searches/searches'

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
  const now = systemClock.now()
  const raw = await searchParams
  const asked = askedSearch(raw)
  const saved = asked ? await findRecordsSearch(actor, asked, now) : null
  const { after, dropped, ...address } = parseSearch(raw)
  const filters = saved?.filters ?? address.filters
  const [page, units, searches, [enterprise], [unit], reached] = await Promise.all([
    searchRecords(actor, { filters, after }, now),
    listSearchUnits(actor),
    listSearches(actor, 'records', now),
    filters.enterprise ? getEnterprises(actor, [filters.enterprise]) : [],
    nameOrgans([filters.organ]),
    saved && filters.organ ? findSearchUnit(actor, filters.organ) : null,
  ])
  const isUnitGone = Boolean(saved && filters.organ && !reached)
  const gone = [...(saved?.dropped ?? []), ...(isUnitGone ? ['organ'] : [])]
  const href = (cursor?: string | null) =>
    saved
      ? `/records?${new URLSearchParams({ saved: saved.id, ...(cursor ? { after: cursor } : {}) }).toString()}`
      : `/records?${toAddress(filters, cursor) || 'saved=none'}`
  return (
    <ClientMessages namespaces={['searches', 'platform']}>
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
        {saved || (asked && asked !== 'default') ? (
          <DroppedNotice
            search={saved && { name: saved.name, dropped: gone }}
            nameOf={(name) => (t.has(`filter.${name}`) ? t(`filter.${name}`) : name)}
          />
        ) : null}
        <SavedBar
          desk="records"
          path="/records"
          searches={searches}
          current={saved}
          filters={filters}
          acts={{
            save: saveSearch,
            rename: renameSearch,
            setDefault: setDefaultSearch,
            remove: removeSearch,
          }}
          scheduleHref={saved ? `/records/exports/schedules?search=${saved.id}` : undefined}
        />
        <RecordFilters
          key={toAddress(filters)}
          filters={filters}
          units={units}
          unit={unit}
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
              previousHref={after ? href() : null}
              nextHref={page.next ? href(page.next) : null}
              summary={t(page.capped ? 'countCapped' : 'count', { count: page.count })}
              labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
            />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
