import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OrganFilter } from '@/components/organs/organ-filter'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { listOfficials } from '@/lib/organs/administration/queries'
import { listDirectoryOrgans, nameOrgans } from '@/lib/organs/choosing/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'
import { officialFilterSchema } from '@/lib/organs/schema'
import type { AccountState, OfficialLine } from '@/lib/organs/types'
import { systemClock } from '@/lib/platform/clock'

type Search = Promise<Record<string, string | string[] | undefined>>

const TONES = {
  none: 'neutral',
  waiting: 'amber',
  expired: 'amber',
  active: 'green',
  disabled: 'red',
} as const satisfies Record<AccountState, string>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs.officials'))('title') }
}

export default async function OfficialsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const filter = officialFilterSchema.parse(await searchParams)
  const t = await getTranslations('organs')
  const [organs, [organ], { rows, next }] = await Promise.all([
    listDirectoryOrgans(actor),
    nameOrgans([filter.organId]),
    listOfficials(actor, filter, systemClock.now()),
  ])
  const address = (after: string | null) => {
    const search = new URLSearchParams()
    if (filter.q) search.set('q', filter.q)
    if (filter.organId) search.set('organId', filter.organId)
    if (after) search.set('after', after)
    return `/admin/officials${search.size > 0 ? `?${search}` : ''}`
  }
  return (
    <>
      <PageHeader
        title={t('officials.title')}
        description={t('officials.description')}
        actions={<LinkButton href="/admin/officials/new">{t('officials.new')}</LinkButton>}
      />
      <div className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-4" aria-label={t('filters.legend')}>
          <Field id="q" label={t('filters.q')}>
            {(control) => <Input {...control} name="q" defaultValue={filter.q} />}
          </Field>
          <OrganFilter
            from="/api/organs"
            id="organId"
            name="organId"
            label={t('filters.organId')}
            any={t('filters.all')}
            choices={organs}
            chosen={organ}
          />
          <Button type="submit">{t('filters.apply')}</Button>
          {filter.q || filter.organId ? <Link href="/admin/officials">{t('filters.clear')}</Link> : null}
        </form>
        <Card>
          <CardBody flush>
            <DataTable<OfficialLine>
              caption={t('officials.title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={<Empty title={t('officials.empty')} description={t('officials.emptyText')} />}
              columns={[
                {
                  key: 'name',
                  header: t('officialColumn.name'),
                  width: 'rest',
                  bare: true,
                  cell: (row) => (
                    <>
                      <Link href={`/admin/officials/${row.id}`}>{row.name}</Link>
                      <CellNote>{row.staffNo}</CellNote>
                    </>
                  ),
                },
                { key: 'post', header: t('officialColumn.post'), width: 'w-56', cell: (row) => row.post },
                { key: 'organ', header: t('officialColumn.organ'), width: 'w-64', cell: (row) => row.organ },
                {
                  key: 'account',
                  header: t('officialColumn.account'),
                  width: 'w-32',
                  nowrap: true,
                  cell: (row) =>
                    row.active ? (
                      <Tag tone={TONES[row.account]}>{t(`accountState.${row.account}`)}</Tag>
                    ) : (
                      <Tag>{t('leaving.tag')}</Tag>
                    ),
                },
              ]}
            />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.after ? address(null) : undefined}
          nextHref={next ? address(next) : undefined}
          labels={{ nav: t('officials.nav'), previous: t('officials.first'), next: t('officials.next') }}
        />
      </div>
    </>
  )
}
