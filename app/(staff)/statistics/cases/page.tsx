import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { searchWords } from '@/components/exports/search-words'
import { RecordTable } from '@/components/records/record-table'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { searchRecords } from '@/lib/records/queries'
import { parseSearch, searchParams as toAddress } from '@/lib/records/records'
import { hasStatistics } from '@/lib/statistics/policy'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statistics'))('cases.title') }
}

/** The cases behind a number, for supervising leaders: they have no desk of records. */
export default async function CountedCasesPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasStatistics(actor)) notFound()
  const { filters, after } = parseSearch(await searchParams)
  if (hasRecordsDesk(actor)) redirect(`/records?${toAddress(filters, after)}`)
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  const locale = await getLocale()
  const { organ, enterprise, from, to, kind } = filters
  const [page, [unit], [company]] = await Promise.all([
    searchRecords(actor, { filters, after }, systemClock.now()),
    nameOrgans([organ]),
    enterprise ? getEnterprises(actor, [enterprise]) : [],
  ])
  const names: Record<string, string | undefined> = {
    [organ ?? '']: unit?.name,
    [enterprise ?? '']: company?.name,
  }
  const scope = searchWords(
    filters,
    (key) => words(key),
    (id) => names[id] ?? id,
  )
  const address = (cursor?: string | null) => `/statistics/cases?${toAddress(filters, cursor)}`
  return (
    <>
      <PageHeader
        title={t('cases.title')}
        description={scope.map((line) => `${line.name} ${line.value}`).join(t('separator'))}
        back={{ href: `/statistics?${toAddress({ organ, from, to, kind })}`, label: t('cases.back') }}
      />
      <Card>
        <CardBody flush>
          <RecordTable
            rows={page.rows}
            locale={locale}
            caption={t('cases.caption')}
            desk="review"
            empty={<Empty title={t('cases.empty.title')} description={t('cases.empty.description')} />}
          />
          <Pagination
            previousHref={after ? address() : null}
            nextHref={page.next ? address(page.next) : null}
            summary={t(page.capped ? 'cases.countCapped' : 'cases.count', { count: page.count })}
            labels={{ nav: t('cases.nav'), previous: t('cases.first'), next: t('cases.next') }}
          />
        </CardBody>
      </Card>
    </>
  )
}
