import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { JobTable } from '@/components/exports/job-table'
import { OrderForm } from '@/components/exports/order-form'
import { RefreshWhile } from '@/components/layout/refresh-while'
import { searchLine, searchWords } from '@/components/exports/search-words'
import { ClientMessages } from '@/components/layout/client-messages'
import { LinkButton } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { cancelExport, orderExport } from '@/lib/exports/actions'
import { listOwnExports } from '@/lib/exports/queries'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { nameOrgans } from '@/lib/organs/choosing/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasRecordsDesk } from '@/lib/records/policy'
import { countRecords, EXPORT_COUNT_CAP } from '@/lib/records/queries'
import { parseSearch, searchParams as toAddress } from '@/lib/records/records'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') }
}

/** Orders the export of the search in the address, and shows what became of the earlier ones. */
export default async function ExportsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasRecordsDesk(actor)) notFound()
  const t = await getTranslations('exports')
  const words = await getTranslations()
  const locale = await getLocale()
  const { filters, dropped } = parseSearch(await searchParams)
  const now = systemClock.now()
  const [count, { approved, jobs }, enterprises] = await Promise.all([
    countRecords(actor, filters, now),
    listOwnExports(actor, now),
    filters.enterprise ? getEnterprises(actor, [filters.enterprise]) : [],
  ])
  const units = await nameOrgans([filters, ...jobs.map((job) => job.filters)].map(({ organ }) => organ))
  const nameOf = (id: string) => [...units, ...enterprises].find((one) => one.id === id)?.name ?? id
  const inWords = (search: typeof filters) => searchWords(search, (key) => words(key), nameOf)
  const scope = inWords(filters)
  const rows = t(count > EXPORT_COUNT_CAP ? 'order.rowsCapped' : 'order.rows', {
    count: Math.min(count, EXPORT_COUNT_CAP),
  })
  const oneLine = searchLine((key) => words(key), units, t('order.all'))
  const separator = words('records.separator')
  return (
    <ClientMessages namespaces={['exports', 'platform']}>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<LinkButton href="/records/exports/schedules">{t('schedules.link')}</LinkButton>}
      />
      <div className="grid gap-5">
        {dropped.length > 0 ? (
          <Notice tone="warning">
            {t('order.dropped', {
              names: dropped.map((name) => words(`records.filter.${name}`)).join(separator),
            })}
          </Notice>
        ) : null}
        <Card aria-labelledby="order">
          <CardHeader
            id="order"
            title={t('order.title')}
            aside={<Link href={`/records?${toAddress(filters)}`}>{t('order.change')}</Link>}
          />
          <CardBody className="grid gap-5">
            <DescriptionList
              items={[
                { term: t('order.scope'), detail: scope.length > 0 ? rows : `${t('order.all')} · ${rows}` },
                ...scope.map((line) => ({ key: line.name, term: line.name, detail: line.value })),
              ]}
            />
            {count > 0 ? (
              <OrderForm action={orderExport} filters={filters} locale={locale} />
            ) : (
              <Empty title={t('order.none')} />
            )}
          </CardBody>
        </Card>
        <Card aria-labelledby="jobs">
          <CardHeader id="jobs" title={t('jobs.title')} description={t('jobs.hint')} />
          {approved.map((purpose) => (
            <CardBody key={purpose}>
              <Notice tone="info">{t('jobs.approved', { purpose })}</Notice>
            </CardBody>
          ))}
          <CardBody flush>
            <JobTable
              jobs={jobs.map((job) => ({ ...job, searchWords: oneLine(job.filters) }))}
              locale={locale}
              cancel={cancelExport}
            />
          </CardBody>
        </Card>
        <RefreshWhile
          running={
            approved.length > 0 || jobs.some((job) => job.status === 'PENDING' || job.status === 'RUNNING')
          }
        />
      </div>
    </ClientMessages>
  )
}
