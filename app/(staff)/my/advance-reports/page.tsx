import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { listMyReports } from '@/lib/advance-reports/queries'
import type { ReportRow } from '@/lib/advance-reports/types'
import { STATUSES } from '@/lib/advance-reports/workflow'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDate, formatDateTime } from '@/lib/platform/format'

type Search = Promise<{ status?: string; q?: string; after?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('own.title') }
}

export default async function MyReportsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const { status, q, after } = await searchParams
  const filter = { status: one(status), q: one(q)?.trim().slice(0, 100), after: one(after) }
  const { rows, next } = await listMyReports(actor, filter, systemClock.now())
  const t = await getTranslations('advanceReports')
  const words = await getTranslations('review')
  const locale = await getLocale()
  const filtered = Boolean(filter.status || filter.q)
  const address = (cursor: string | null) => {
    const search = new URLSearchParams()
    if (filter.status) search.set('status', filter.status)
    if (filter.q) search.set('q', filter.q)
    if (cursor) search.set('after', cursor)
    return `/my/advance-reports${search.size > 0 ? `?${search}` : ''}`
  }
  const start = (
    <LinkButton href="/my/advance-reports/new" variant="primary">
      {t('own.new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('own.title')} description={t('own.description')} actions={start} />
      <div className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-4" aria-label={t('own.filter')}>
          <Field id="status" label={t('own.status')}>
            {(control) => (
              <Select
                {...control}
                name="status"
                defaultValue={filter.status ?? ''}
                options={[
                  { value: '', label: t('own.anyStatus') },
                  ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
                ]}
              />
            )}
          </Field>
          <Field id="q" label={t('own.q')}>
            {(control) => <Input {...control} name="q" defaultValue={filter.q} maxLength={100} />}
          </Field>
          <Button type="submit">{t('own.apply')}</Button>
          {filtered ? <Link href="/my/advance-reports">{t('own.clear')}</Link> : null}
        </form>
        <Card>
          <CardBody flush>
            <DataTable<ReportRow>
              caption={t('own.title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={
                filtered ? (
                  <Empty title={t('own.filteredTitle')} />
                ) : (
                  <Empty title={t('own.emptyTitle')} description={t('own.emptyText')} />
                )
              }
              columns={[
                {
                  key: 'report',
                  header: t('own.columnReport'),
                  width: 'rest',
                  bare: true,
                  cell: (row) => (
                    <>
                      <Link href={`/my/advance-reports/${row.id}${row.status === 'DRAFT' ? '/edit' : ''}`}>
                        {row.title || t('own.untitled')}
                      </Link>
                      <CellNote>{row.number ?? formatDate(row.createdAt, locale)}</CellNote>
                    </>
                  ),
                },
                {
                  key: 'enterprise',
                  header: t('own.columnEnterprise'),
                  width: 'w-60',
                  cell: (row) => row.enterprises.join('、') || '—',
                },
                {
                  key: 'starts',
                  header: t('own.columnStarts'),
                  width: 'w-44',
                  nowrap: true,
                  cell: (row) => (row.startsAt ? formatDateTime(row.startsAt, locale) : '—'),
                },
                {
                  key: 'status',
                  header: t('own.columnStatus'),
                  width: 'w-32',
                  cell: (row) => <Tag tone={TONE[row.status]}>{t(`status.${row.status}`)}</Tag>,
                },
                {
                  key: 'due',
                  header: t('own.columnDue'),
                  width: 'w-32',
                  nowrap: true,
                  cell: (row) => (row.dueAt ? formatDate(row.dueAt, locale) : '—'),
                },
              ]}
            />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.after ? address(null) : undefined}
          nextHref={next ? address(next) : undefined}
          labels={{ nav: words('nav'), previous: words('first'), next: words('next') }}
        />
      </div>
    </>
  )
}

const TONE: Readonly<Record<string, 'accent' | 'green' | 'amber'>> = {
  SUBMITTED: 'accent',
  APPROVED: 'green',
  APPROVED_WITH_CONDITIONS: 'green',
  RETURNED: 'amber',
  RESULT_DUE: 'amber',
  NOTICE_GIVEN: 'amber',
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
