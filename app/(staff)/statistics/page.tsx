import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { KindsCard } from '@/components/statistics/kinds-card'
import { LimitsCard } from '@/components/statistics/limits-card'
import { LineCard } from '@/components/statistics/line-card'
import { StatisticsFilters } from '@/components/statistics/statistics-filters'
import { FigureLink } from '@/components/statistics/figure-link'
import { TrendCard } from '@/components/statistics/trend-card'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/identity/queries'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { systemClock } from '@/lib/platform/clock'
import { startOfCivilDay } from '@/lib/platform/dates'
import { formatDate } from '@/lib/platform/format'
import { hasRecordsDesk } from '@/lib/records/policy'
import { listSearchUnits } from '@/lib/records/queries'
import { searchParams as toAddress } from '@/lib/records/records'
import { hasStatistics } from '@/lib/statistics/policy'
import { getStatistics } from '@/lib/statistics/queries'
import { parseStatistics } from '@/lib/statistics/statistics'
import type { Part } from '@/lib/statistics/types'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statistics'))('title') }
}

/** What the person may read, counted; the range is the address, and every number opens its list. */
export default async function StatisticsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasStatistics(actor)) notFound()
  const t = await getTranslations('statistics')
  const words = await getTranslations()
  const locale = await getLocale()
  const now = systemClock.now()
  const { filters, dropped } = parseStatistics(await searchParams, now)
  const [found, units, [unit]] = await Promise.all([
    getStatistics(actor, filters, now),
    listSearchUnits(actor),
    nameOrgans([filters.organ]),
  ])
  const list = hasRecordsDesk(actor) ? '/records' : '/statistics/cases'
  const csv = (part: Part) => `/api/statistics/${part}?${toAddress(filters)}`
  const within = (organ: string) => `/statistics?${toAddress({ ...filters, organ })}`
  const scope = [
    t('scope', {
      from: formatDate(startOfCivilDay(filters.from), locale),
      to: formatDate(startOfCivilDay(filters.to), locale),
    }),
    unit?.name,
    filters.kind && words(`review.kind.${filters.kind}`),
  ]
    .filter(Boolean)
    .join(' · ')
  const lines = { list, all: found.all.cases }
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        {dropped.length > 0 ? (
          <Notice tone="warning" title={t('droppedTitle')}>
            {t('dropped', { names: dropped.map((name) => t(`filter.${name}`)).join(t('separator')) })}
          </Notice>
        ) : null}
        <StatisticsFilters key={toAddress(filters)} filters={filters} units={units} unit={unit} />
        <p className="text-ink-2">
          {scope}
          {' · '}
          {t.rich('total', {
            cases: () => <FigureLink figure={found.all} list={list} name={t('cases.title')} />,
          })}
        </p>
        {found.all.cases === 0 ? (
          <Card>
            <CardBody>
              <Empty title={t('empty.title')} description={t('empty.description')} />
            </CardBody>
          </Card>
        ) : (
          <>
            <LimitsCard lines={found.limits} list={list} csv={csv('limits')} />
            <TrendCard lines={found.trend} byQuarter={found.byQuarter} list={list} csv={csv('trend')} />
            <KindsCard kinds={found.kinds} statuses={found.statuses} list={list} csv={csv('kinds')} />
            <LineCard
              {...lines}
              part="organs"
              lines={found.organs}
              csv={csv('organs')}
              hint={t('hint.organs')}
              within={within}
            />
            <LineCard
              {...lines}
              part="scenarios"
              lines={found.scenarios}
              csv={csv('scenarios')}
              foot={
                found.withoutScenario > 0 ? t('withoutScenario', { count: found.withoutScenario }) : undefined
              }
            />
            <LineCard
              {...lines}
              part="matters"
              lines={found.matters}
              csv={csv('matters')}
              foot={found.withoutMatter > 0 ? t('withoutMatter', { count: found.withoutMatter }) : undefined}
            />
            <LineCard
              {...lines}
              part="enterprises"
              lines={found.enterprises}
              csv={csv('enterprises')}
              hint={t('hint.enterprises')}
            />
          </>
        )}
      </div>
    </>
  )
}
