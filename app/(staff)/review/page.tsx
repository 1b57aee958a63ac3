import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { BulkBar } from '@/components/review/bulk-bar'
import { QueueFilters } from '@/components/review/queue-filters'
import { BULK_FORM, QueueTable } from '@/components/review/queue-table'
import { Card, CardBody } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { hasDecisionDesk } from '@/lib/recusals/decisions/policy'
import { takeInBulk } from '@/lib/review/bulk/actions'
import { findBulkSteps } from '@/lib/review/bulk/queries'
import { listQueue } from '@/lib/review/queries'
import { queueFilterSchema } from '@/lib/review/schema'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

export default async function ReviewPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const t = await getTranslations('review')
  const locale = await getLocale()
  const filter = queueFilterSchema.parse(await searchParams)
  const now = systemClock.now()
  const queue = await listQueue(actor, filter, now)
  const bulk = await findBulkSteps(
    actor,
    queue.rows.map((row) => row.id),
    now,
  )
  const filtered = Boolean(filter.kind ?? filter.urgency ?? filter.desk ?? filter.q)
  const { counts } = queue
  const mayOpen = hasDecisionDesk(actor)
  return (
    <>
      <PageHeader
        title={t(filter.scope === 'all' ? 'titleAll' : 'title')}
        description={t('description')}
        actions={mayOpen ? <LinkButton href="/review/decisions/new">{t('newDecision')}</LinkButton> : null}
      />
      <div className="grid gap-5">
        <QueueFilters filter={filter} />
        <ClientMessages namespaces={['platform', 'review', 'cases', 'advanceReports', 'recusalRequests']}>
          <BulkBar
            form={BULK_FORM}
            events={[...new Set([...bulk.values()].map((step) => step.event))]}
            act={takeInBulk}
          />
        </ClientMessages>
        <Card>
          <CardBody flush>
            <QueueTable rows={queue.rows} locale={locale} filtered={filtered} bulk={bulk} />
            <Pagination
              previousHref={filter.after ? href({ ...filter, after: undefined }) : null}
              nextHref={queue.next ? href({ ...filter, after: queue.next }) : null}
              summary={t(counts.capped ? 'countCapped' : 'count', {
                overdue: counts.overdue,
                amber: counts.amber,
                all: counts.all,
              })}
              labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
            />
          </CardBody>
        </Card>
        <p className="text-sm text-ink-3 phone:hidden" data-no-print="">
          {t('keyboard')}
        </p>
      </div>
    </>
  )
}

function href(filter: Record<string, string | undefined>): string {
  const entries = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return `/review?${new URLSearchParams(entries).toString()}`
}
