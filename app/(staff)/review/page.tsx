import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { BulkBar } from '@/components/review/bulk-bar'
import { QueueFilters } from '@/components/review/queue-filters'
import { BULK_FORM, QueueTable } from '@/components/review/queue-table'
import { DroppedNotice } from '@/components/searches/dropped-notice'
import { SavedBar } from '@/components/searches/saved-bar'
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
import { removeSearch, renameSearch, saveSearch, setDefaultSearch } from '@/lib/searches/actions'
import { findQueueSearch, listSearches } from '@/lib/searches/queries'
import { askedSearch } from '@/lib/searches/searches'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

/** What the conditions are called in the form. */
const FILTER_WORD: Readonly<Record<string, string>> = {
  q: 'filters.search',
  kind: 'filters.kind',
  urgency: 'filters.urgency',
  desk: 'filters.desk',
  scope: 'filters.scope',
}

export default async function ReviewPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const t = await getTranslations('review')
  const locale = await getLocale()
  const now = systemClock.now()
  const raw = await searchParams
  const asked = askedSearch(raw)
  const saved = asked ? await findQueueSearch(actor, asked, now) : null
  const { after, ...address } = queueFilterSchema.parse(raw)
  const filter = saved?.filters ?? address
  const [queue, searches] = await Promise.all([
    listQueue(actor, { ...filter, after }, now),
    listSearches(actor, 'review', now),
  ])
  const bulk = await findBulkSteps(
    actor,
    queue.rows.map((row) => row.id),
    now,
  )
  const filtered = Boolean(filter.kind ?? filter.urgency ?? filter.desk ?? filter.q)
  const { counts } = queue
  const mayOpen = hasDecisionDesk(actor)
  const href = (cursor?: string) =>
    hrefOf(saved ? { saved: saved.id, after: cursor } : { ...filter, after: cursor })
  return (
    <ClientMessages namespaces={['searches', 'platform']}>
      <PageHeader
        title={t(filter.scope === 'all' ? 'titleAll' : 'title')}
        description={t('description')}
        actions={mayOpen ? <LinkButton href="/review/decisions/new">{t('newDecision')}</LinkButton> : null}
      />
      <div className="grid gap-5">
        {saved || (asked && asked !== 'default') ? (
          <DroppedNotice
            search={saved}
            nameOf={(name) => (t.has(FILTER_WORD[name] ?? name) ? t(FILTER_WORD[name] ?? name) : name)}
          />
        ) : null}
        <SavedBar
          desk="review"
          path="/review"
          searches={searches}
          current={saved}
          filters={filter}
          acts={{
            save: saveSearch,
            rename: renameSearch,
            setDefault: setDefaultSearch,
            remove: removeSearch,
          }}
        />
        <QueueFilters key={hrefOf(filter)} filter={filter} />
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
              previousHref={after ? href() : null}
              nextHref={queue.next ? href(queue.next) : null}
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
    </ClientMessages>
  )
}

function hrefOf(filter: Record<string, string | undefined>): string {
  const entries = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return `/review?${new URLSearchParams(entries).toString() || 'saved=none'}`
}
