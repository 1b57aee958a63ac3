import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { getTranslations } from 'next-intl/server'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/choice'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { CellNote, DataTable } from '@/components/ui/table'
import { requireActor } from '@/lib/identity/queries'
import { listMatters } from '@/lib/matters/queries'
import { matterFilterSchema } from '@/lib/matters/schema'
import type { MatterRow } from '@/lib/matters/types'
import { systemClock } from '@/lib/platform/clock'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('matters'))('title') }
}

export default async function MattersPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const filter = matterFilterSchema.parse(await searchParams)
  const t = await getTranslations('matters')
  const { rows, next, mayRegister } = await listMatters(actor, filter, systemClock.now())
  const address = (after: string | null) => {
    const search = new URLSearchParams()
    if (filter.q) search.set('q', filter.q)
    if (filter.mine) search.set('mine', '1')
    if (after) search.set('after', after)
    return `/matters${search.size > 0 ? `?${search}` : ''}`
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={mayRegister ? <LinkButton href="/matters/new">{t('register')}</LinkButton> : undefined}
      />
      <div className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-4" aria-label={t('filters.legend')}>
          <Field id="q" label={t('filters.q')}>
            {(control) => <Input {...control} name="q" defaultValue={filter.q} />}
          </Field>
          <Checkbox
            id="mine"
            name="mine"
            value="1"
            label={t('filters.mine')}
            defaultChecked={!!filter.mine}
          />
          <Button type="submit">{t('filters.apply')}</Button>
          {filter.q || filter.mine ? <Link href="/matters">{t('filters.clear')}</Link> : null}
        </form>
        <Card>
          <CardBody flush>
            <DataTable<MatterRow>
              caption={t('title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={<Empty title={t('empty')} description={t('emptyText')} />}
              columns={[
                {
                  key: 'matter',
                  header: t('column.matter'),
                  width: 'rest',
                  bare: true,
                  cell: (row) => (
                    <>
                      <Link href={`/matters/${row.id}`}>{row.title}</Link>
                      <CellNote>{row.closed ? `${row.number} · ${t('closed')}` : row.number}</CellNote>
                    </>
                  ),
                },
                {
                  key: 'type',
                  header: t('column.type'),
                  width: 'w-32',
                  nowrap: true,
                  cell: (row) => t(`type.${row.type}`),
                },
                {
                  key: 'organ',
                  header: t('column.organ'),
                  width: 'w-44',
                  nowrap: true,
                  cell: (row) => row.organ,
                },
                {
                  key: 'enterprises',
                  header: t('column.enterprises'),
                  width: 'w-56',
                  cell: (row) => row.enterprises.join('、') || '—',
                },
                {
                  key: 'handlers',
                  header: t('column.handlers'),
                  width: 'w-36',
                  cell: (row) => row.handlers.join('、') || '—',
                },
              ]}
            />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.after ? address(null) : undefined}
          nextHref={next ? address(next) : undefined}
          labels={{ nav: t('nav'), previous: t('first'), next: t('next') }}
        />
      </div>
    </>
  )
}
