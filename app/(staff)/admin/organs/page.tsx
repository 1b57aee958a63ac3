import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Button, LinkButton } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { listOrgans } from '@/lib/organs/administration/queries'
import { hasDirectoryDesk } from '@/lib/organs/policy'
import { organFilterSchema } from '@/lib/organs/schema'
import type { OrganLine, OrganPage } from '@/lib/organs/types'

type Search = Promise<Record<string, string | string[] | undefined>>

const PATH = '/admin/organs'

/** Indents by level; deeper levels stand as far in as the last. */
const INDENTS = ['', 'ps-5', 'ps-10', 'ps-15', 'ps-20', 'ps-25']

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs'))('title') }
}

/** The tree of organs that the system administrator looks after, page by page, below one of them, or by name and code. */
export default async function OrgansPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const filter = organFilterSchema.parse(await searchParams)
  const t = await getTranslations('organs')
  const { rows, next, trail } = await listOrgans(actor, filter)
  const address = (after?: string) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...filter, after })) if (value) search.set(name, value)
    return search.size > 0 ? `${PATH}?${search.toString()}` : PATH
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<LinkButton href={`${PATH}/new`}>{t('new')}</LinkButton>}
      />
      <div className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-4" aria-label={t('filters.legend')}>
          {filter.under ? <input type="hidden" name="under" value={filter.under} /> : null}
          <Field id="q" label={t('filters.organQ')}>
            {(control) => <Input {...control} name="q" defaultValue={filter.q} />}
          </Field>
          <Button type="submit">{t('filters.apply')}</Button>
          {filter.q || filter.under ? <Link href={PATH}>{t('filters.clear')}</Link> : null}
        </form>
        <Trail label={t('trail')} trail={trail} />
        <Card>
          <CardBody flush>
            <DataTable<OrganLine>
              caption={t('title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={<Empty title={t('empty')} description={t('officials.emptyText')} />}
              columns={[
                {
                  key: 'organ',
                  header: t('column.organ'),
                  width: 'rest',
                  bare: true,
                  cell: (row) => (
                    <div className={filter.q ? '' : INDENTS[Math.min(row.depth, INDENTS.length - 1)]}>
                      <span className="flex flex-wrap items-center gap-2">
                        <Link href={`/admin/organs/${row.id}`}>{row.name}</Link>
                        {row.isDivision ? <Tag>{t('tag.division')}</Tag> : null}
                        {row.isDisciplineOffice ? <Tag tone="accent">{t('tag.discipline')}</Tag> : null}
                        {row.active ? null : <Tag tone="amber">{t('inactive')}</Tag>}
                      </span>
                      <CellNote>
                        {filter.q && row.parent ? `${row.shortName} · ${row.parent}` : row.shortName}
                      </CellNote>
                    </div>
                  ),
                },
                {
                  key: 'code',
                  header: t('column.code'),
                  width: 'w-52',
                  nowrap: true,
                  cell: (row) => row.code,
                },
                {
                  key: 'kind',
                  header: t('column.kind'),
                  width: 'w-32',
                  nowrap: true,
                  cell: (row) => t(`kind.${row.kind}`),
                },
                {
                  key: 'children',
                  header: t('column.children'),
                  width: 'w-24',
                  nowrap: true,
                  align: 'end',
                  cell: (row) =>
                    row.children === 0 ? (
                      <span className="text-ink-3">—</span>
                    ) : (
                      <Link
                        href={`${PATH}?under=${row.id}`}
                        aria-label={t('childrenOf', { name: row.shortName, count: row.children })}
                      >
                        {row.children}
                      </Link>
                    ),
                },
                {
                  key: 'officials',
                  header: t('column.officials'),
                  width: 'w-20',
                  nowrap: true,
                  align: 'end',
                  cell: (row) => <Link href={`/admin/officials?organId=${row.id}`}>{row.officials}</Link>,
                },
              ]}
            />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.after ? address() : undefined}
          nextHref={next ? address(next) : undefined}
          labels={{ nav: t('officials.nav'), previous: t('officials.first'), next: t('officials.next') }}
        />
      </div>
    </>
  )
}

/** Where the organ that the page is narrowed to stands; each step leads to what lies below it. */
function Trail({ label, trail }: { label: string; trail: OrganPage['trail'] }) {
  if (trail.length === 0) return null
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {trail.map((one, at) => (
          <li key={one.id} className="flex items-center gap-2">
            {at > 0 ? <Icon name="next" className="size-3 text-ink-3" /> : null}
            {at < trail.length - 1 ? (
              <Link href={`${PATH}?under=${one.id}`}>{one.name}</Link>
            ) : (
              <span aria-current="page" className="font-medium">
                {one.name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
