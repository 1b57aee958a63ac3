import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { LogCheck, LogChecking } from '@/components/audit/log-check'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { DataTable } from '@/components/ui/table'
import { actorNames, listLog, verifyNewest } from '@/lib/audit/queries'
import { logFilterSchema } from '@/lib/audit/schema'
import type { LogLine } from '@/lib/audit/types'
import type { Actor } from '@/lib/identity/types'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'

/** So many entries are verified when the page is read; the command line verifies all. */
const VERIFIED = 200

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

/** The log for the audit administrator: who did what when, never what a case says. */
export default async function LogsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const filter = logFilterSchema.parse(await searchParams)
  const page = await listLog(actor, filter, systemClock.now())
  if (!page) notFound()
  const t = await getTranslations('audit')
  const locale = await getLocale()
  const who = (line: LogLine) => line.actor ?? (line.bySystem ? t('system') : t('unreadable'))
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        {filter.before === undefined ? (
          <Suspense fallback={<LogChecking />}>
            <Check actor={actor} />
          </Suspense>
        ) : null}
        <Card>
          <CardBody flush>
            <DataTable<LogLine>
              caption={t('list')}
              rows={page.lines}
              rowKey={(line) => String(line.index)}
              empty={<Empty title={t('empty')} description={t('emptyText')} />}
              columns={[
                {
                  key: 'index',
                  header: t('column.index'),
                  width: 'w-20',
                  nowrap: true,
                  cell: (line) => line.index,
                },
                {
                  key: 'at',
                  header: t('column.at'),
                  width: 'w-44',
                  nowrap: true,
                  cell: (line) => formatDateTime(line.at, locale),
                },
                { key: 'actor', header: t('column.actor'), width: 'w-36', nowrap: true, cell: who },
                {
                  key: 'command',
                  header: t('column.command'),
                  width: 'w-64',
                  cell: (line) => line.command ?? t('unreadable'),
                },
                {
                  key: 'tables',
                  header: t('column.tables'),
                  width: 'rest',
                  cell: (line) => line.tables.join(', ') || '—',
                },
              ]}
            />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.before === undefined ? undefined : '/admin/logs'}
          nextHref={page.next === null ? undefined : `/admin/logs?before=${page.next}`}
          labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
        />
      </div>
    </>
  )
}

async function Check({ actor }: { actor: Actor }) {
  const now = systemClock.now()
  const result = await verifyNewest(actor, VERIFIED, now)
  if (!result) return null
  const names = await actorNames(
    result.findings.map((finding) => finding.actor),
    now,
  )
  return <LogCheck result={result} names={names} />
}
