import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { MarkBar } from '@/components/notifications/mark-bar'
import { NoticeLink } from '@/components/notifications/notice-link'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { markAllRead, markRead, markSeveralRead } from '@/lib/notifications/actions'
import { listNotices } from '@/lib/notifications/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { isUuid } from '@/lib/platform/ids'

type Search = Promise<{ before?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function NoticesPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { before } = await searchParams
  const from = before && isUuid(before) ? before : undefined
  const { rows, next } = await listNotices(actor, from, systemClock.now())
  const t = await getTranslations('notifications')
  const locale = await getLocale()
  const unread = rows.some((row) => !row.read)
  return (
    <ClientMessages namespaces={['notifications', 'platform', 'review']}>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Link className="link" href="/my/notices/settings">
            {t('settings')}
          </Link>
        }
      />
      <div className="grid gap-5">
        {unread ? (
          <div className="flex flex-wrap items-center justify-end gap-3">
            <MarkBar form="mark" act={markSeveralRead} />
            <StepForm
              steps={[{ event: 'mark', label: t('markAll'), fields: [], act: markAllRead, input: {} }]}
              labels={{ choose: '', pending: t('marking'), done: t('done') }}
            />
          </div>
        ) : null}
        <Card>
          <CardBody>
            {rows.length === 0 ? <Empty title={t('empty')} description={t('emptyText')} /> : null}
            <ul className="divide-y divide-line" data-rows="">
              {rows.map((row) => (
                <li
                  key={row.id}
                  className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
                >
                  {row.read ? null : (
                    <label className="-m-2 inline-flex min-h-10 items-center p-2 phone:min-h-11">
                      <input type="checkbox" className="tick" form="mark" name="id" value={row.id} />
                      <span className="sr-only">
                        {t('select', { name: t(`kind.${row.kind}`, { number: row.number }) })}
                      </span>
                    </label>
                  )}
                  <span className="min-w-0 flex-1">
                    <NoticeLink id={row.id} href={row.href} read={row.read} markRead={markRead}>
                      {t(`kind.${row.kind}`, { number: row.number })}
                    </NoticeLink>
                    <span className="block text-sm text-ink-3">{formatDateTime(row.at, locale)}</span>
                  </span>
                  {row.read ? null : <Tag tone="accent">{t('unread')}</Tag>}
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
        <Pagination
          previousHref={from ? '/my/notices' : undefined}
          nextHref={next ? `/my/notices?before=${next}` : undefined}
          labels={{ nav: t('nav'), previous: t('newest'), next: t('older') }}
        />
      </div>
    </ClientMessages>
  )
}
